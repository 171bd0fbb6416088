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

  private static func checked(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard let span = try? UTF8Span(validating: bytes.span) else { return nil }
    return String(copying: span)
  }
}
