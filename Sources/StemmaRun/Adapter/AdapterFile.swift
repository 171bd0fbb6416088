public import StemmaRecord

/// A file of trained weights as safetensors has it: the length of its head in eight bytes, the lowest
/// first; the head, a JSON object that says of each tensor where its bytes stand; those bytes.
public struct AdapterFile: Hashable, Sendable {
  /// The longest head that is read. An adapter's is a hundred kilobytes mostly.
  static let headLimitBytes = 16 << 20

  public let digest: AdapterDigest
  public let sizeBytes: Int
  /// How many tensors it holds, at least 1.
  public let tensors: Int

  /// Reads the file once, in pieces; besides its head none of it is held.
  ///
  /// - Parameters:
  ///   - file: what errors call it.
  ///   - read: gives the file's bytes, piece by piece.
  /// - Throws: `AdapterError`; what `read` throws; `CancellationError`.
  public init(_ file: String, read: ByteReading) throws {
    var hash = FileDigest()
    var head: [UInt8] = []
    var wanted = Self.lengthBytes
    var size = 0
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { piece.deallocate() }
    while true {
      try Task.checkCancellation()
      let count = try read(piece)
      guard count > 0 else { break }
      let bytes = UnsafeRawBufferPointer(rebasing: piece[..<count])
      hash.update(bytes)
      size += count
      var rest = bytes[...]
      while head.count < wanted, !rest.isEmpty {
        let part = rest.prefix(wanted - head.count)
        head += part
        rest = rest.dropFirst(part.count)
        if head.count == Self.lengthBytes {
          wanted += try Self.headLength(head, file)
        }
      }
    }
    guard size > 0 else { throw AdapterError.empty(file: file) }
    guard head.count == wanted, wanted > Self.lengthBytes else {
      throw AdapterError.notWeights(file: file, reason: "it ends before its head does")
    }
    let table = try TensorTable(head[Self.lengthBytes...], file: file)
    let data = size - wanted
    guard table.endBytes <= data else {
      throw AdapterError.cutOff(file: file, missing: table.endBytes - data)
    }
    guard table.endBytes == data else {
      throw AdapterError.overlong(file: file, bytes: data - table.endBytes)
    }
    guard let digest = AdapterDigest("sha256:\(hash.finish())") else {
      preconditionFailure("a digest has 64 digits")
    }
    self.digest = digest
    sizeBytes = size
    tensors = table.count
  }

  private static let lengthBytes = 8

  private static func headLength(_ bytes: [UInt8], _ file: String) throws(AdapterError) -> Int {
    let length = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length >= 2 else {
      throw .notWeights(file: file, reason: "it has no head")
    }
    guard length <= UInt64(headLimitBytes) else { throw .headTooLong(file: file, bytes: length) }
    return Int(length)
  }
}
