import CZstd

/// Zstandard, one frame an object; a dictionary makes small objects pay.
final class Compressor {
  /// Chosen by the measurements of DESIGN: beyond 3 the time grows faster than the gain.
  static let level: Int32 = 3

  private let context: OpaquePointer
  private let dictionary: OpaquePointer?

  /// - Parameter dictionary: as `trainDictionary` made it; empty for none.
  init(dictionary: [UInt8]) {
    guard let context = ZSTD_createCCtx() else { preconditionFailure("out of memory") }
    self.context = context
    self.dictionary =
      dictionary.isEmpty
      ? nil : dictionary.withUnsafeBytes { ZSTD_createCDict($0.baseAddress, $0.count, Self.level) }
  }

  deinit {
    ZSTD_freeCCtx(context)
    ZSTD_freeCDict(dictionary)
  }

  func compress(_ content: [UInt8]) -> [UInt8] {
    let bound = ZSTD_compressBound(content.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { out, count in
      count = content.withUnsafeBytes { source in
        dictionary.map {
          ZSTD_compress_usingCDict(
            context, out.baseAddress, bound, source.baseAddress, source.count, $0)
        }
          ?? ZSTD_compressCCtx(
            context, out.baseAddress, bound, source.baseAddress, source.count, Self.level)
      }
      precondition(ZSTD_isError(count) == 0, "the buffer is as large as zstd asks for")
    }
  }

  /// Learns what the samples have in common.
  ///
  /// - Parameter limitBytes: the dictionary's size at most.
  /// - Returns: empty where the samples are too few or too different.
  static func trainDictionary(_ samples: [[UInt8]], limitBytes: Int) -> [UInt8] {
    let joined = Array(samples.joined())
    let sizes = samples.map(\.count)
    return [UInt8](unsafeUninitializedCapacity: limitBytes) { out, count in
      let made = ZDICT_trainFromBuffer(
        out.baseAddress, limitBytes, joined, sizes, UInt32(sizes.count))
      count = ZDICT_isError(made) == 0 ? made : 0
    }
  }
}

/// Unpacks frames, never to more than was promised.
final class Decompressor {
  private let context: OpaquePointer
  private let dictionary: OpaquePointer?

  init(dictionary: [UInt8]) {
    guard let context = ZSTD_createDCtx() else { preconditionFailure("out of memory") }
    self.context = context
    self.dictionary =
      dictionary.isEmpty
      ? nil : dictionary.withUnsafeBytes { ZSTD_createDDict($0.baseAddress, $0.count) }
  }

  deinit {
    ZSTD_freeDCtx(context)
    ZSTD_freeDDict(dictionary)
  }

  /// - Returns: nil where the frame is damaged or holds another number of bytes than `count`.
  func decompress(_ frame: some Collection<UInt8>, count: Int) -> [UInt8]? {
    let frame = Array(frame)
    var size = 0
    let content = [UInt8](unsafeUninitializedCapacity: count) { out, filled in
      size = frame.withUnsafeBytes { source in
        dictionary.map {
          ZSTD_decompress_usingDDict(
            context, out.baseAddress, count, source.baseAddress, source.count, $0)
        }
          ?? ZSTD_decompressDCtx(
            context, out.baseAddress, count, source.baseAddress, source.count)
      }
      filled = ZSTD_isError(size) == 0 ? size : 0
    }
    return content.count == count && ZSTD_isError(size) == 0 ? content : nil
  }
}
