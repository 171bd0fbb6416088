/// A line of plain text that is not empty.
struct TextLine {
  /// Without white space at either end; tabs within are spaces up to the next multiple of eight.
  let content: ArraySlice<UInt8>
  /// Whether a tab stood within.
  private let hasTab: Bool
  /// Columns of white space before the content; a tab reaches to the next multiple of eight.
  let indent: Int
  /// From 1.
  let number: Int

  init(_ line: ArraySlice<UInt8>, number: Int) {
    var indent = 0
    for byte in line {
      guard Lines.isSpace(byte) else { break }
      indent = byte == 0x09 ? (indent / 8 + 1) * 8 : indent + 1
    }
    self.indent = indent
    self.number = number
    let content = Lines.trimmed(line)
    hasTab = content.contains(0x09)
    self.content = hasTab ? Self.withoutTabs(content, from: indent) : content
  }

  /// - Parameter start: the column of the first byte, from 0.
  private static func withoutTabs(_ content: ArraySlice<UInt8>, from start: Int) -> ArraySlice<
    UInt8
  > {
    var column = start
    var line: [UInt8] = []
    line.reserveCapacity(content.count + 16)
    for byte in content {
      guard byte == 0x09 else {
        line.append(byte)
        // The later bytes of a scalar take no column.
        if byte & 0xC0 != 0x80 { column += 1 }
        continue
      }
      let next = (column / 8 + 1) * 8
      line.append(contentsOf: repeatElement(0x20, count: next - column))
      column = next
    }
    return line[...]
  }

  /// What the line says, white space collapsed.
  var text: String { Prose.collapse(content) }

  /// Whether it is a rule of one repeated mark.
  var isRule: Bool { Lines.ruleMark(content) != nil }

  /// Whether its words stand in columns: a tab or three spaces between them, in a line that a
  /// screen could show.
  var hasColumns: Bool {
    guard content.count <= 160 else { return false }
    if hasTab { return true }
    var spaces = 0
    for byte in content {
      spaces = byte == 0x20 ? spaces + 1 : 0
      if spaces == 3 { return true }
    }
    return false
  }

  /// Whether dots lead the eye to a page number, as in a table of contents.
  var hasLeaders: Bool {
    var dots = 0
    for byte in content where byte != 0x20 {
      dots = byte == UInt8(ascii: ".") ? dots + 1 : 0
      if dots == 5 { return true }
    }
    return false
  }

  /// Whether it is quoted mail, a table's row or a directive.
  var isMarked: Bool {
    guard let first = content.first else { return false }
    return ">|".utf8.contains(first) || ["+-", ".. "].contains { content.starts(with: $0.utf8) }
  }

  /// Whether it is a command with its prompt, or a comment in a script.
  var isCommand: Bool {
    ["$ ", "% ", "# ", "#!"].contains { content.starts(with: $0.utf8) }
  }

  /// Whether it is a field such as `Author: somebody`.
  var isField: Bool {
    let name = content.prefix { (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "-") }
    return !name.isEmpty && content[name.endIndex...].starts(with: ": ".utf8)
  }

  /// Whether it is an anchor or attribute of AsciiDoc such as `[[usage]]`.
  var isAnchor: Bool {
    content.first == UInt8(ascii: "[") && content.last == UInt8(ascii: "]")
  }

  /// The title of a heading such as `## Usage` or `== Usage ==`.
  var markedTitle: String? {
    guard let mark = content.first, mark == UInt8(ascii: "#") || mark == UInt8(ascii: "=") else {
      return nil
    }
    let rest = content.drop { $0 == mark }
    guard content.count - rest.count <= 6, rest.first == 0x20 else { return nil }
    var title = rest
    while title.last == mark { title.removeLast() }
    let text = Prose.collapse(title)
    return Prose.hasWord(text) && text.unicodeScalars.count <= 80 ? text : nil
  }

  /// A bullet or number before an item's text.
  ///
  /// - Returns: the number, nil for a bullet, and where the item's text begins.
  var itemMark: (number: Int?, textStart: Int)? {
    let start = content.startIndex
    if let sign = ["- ", "* ", "+ ", "\u{2022} ", "o "].first(where: {
      content.starts(with: $0.utf8)
    }) {
      // A lone «o» at the margin is a word of some language.
      return sign == "o " && indent == 0 ? nil : (nil, start + sign.utf8.count)
    }
    let open = content.first == UInt8(ascii: "(") ? 1 : 0
    let digits = content.dropFirst(open).prefix(4).prefix { (0x30...0x39).contains($0) }
    let rest = content[digits.endIndex...]
    guard (1...3).contains(digits.count), let mark = rest.first,
      mark == UInt8(ascii: ")") || open == 0 && mark == UInt8(ascii: "."),
      let space = rest.dropFirst().first, Lines.isSpace(space),
      let number = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    return (number, digits.endIndex + 2)
  }
}
