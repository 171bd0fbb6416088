/// UTF-8 into text without repairs: `String(decoding:)` would silently replace what is broken.
public enum StrictUTF8 {
  /// - Returns: nil where the bytes are not valid UTF-8.
  public static func text(_ bytes: some Collection<UInt8>) -> String? {
    let result: String?? = bytes.withContiguousStorageIfAvailable { checked($0) }
    if let result { return result }
    return Array(bytes).withUnsafeBufferPointer { checked($0) }
  }

  /// Whether no text has such a byte: a control character of ASCII's that is neither white space nor a
  /// page's end.
  public static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && !(0x09...0x0D).contains(byte) || byte == 0x7F
  }

  /// In which line, from 1, the first sequence stands that is not UTF-8; of UTF-8 the last line.
  public static func invalidLine(of bytes: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var units = bytes.makeIterator()
    var offset = bytes.startIndex
    while case .scalarValue(let scalar) = decoder.decode(&units) {
      offset += UTF8.width(scalar)
    }
    return line(of: offset, in: bytes)
  }

  /// In which line, from 1, a byte stands; lines end in LF, CR or both.
  public static func line(of offset: Int, in bytes: ArraySlice<UInt8>) -> Int {
    var line = 1
    var previous: UInt8 = 0
    for byte in bytes[bytes.startIndex..<offset] {
      if byte == 0x0D || byte == 0x0A && previous != 0x0D { line += 1 }
      previous = byte
    }
    return line
  }

  private static func checked(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let span = try? UTF8Span(validating: bytes.span) else { return nil }
    return String(copying: span)
  }
}
