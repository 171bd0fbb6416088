import Glibc
import StemmaRecord

/// A leaf taken apart into its entries, without reading what they hold.
struct LeafEntries: Sendable {
  struct Entry: Sendable {
    /// The key as a canonical JSON string, quotes included.
    let key: Range<Int>
    /// Canonical JSON.
    let content: Range<Int>
  }

  let bytes: [UInt8]
  let entries: [Entry]

  /// - Parameter bytes: lines of the form `["key",content]`.
  /// - Returns: nil where there is another line among them.
  init?(_ bytes: [UInt8]) {
    let entries: [Entry]? = bytes.withUnsafeBufferPointer { raw in
      guard let base = raw.baseAddress else { return [] }
      var entries: [Entry] = []
      var start = 0
      while start < raw.count {
        let found = memchr(base + start, 0x0A, raw.count - start)
        let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? raw.count
        if end > start {
          guard let entry = Self.entry(raw, start..<end) else { return nil }
          entries.append(entry)
        }
        start = end + 1
      }
      return entries
    }
    guard let entries else { return nil }
    self.bytes = bytes
    self.entries = entries
  }

  /// - Parameter range: of an entry's key or content.
  func withBytes<Result>(
    of range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private static func entry(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>
  ) -> Entry? {
    guard line.count >= 6, bytes[line.lowerBound] == UInt8(ascii: "["),
      bytes[line.lowerBound + 1] == UInt8(ascii: "\""),
      bytes[line.upperBound - 1] == UInt8(ascii: "]")
    else { return nil }
    var index = line.lowerBound + 2
    while index < line.upperBound, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index + 2 < line.upperBound - 1, bytes[index + 1] == UInt8(ascii: ",")
    else { return nil }
    return Entry(
      key: line.lowerBound + 1..<index + 1, content: index + 2..<line.upperBound - 1)
  }
}
