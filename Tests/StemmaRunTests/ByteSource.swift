/// Bytes handed out in portions of some size.
final class ByteSource {
  private var bytes: ArraySlice<UInt8>
  private let portionBytes: Int

  init(_ bytes: [UInt8], portionBytes: Int = .max) {
    self.bytes = bytes[...]
    self.portionBytes = portionBytes
  }

  func read(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count, portionBytes)
    buffer.copyBytes(from: bytes.prefix(count))
    bytes = bytes.dropFirst(count)
    return count
  }
}
