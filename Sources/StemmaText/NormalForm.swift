/// A text as comparisons see it: small letters and digits, words parted by single spaces.
///
/// Every scalar is mapped by itself with Unicode's lower-case mapping, so that the result depends on
/// no locale and on no neighbour. Letters, digits and combining marks stay, everything else parts
/// words. Canonically equivalent texts keep different bytes: `é` is one scalar, `e` with a combining
/// accent are two, and the two normal forms differ.
public struct NormalForm: Hashable, Sendable {
  /// Raised whenever the same text would get another normal form.
  public static let revision = 1

  /// The version of the Unicode tables that the mapping and the classes come from.
  public static let unicodeVersion = "17.0"

  /// UTF-8, without a space at either end; empty where the text has no word.
  public let bytes: [UInt8]

  public init(_ text: String) {
    var text = text
    bytes = text.withUTF8 { Self.ofASCII($0) ?? Self.ofAny($0) }
  }

  /// - Returns: nil where a scalar is beyond ASCII; no more bytes than the text otherwise.
  private static func ofASCII(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var all: UInt8 = 0
    for byte in text { all |= byte }
    guard all < 0x80 else { return nil }
    return [UInt8](unsafeUninitializedCapacity: text.count + 1) { out, count in
      // Every byte is written; what follows a space, or nothing, overwrites a space.
      var end = 0
      var last: UInt8 = 0x20
      for byte in text {
        let mapped = mapped(byte)
        out[end] = mapped
        end &+= mapped == 0x20 && last == 0x20 ? 0 : 1
        last = mapped
      }
      count = end > 0 && last == 0x20 ? end - 1 : end
    }
  }

  private static func ofAny(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    // No small form is more than half as long again as its letter; a space stands for a byte at least.
    [UInt8](unsafeUninitializedCapacity: text.count * 3 + 1) { out, end in
      var isPending = false
      var index = 0
      while index < text.count {
        var mapped = UInt32(mapped(text[index]))
        var width = 1
        if text[index] >= 0x80 {
          let (scalar, scalarWidth) = scalar(text, at: index)
          width = scalarWidth
          mapped = Self.mapped(scalar)
        }
        index &+= width
        guard mapped != 0x20 else {
          isPending = true
          continue
        }
        if isPending, end > 0 { put(0x20, into: out, at: &end) }
        isPending = false
        if mapped == several {
          let (scalar, _) = scalar(text, at: index - width)
          for byte in scalar.properties.lowercaseMapping.utf8 { put(byte, into: out, at: &end) }
        } else if mapped < 0x80 {
          put(UInt8(truncatingIfNeeded: mapped), into: out, at: &end)
        } else {
          let scalar = Unicode.Scalar(mapped) ?? "\u{FFFD}"
          for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            put(byte, into: out, at: &end)
          }
        }
      }
    }
  }

  private static func put(
    _ byte: UInt8, into out: UnsafeMutableBufferPointer<UInt8>, at end: inout Int
  ) {
    precondition(end < out.count, "a small form is not three times as long as its letter")
    out[end] = byte
    end &+= 1
  }

  /// An ASCII letter's small form, a digit, or a space for everything else.
  static func mapped(_ byte: UInt8) -> UInt8 {
    let small = byte | 0x20
    let isLetter = small &- 0x61 < 26
    let isDigit = byte &- 0x30 < 10
    return isLetter ? small : isDigit ? byte : 0x20
  }

  /// The scalar that begins at `index` of valid UTF-8, and how many bytes it has.
  private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (Unicode.Scalar, Int) {
    let first = bytes[index]
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var value = UInt32(first) & (0x7F >> UInt32(width))
    for offset in 1..<width { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
  }

  /// Stands for a small form of several scalars.
  private static let several: UInt32 = .max

  /// A letter's small form, what stays as it is, or a space for everything else.
  private static func mapped(_ scalar: Unicode.Scalar) -> UInt32 {
    let value = scalar.value
    if value < 0x250 { return latin[Int(value)] }
    if value >= 0x2000, value < 0x2600 { return symbols[Int(value - 0x2000)] }
    return lookedUp(scalar)
  }

  /// Looked up once: letters of Europe, then punctuation, symbols and lines of tables.
  private static let latin = (0..<0x250).map { Unicode.Scalar($0).map(lookedUp) ?? 0x20 }
  private static let symbols = (0x2000..<0x2600).map {
    Unicode.Scalar($0).map(lookedUp) ?? 0x20
  }

  private static func lookedUp(_ scalar: Unicode.Scalar) -> UInt32 {
    guard isWordPart(scalar) else { return 0x20 }
    let small = scalar.properties.lowercaseMapping.unicodeScalars
    guard let first = small.first, small.count == 1 else { return several }
    return first.value
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}
