/// Parts what is written without spaces between words: every Chinese character, every Japanese kana, and
/// every letter of Thai, Lao, Burmese and Khmer stands as a word by itself, with the marks upon it.
///
/// No dictionary is asked, so that the same text gives the same words on every machine; what is counted
/// then are characters, not a reader's words. Korean parts its words, and stays as it is.
public enum UnspacedWriting {
  /// - Parameter form: a normal form's bytes.
  /// - Returns: the same with single spaces around such characters.
  public static func parted(_ form: [UInt8]) -> [UInt8] {
    // All of them begin at U+0E00, and so with a byte of at least E0.
    guard form.contains(where: { $0 >= 0xE0 }) else { return form }
    var out: [UInt8] = []
    out.reserveCapacity(form.count * 4 / 3)
    var isAfterOne = false
    var place = 0
    while place < form.count {
      let first = form[place]
      let width = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      let end = min(form.count, place + width)
      let isOne = width > 2 && isUnspaced(scalar(form[place..<end]))
      let isMark = isAfterOne && width > 1 && isMark(scalar(form[place..<end]))
      if !isMark {
        if isOne || isAfterOne, let last = out.last, last != 0x20, first != 0x20 {
          out.append(0x20)
        }
        isAfterOne = isOne
      }
      out += form[place..<end]
      place = end
    }
    return out
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar {
    var value = UInt32(bytes[bytes.startIndex]) & (0x7F >> UInt32(bytes.count))
    for byte in bytes.dropFirst() { value = value << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Whether a character is a word by itself.
  public static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Thai and Lao, Burmese, Khmer.
    case 0x0E01...0x0E30, 0x0E32...0x0E33, 0x0E40...0x0E46, 0x0E81...0x0EB0, 0x0EB2...0x0EB3,
      0x0EC0...0x0EC6, 0x0EDC...0x0EDF, 0x1000...0x102A, 0x103F, 0x1050...0x1055,
      0x1780...0x17B3:
      true
    // Iteration marks, kana, Bopomofo, ideographs, and their forms of half a width.
    case 0x3005...0x3007, 0x3021...0x3029, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FF,
      0x3105...0x312F, 0x31A0...0x31BF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0xFF66...0xFF9D, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
