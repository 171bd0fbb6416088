import CZstd

/// What the frames of one pack have in common. It may be used from many threads at once.
final class FrameDictionary: @unchecked Sendable {
  let bytes: [UInt8]
  fileprivate let forCompression: OpaquePointer?
  fileprivate let forDecompression: OpaquePointer?

  /// - Parameter bytes: as `DictionaryTraining` learns them; empty for none.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard !bytes.isEmpty else {
      forCompression = nil
      forDecompression = nil
      return
    }
    forCompression = bytes.withUnsafeBytes {
      ZSTD_createCDict_advanced(
        $0.baseAddress, $0.count, ZSTD_dlm_byCopy, ZSTD_dct_auto,
        Compressor.parameters(dictionaryBytes: $0.count), ZSTD_customMem())
    }
    forDecompression = bytes.withUnsafeBytes { ZSTD_createDDict($0.baseAddress, $0.count) }
  }

  deinit {
    ZSTD_freeCDict(forCompression)
    ZSTD_freeDDict(forDecompression)
  }
}

/// Zstandard, one frame a block. One thread uses it at a time.
final class Compressor: @unchecked Sendable {
  /// Chosen by measurement, with block and dictionary size: see CONTRIBUTING.md.
  private static let level: Int32 = 3

  /// The level's, with tables of half the size: for blocks like these they are no worse, and stay nearer to
  /// the processor.
  fileprivate static func parameters(dictionaryBytes: Int) -> ZSTD_compressionParameters {
    var parameters = ZSTD_getCParams(
      level, UInt64(PackFormat.blockBytes), dictionaryBytes)
    parameters.chainLog -= 1
    parameters.hashLog -= 1
    return parameters
  }

  private let context: OpaquePointer
  private let dictionary: FrameDictionary

  init(_ dictionary: FrameDictionary) {
    guard let context = ZSTD_createCCtx() else { preconditionFailure("out of memory") }
    self.context = context
    self.dictionary = dictionary
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level)
    // The dictionary is used where it lies (`ZSTD_c_forceAttachDict`): zstd would copy its tables for each
    // block of this size, which takes longer than compressing it.
    ZSTD_CCtx_setParameter(
      context, ZSTD_c_experimentalParam4, Int32(bitPattern: ZSTD_dictForceAttach.rawValue))
    // The pack says which dictionary it is, and the block's head how much it holds.
    ZSTD_CCtx_setParameter(context, ZSTD_c_dictIDFlag, 0)
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0)
    ZSTD_CCtx_refCDict(context, dictionary.forCompression)
  }

  deinit { ZSTD_freeCCtx(context) }

  /// Appends the frame of `content`.
  func compress(_ content: UnsafeRawBufferPointer, into out: inout [UInt8]) {
    let bound = ZSTD_compressBound(content.count)
    let frame = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = ZSTD_compress2(
        context, buffer.baseAddress, bound, content.baseAddress, content.count)
      precondition(ZSTD_isError(count) == 0, "the buffer is as large as zstd asks for")
    }
    out += frame
  }
}

/// Unpacks frames, never to more than was promised. It may be used from many threads at once.
final class Decompressor: Sendable {
  private let dictionary: FrameDictionary
  private let contexts = Pool { Context() }

  private final class Context: @unchecked Sendable {
    let pointer: OpaquePointer

    init() {
      guard let pointer = ZSTD_createDCtx() else { preconditionFailure("out of memory") }
      self.pointer = pointer
    }

    deinit { ZSTD_freeDCtx(pointer) }
  }

  init(_ dictionary: FrameDictionary) {
    self.dictionary = dictionary
  }

  /// - Returns: nil where the frame is damaged or holds another number of bytes than `count`.
  func decompress(_ frame: UnsafeRawBufferPointer, count: Int) -> [UInt8]? {
    contexts.use { context in
      var isWhole = false
      let content = [UInt8](unsafeUninitializedCapacity: count) { out, filled in
        let size = ZSTD_decompress_usingDDict(
          context.pointer, out.baseAddress, count, frame.baseAddress, frame.count,
          dictionary.forDecompression)
        isWhole = ZSTD_isError(size) == 0 && size == count
        filled = isWhole ? count : 0
      }
      return isWhole ? content : nil
    }
  }
}
