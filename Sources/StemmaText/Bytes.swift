/// Questions about UTF-8 bytes, answered without `Character` or a locale.
enum Bytes {
  static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  static func isSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isLetter(_ byte: UInt8) -> Bool {
    isCapital(byte) || isSmall(byte) || byte >= 0x80
  }
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  static func hasLetterOrDigit(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    for index in range where isLetter(text[index]) || isDigit(text[index]) { return true }
    return false
  }

  /// ASCII letters made small, U+2019 made an apostrophe.
  static func lowercased(_ text: [UInt8], _ range: Range<Int>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      if byte == 0xE2, index + 2 < range.upperBound, text[index + 1] == 0x80,
        text[index + 2] == 0x99
      {
        bytes.append(0x27)
        index += 3
        continue
      }
      bytes.append(isCapital(byte) ? byte + 32 : byte)
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The length of a mark that opens something, at this place.
  static func openingMark(_ text: [UInt8], at index: Int, before end: Int) -> Int? {
    switch text[index] {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "*"):
      return 1
    case 0xE2 where index + 2 < end && text[index + 1] == 0x80:
      // U+2010…U+201F: dashes and quotation marks; U+2026 the ellipsis.
      return (text[index + 2] >= 0x93 && text[index + 2] <= 0x9F) || text[index + 2] == 0xA6
        ? 3 : nil
    case 0xC2 where index + 1 < end && text[index + 1] == 0xAB: return 2
    default: return nil
    }
  }

  /// The length of a mark that closes something, ending at this place.
  static func closingMark(_ text: [UInt8], endingAt end: Int, after start: Int) -> Int? {
    switch text[end - 1] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ")"), UInt8(ascii: "]"),
      UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"),
      UInt8(ascii: "*"):
      return 1
    default: break
    }
    if end - start > 3, text[end - 3] == 0xE2, text[end - 2] == 0x80,
      (text[end - 1] >= 0x93 && text[end - 1] <= 0x9F) || text[end - 1] == 0xA6
    {
      return 3
    }
    return end - start > 2 && text[end - 2] == 0xC2 && text[end - 1] == 0xBB ? 2 : nil
  }

  static func hasOpenParenthesis(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    var depth = 0
    for index in range {
      if text[index] == UInt8(ascii: "(") { depth += 1 }
      if text[index] == UInt8(ascii: ")") { depth -= 1 }
    }
    return depth > 0
  }

  /// A dash inside a chunk: two or three hyphens, or U+2013, U+2014.
  static func dash(_ text: [UInt8], in range: Range<Int>) -> Range<Int>? {
    var index = range.lowerBound
    while index < range.upperBound {
      if text[index] == UInt8(ascii: "-") {
        var end = index
        while end < range.upperBound, text[end] == UInt8(ascii: "-") { end += 1 }
        let isBetweenLetters =
          index > range.lowerBound && end < range.upperBound && isLetter(text[index - 1])
          && isLetter(text[end])
        if end - index > 1, isBetweenLetters { return index..<end }
        index = end
        continue
      }
      if text[index] == 0xE2, index + 2 < range.upperBound, text[index + 1] == 0x80,
        text[index + 2] == 0x94
      {
        return index..<index + 3
      }
      index += 1
    }
    return nil
  }

  /// The length in bytes of a final "n't", 0 without one.
  static func lengthOfContractedNot(_ text: [UInt8], _ range: Range<Int>) -> Int {
    let end = range.upperBound
    guard range.count > 3, text[end - 1] == UInt8(ascii: "t") else { return 0 }
    if text[end - 2] == 0x27, text[end - 3] == UInt8(ascii: "n") { return 3 }
    if range.count > 5, text[end - 2] == 0x99, text[end - 3] == 0x80, text[end - 4] == 0xE2,
      text[end - 5] == UInt8(ascii: "n")
    {
      return 5
    }
    return 0
  }

  /// Digits with points, commas or colons between them, a sign before or a per cent sign behind.
  static func isNumber(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    guard isDigit(text[range.lowerBound]) else { return false }
    var points = 0
    for index in range {
      let byte = text[index]
      if byte == UInt8(ascii: ".") { points += 1 }
      let isInner = byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
      let isPercent = byte == UInt8(ascii: "%") && index == range.upperBound - 1
      if !isDigit(byte) && !isInner && !isPercent { return false }
    }
    return points < 2
  }

  static func isAllCapitals(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    for index in range where isSmall(text[index]) { return false }
    return true
  }

  /// Whether a chunk is code rather than a word: it holds a digit, or a mark other than a hyphen
  /// or an apostrophe between letters, or a capital after a small letter.
  static func isSymbol(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    var previous: UInt8 = 0
    for index in range {
      let byte = text[index]
      let isPlain =
        isLetter(byte) || (byte == 0x27 && index > range.lowerBound)
        || (byte == 0x2D && index > range.lowerBound && index < range.upperBound - 1
          && previous != 0x2D)
      if !isPlain { return true }
      if isCapital(byte), isSmall(previous) { return true }
      previous = byte
    }
    return false
  }
}

extension Bytes {
  private static let abbreviations: [[UInt8]] = [
    "e.g.", "i.e.", "cf.", "etc.", "eg.", "ie.", "vs.", "al.", "resp.", "viz.",
  ].map { Array($0.utf8) }

  /// The length of an abbreviation that stands for an aside, when the chunk begins with one and
  /// goes on with marks only.
  static func abbreviation(_ text: [UInt8], _ range: Range<Int>) -> Int? {
    for word in abbreviations where range.count >= word.count {
      let isHere = word.indices.allSatisfy { text[range.lowerBound + $0] | 0x20 == word[$0] | 0x20 }
      let rest = range.lowerBound + word.count..<range.upperBound
      if isHere, !hasLetterOrDigit(text, rest) { return word.count }
    }
    return nil
  }
}
