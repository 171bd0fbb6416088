/// What single lines of a document are. Lines are given without their line ends.
enum Lines {
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0C }

  static func isBlank(_ line: ArraySlice<UInt8>) -> Bool { line.allSatisfy(isSpace) }

  static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let byte = line.first, isSpace(byte) { line.removeFirst() }
    while let byte = line.last, isSpace(byte) { line.removeLast() }
    return line
  }

  /// The byte of a rule such as `----` or `====`: at least three of one mark and nothing else.
  static func ruleMark(_ line: ArraySlice<UInt8>) -> UInt8? {
    let text = trimmed(line)
    guard let mark = text.first, text.count >= 3, "=-~^*#+_\"'`:.<>".utf8.contains(mark),
      text.allSatisfy({ $0 == mark })
    else { return nil }
    return mark
  }

  /// Whether a fenced code block may begin or end here.
  static func isFence(_ content: ArraySlice<UInt8>) -> Bool {
    content.starts(with: "```".utf8) || content.starts(with: "~~~".utf8)
  }

  /// How many lines of front matter a Markdown document begins with, both fences included.
  ///
  /// Front matter is YAML between lines of `---`. It has no empty first line and a `key:` somewhere,
  /// which tells it from prose between two rules.
  static func frontMatterCount(_ bytes: [UInt8]) -> Int {
    var count = 0
    var hasKey = false
    for line in bytes.split(
      separator: 0x0A, maxSplits: 1_000, omittingEmptySubsequences: false
    ).prefix(1_000) {
      count += 1
      let text = trimmed(line)
      let isFence = text.elementsEqual("---".utf8)
      switch count {
      case 1: if !isFence || line.first != text.first { return 0 }
      case 2 where text.isEmpty: return 0
      default:
        if isFence || text.elementsEqual("...".utf8) { return hasKey ? count : 0 }
        if isKey(line) { hasKey = true }
      }
    }
    return 0
  }

  private static func isKey(_ line: ArraySlice<UInt8>) -> Bool {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
      return false
    }
    let isKeyEnd = colon + 1 == line.endIndex || isSpace(line[colon + 1])
    return isKeyEnd
      && line[..<colon].allSatisfy {
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
      }
  }

  /// The quotation and list marks that a Markdown line begins with.
  ///
  /// - Returns: how many marks there are, how many bytes of white space stand before and between
  ///   them, and where the text after them begins.
  static func prefix(_ line: ArraySlice<UInt8>) -> (depth: Int, indent: Int, end: Int) {
    var depth = 0
    var indent = 0
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if isSpace(byte) {
        indent += 1
        index += 1
      } else if byte == UInt8(ascii: ">") {
        depth += 1
        index += 1
      } else if let length = listMarkLength(line[index...]) {
        depth += 1
        index += length
      } else {
        break
      }
    }
    return (depth, indent, index)
  }

  /// The length of a list mark at the start: `-`, `+`, `*`, or digits with `.` or `)`, before white
  /// space or the line's end.
  private static func listMarkLength(_ text: ArraySlice<UInt8>) -> Int? {
    var index = text.startIndex
    if "-+*".utf8.contains(text[index]) {
      index += 1
    } else {
      while index < text.endIndex, (0x30...0x39).contains(text[index]) { index += 1 }
      guard (1...9).contains(index - text.startIndex), index < text.endIndex,
        text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ")")
      else { return nil }
      index += 1
    }
    guard index == text.endIndex || isSpace(text[index]) else { return nil }
    return index - text.startIndex
  }

  /// The columns of a Markdown table's delimiter row such as `|---|:-:|`.
  ///
  /// - Returns: nil where the line is none.
  static func delimiterRowColumns(_ content: ArraySlice<UInt8>) -> Int? {
    var bars = 0
    var hasDash = false
    for byte in content {
      switch byte {
      case UInt8(ascii: "|"): bars += 1
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: ":"), 0x20, 0x09, 0x0C: break
      default: return nil
      }
    }
    return hasDash ? bars + 1 : nil
  }
}
