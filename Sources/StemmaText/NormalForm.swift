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
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    var isPending = false
    var text = text
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          index += 1
          let mapped = Self.asciiMapping[Int(byte)]
          if mapped == 0x20 {
            isPending = true
          } else {
            if isPending, !out.isEmpty { out.append(0x20) }
            isPending = false
            out.append(mapped)
          }
        } else {
          let (scalar, width) = Self.scalar(bytes, at: index)
          index += width
          Self.append(scalar, to: &out, isPending: &isPending)
        }
      }
    }
    bytes = out
  }

  /// Where the words stand in `bytes`.
  var words: [Range<Int>] {
    var words: [Range<Int>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x20 {
      words.append(start..<index)
      start = index + 1
    }
    if start < bytes.count { words.append(start..<bytes.count) }
    return words
  }

  /// A letter's small form, a digit, or a space for everything else.
  private static let asciiMapping: [UInt8] = (0 as UInt8..<128).map { byte in
    switch byte {
    case 0x41...0x5A: byte | 0x20
    case 0x61...0x7A, 0x30...0x39: byte
    default: 0x20
    }
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

  private static func append(
    _ scalar: Unicode.Scalar, to out: inout [UInt8], isPending: inout Bool
  ) {
    guard isWordPart(scalar) else {
      isPending = true
      return
    }
    if isPending, !out.isEmpty { out.append(0x20) }
    isPending = false
    out.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
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
