/// A section's text with its white space collapsed, cut into blocks and sentences.
public struct Passage: Sendable {
  /// What a block of lines is.
  public enum BlockKind: Sendable {
    case paragraph, item, other
  }

  /// One paragraph or one item of a list.
  public struct Block: Sendable {
    public let kind: BlockKind
    /// Where it stands in ``Passage/bytes``, without the item's mark.
    public let bytes: Range<Int>
    /// Where it stands, the item's mark included.
    public let whole: Range<Int>
  }

  /// One sentence of a block.
  public struct Sentence: Sendable {
    public let bytes: Range<Int>
    /// Which block it belongs to.
    public let block: Int
    /// Whether it is the first of its block.
    public let isFirst: Bool
  }

  /// The whole text, every run of white space a single space.
  public let bytes: [UInt8]
  public let blocks: [Block]
  public let sentences: [Sentence]

  public init(_ text: String) {
    var reader = PassageLines()
    reader.read(Array(text.utf8))
    bytes = reader.bytes
    blocks = reader.blocks
    var found: [Sentence] = []
    for (index, block) in reader.blocks.enumerated() where block.kind != .other {
      for range in Sentences.cut(reader.bytes, in: block.bytes) {
        found.append(
          Sentence(bytes: range, block: index, isFirst: range.lowerBound == block.bytes.lowerBound))
      }
    }
    sentences = found
  }

  /// The text between two places.
  public func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

/// Gathers lines into blocks.
struct PassageLines {
  private(set) var bytes: [UInt8] = []
  private(set) var blocks: [Passage.Block] = []
  private var start = 0
  private var contentStart = 0
  private var kind: Passage.BlockKind?

  mutating func read(_ text: [UInt8]) {
    bytes.reserveCapacity(text.count)
    var lineStart = 0
    while lineStart < text.count {
      var lineEnd = lineStart
      while lineEnd < text.count, text[lineEnd] != 0x0A { lineEnd += 1 }
      addLine(text, lineStart..<lineEnd)
      lineStart = lineEnd + 1
    }
    closeBlock()
  }

  private mutating func addLine(_ text: [UInt8], _ line: Range<Int>) {
    var start = line.lowerBound
    var end = line.upperBound
    while start < end, Bytes.isSpace(text[start]) { start += 1 }
    while end > start, Bytes.isSpace(text[end - 1]) { end -= 1 }
    guard start < end else {
      closeBlock()
      return
    }
    let mark = Self.lengthOfItemMark(text, start..<end)
    if mark > 0 || Self.isOther(text, start..<end) { closeBlock() }
    if kind == .other, !Self.isOther(text, start..<end) { closeBlock() }
    if kind == nil {
      if !bytes.isEmpty { bytes.append(0x20) }
      self.start = bytes.count
      kind = mark > 0 ? .item : Self.isOther(text, start..<end) ? .other : .paragraph
      append(text, start..<start + mark)
      contentStart = bytes.count + (mark > 0 ? 1 : 0)
      start += mark
      while start < end, Bytes.isSpace(text[start]) { start += 1 }
    }
    append(text, start..<end)
  }

  private mutating func append(_ text: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
    for index in range {
      if Bytes.isSpace(text[index]) {
        if bytes.last != 0x20 { bytes.append(0x20) }
      } else {
        bytes.append(text[index])
      }
    }
  }

  private mutating func closeBlock() {
    guard let kind else { return }
    let content = min(contentStart, bytes.count)
    blocks.append(
      Passage.Block(kind: kind, bytes: content..<bytes.count, whole: start..<bytes.count))
    self.kind = nil
  }

  /// The length of "-", "*", "•" or "12." before a space; 0 without one.
  private static func lengthOfItemMark(_ text: [UInt8], _ line: Range<Int>) -> Int {
    var index = line.lowerBound
    let first = text[index]
    if first == 0x2D || first == 0x2A || first == 0x2B {
      index += 1
    } else if first == 0xE2, line.count > 3, text[index + 1] == 0x80, text[index + 2] == 0xA2 {
      index += 3
    } else {
      while index < line.upperBound, Bytes.isDigit(text[index]) { index += 1 }
      let digits = index - line.lowerBound
      guard digits > 0, digits < 4, index < line.upperBound,
        text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ")")
      else { return 0 }
      index += 1
    }
    return index < line.upperBound && Bytes.isSpace(text[index]) ? index - line.lowerBound : 0
  }

  /// Whether a line is a rule, a table row or a heading rather than prose.
  private static func isOther(_ text: [UInt8], _ line: Range<Int>) -> Bool {
    let first = text[line.lowerBound]
    // "#quit" is a name, "# Quitting" a heading.
    let isHeading =
      first == UInt8(ascii: "#")
      && (line.count == 1 || [0x20, 0x23].contains(text[line.lowerBound + 1]))
    if first == UInt8(ascii: "|") || isHeading || first == UInt8(ascii: ">") {
      return true
    }
    return !Bytes.hasLetterOrDigit(text, line)
  }
}

/// Finds where sentences end.
enum Sentences {
  private static let abbreviations: [String] = [
    "e.g.", "i.e.", "etc.", "cf.", "vs.", "dr.", "mr.", "mrs.", "ms.", "prof.", "st.", "no.",
    "fig.", "figs.", "sec.", "ch.", "chap.", "vol.", "pp.", "p.", "ed.", "eds.", "al.", "approx.",
    "ca.", "inc.", "ltd.", "co.", "corp.", "jr.", "sr.", "resp.", "incl.", "viz.", "eq.", "min.",
    "max.", "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.",
    "nov.", "dec.", "dept.", "est.", "ie.", "eg.", "u.s.", "a.k.a.", "par.", "rev.", "gen.",
  ]

  /// The sentences of one block, in order, without the spaces between them.
  static func cut(_ text: [UInt8], in block: Range<Int>) -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var start = block.lowerBound
    var index = start
    while index < block.upperBound {
      if text[index] == 0x20, isBoundary(text, at: index, in: start..<block.upperBound) {
        sentences.append(start..<index)
        start = index + 1
      }
      index += 1
    }
    if start < block.upperBound { sentences.append(start..<block.upperBound) }
    return sentences
  }

  /// Whether a sentence ends before the space at this index.
  private static func isBoundary(_ text: [UInt8], at space: Int, in range: Range<Int>) -> Bool {
    var end = space
    while end > range.lowerBound, let length = closer(text, endingAt: end, after: range.lowerBound)
    {
      end -= length
    }
    guard end > range.lowerBound else { return false }
    let mark = text[end - 1]
    guard mark == 0x2E || mark == 0x3F || mark == 0x21 else { return false }
    let next = space + 1
    guard next < range.upperBound else { return false }
    var wordStart = end - 1
    while wordStart > range.lowerBound, text[wordStart - 1] != 0x20 { wordStart -= 1 }
    if !startsSentence(text, at: next, in: range) { return false }
    if mark != 0x2E { return true }
    if end - 2 >= range.lowerBound, text[end - 2] == 0x2E, end == space,
      Bytes.isSmall(text[next])
    {
      return false
    }
    var core = wordStart
    while core < end - 1, !Bytes.isLetter(text[core]), !Bytes.isDigit(text[core]) { core += 1 }
    if wordStart == range.lowerBound, isOutlineNumber(text, wordStart..<end) { return false }
    let word = Bytes.lowercased(text, core..<end)
    if word == "etc." { return end == space && Bytes.isCapital(text[next]) }
    if word == "no." { return !Bytes.isDigit(text[next]) }
    if abbreviations.contains(word) { return false }
    // A single letter with a point is an initial, unless it is "I".
    return !(word.utf8.count == 2 && Bytes.isLetter(text[core]) && word != "i.")
  }

  /// "3.2." before a heading.
  private static func isOutlineNumber(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    for index in range where !Bytes.isDigit(text[index]) && text[index] != 0x2E { return false }
    return true
  }

  private static func closer(_ text: [UInt8], endingAt end: Int, after start: Int) -> Int? {
    switch text[end - 1] {
    case UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]"): return 1
    // "What is it?::" is how some handbooks write a question before its answer.
    case UInt8(ascii: ":") where end - start > 2 && [0x3F, 0x3A].contains(text[end - 2]): return 1
    case 0x9D where end - start > 3 && text[end - 2] == 0x80 && text[end - 3] == 0xE2: return 3
    case 0x99 where end - start > 3 && text[end - 2] == 0x80 && text[end - 3] == 0xE2: return 3
    default: return nil
    }
  }

  private static func startsSentence(_ text: [UInt8], at start: Int, in range: Range<Int>) -> Bool {
    var index = start
    while index < range.upperBound,
      let length = Bytes.openingMark(text, at: index, before: range.upperBound)
    {
      index += length
    }
    guard index < range.upperBound else { return false }
    // After an opening quotation mark even a small letter begins a sentence.
    if index > start, text[start] == 0x22 || text[start] >= 0x80 { return true }
    let byte = text[index]
    if Bytes.isCapital(byte) || Bytes.isDigit(byte) || byte >= 0x80 { return true }
    if byte == 0x2F || byte == 0x24 || byte == 0x2D { return true }
    // A sentence may begin with the name of a command or file, told by a mark in it.
    var end = index
    while end < range.upperBound, text[end] != 0x20 { end += 1 }
    return Bytes.isSymbol(text, index..<end)
      && !Bytes.closesWithMark(text, index..<end)
  }
}

extension Bytes {
  /// Whether the last byte is a mark, as in "word," or "word.".
  static func closesWithMark(_ text: [UInt8], _ range: Range<Int>) -> Bool {
    closingMark(text, endingAt: range.upperBound, after: range.lowerBound) != nil
  }
}
