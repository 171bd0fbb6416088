/// What all readers do to text, whatever the document's format.
enum Prose {
  /// Makes every run of white space one space and drops it at both ends.
  ///
  /// White space is what Unicode calls so, and control characters.
  static func collapse(_ bytes: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.underestimatedCount)
    var isPending = false
    var isAscii = true
    for byte in bytes {
      if byte <= 0x20 || byte == 0x7F {
        isPending = true
      } else {
        if isPending, !out.isEmpty { out.append(0x20) }
        isPending = false
        if byte >= 0x80 { isAscii = false }
        out.append(byte)
      }
    }
    let text = String(decoding: out, as: UTF8.self)
    return isAscii ? text : collapseUnicode(text)
  }

  private static func collapseUnicode(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value >= 0x80 && isSpace($0) }) else {
      return text
    }
    var out = String.UnicodeScalarView()
    var isPending = false
    for scalar in text.unicodeScalars {
      if isSpace(scalar) {
        isPending = true
      } else {
        if isPending, !out.isEmpty { out.append(" ") }
        isPending = false
        out.append(scalar)
      }
    }
    return String(out)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x80...0x9F).contains(scalar.value)
  }

  /// Whether there is a letter or a digit.
  static func hasWord(_ text: String) -> Bool {
    text.unicodeScalars.contains { isLetter($0) || isDigit($0) }
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? (0x61...0x7A).contains(scalar.value | 0x20) : scalar.properties.isAlphabetic
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x80
      ? (0x30...0x39).contains(scalar.value) : scalar.properties.numericType != nil
  }

  /// Whether a "word" stands there that no prose holds, such as an encoded picture: more than
  /// 1,000 ASCII characters without a space.
  static func hasEndlessWord(_ text: String) -> Bool {
    var length = 0
    for byte in text.utf8 {
      length = byte == 0x20 || byte >= 0x80 ? 0 : length + 1
      if length > 1_000 { return true }
    }
    return false
  }
}
