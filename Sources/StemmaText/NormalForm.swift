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
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var isPending = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        index += 1
        let mapped = mapped(byte)
        if mapped == 0x20 {
          isPending = true
        } else {
          if isPending, !out.isEmpty { out.append(0x20) }
          isPending = false
          out.append(mapped)
        }
      } else {
        let (scalar, width) = scalar(text, at: index)
        index += width
        append(scalar, to: &out, isPending: &isPending)
      }
    }
    return out
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
