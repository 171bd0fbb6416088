/// Reads plain text: blocks are what empty lines part.
struct PlainTextBlocks {
  /// Lines without an empty one between them.
  private typealias Chunk = [TextLine]

  private let add: (Block) -> Void
  /// After a paragraph that ends with `::`, its indent: what is indented more is preformatted.
  private var literalIndent: Int?
  /// The entry of a manual that further paragraphs may belong to.
  private var entry: HangingTerm?
  /// Whether a heading tells whose paragraphs these are.
  private var isHeaded = false
  /// Whether that heading says that they go on.
  private var isContinued = false
  /// Whether the entry's term stood in a line of its own, and what follows explains it.
  private var isFresh = false

  /// Deeper than any heading of the document's own.
  private static let entryLevel = 9

  /// No manual nests its entries deeper; hostile text could.
  private static let depthLimit = 4

  /// - Parameters:
  ///   - bytes: the document's text, UTF-8.
  ///   - add: is given the blocks in order.
  static func read(_ bytes: [UInt8], add: (Block) -> Void) {
    withoutActuallyEscaping(add) { add in
      var reader = PlainTextBlocks(add: add)
      var chunks = Chunks(withPlainSpaces(bytes))
      var before: TextLine?
      var current = chunks.next()
      while let chunk = current {
        let next = chunks.next()
        reader.readChunk(
          chunk, before: before, after: next?.count == 1 ? next?.first : nil, below: next?.first)
        before = chunk.count == 1 ? chunk.first : nil
        current = next
      }
    }
  }

  /// No-break spaces, with which some programs indent, made plain ones; lengths stay.
  private static func withPlainSpaces(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for index in bytes.indices.dropLast() where bytes[index] == 0xC2 && bytes[index + 1] == 0xA0 {
      bytes[index] = 0x20
      bytes[index + 1] = 0x20
    }
    return bytes
  }

  private init(add: @escaping (Block) -> Void) { self.add = add }

  /// - Parameters:
  ///   - before: the line of the chunk before, where that is a single line.
  ///   - after: the line of the chunk after, where that is a single line.
  ///   - below: the first line of the chunk after.
  ///   - depth: how many entries it stands in, of those that no empty line parts.
  private mutating func readChunk(
    _ chunk: Chunk, before: TextLine?, after: TextLine?, below: TextLine? = nil, depth: Int = 0
  ) {
    let parts = depth < Self.depthLimit ? HangingTerm.parts(of: chunk) : []
    if parts.count > 1 {
      for part in parts { readChunk(part, before: nil, after: nil, depth: depth + 1) }
      return
    }
    followEntry(chunk, below: below)
    if let indent = literalIndent {
      if chunk.allSatisfy({ $0.indent > indent }) {
        add(.gap)
        return
      }
      literalIndent = nil
    }
    var rest = chunk[...]
    while let first = rest.first, first.isAnchor { rest.removeFirst() }
    if let first = rest.first, isLoneTitle(rest, before: before, after: after) {
      heading(first)
      rest.removeFirst()
    }
    if let line = rest.first, let below = rest.dropFirst().first,
      PlainTextTitles.isSubtitle(line, above: below)
    {
      add(.heading(level: 2, text: line.text, line: line.number))
      rest.removeFirst()
    }
    var mayBeTitle = true
    while let line = rest.first {
      if line.isRule {
        rest = skipRule(rest)
        mayBeTitle = true
      } else if mayBeTitle, let under = rest.dropFirst().first,
        PlainTextTitles.isUnderlined(line, by: under)
      {
        heading(line)
        rest.removeFirst(2)
      } else if isMarkedTitle(line, isLone: chunk.count == 1) {
        heading(line)
        rest.removeFirst()
      } else {
        let end = rest.firstIndex(where: \.isRule) ?? rest.endIndex
        readBody(rest[..<end], isLone: rest[..<end].count == chunk.count)
        rest = rest[end...]
        mayBeTitle = false
      }
    }
  }

  /// Further paragraphs of an entry stand under its term: by themselves they do not tell it. So does
  /// the first one, where an empty line parts it from the term.
  private mutating func followEntry(_ chunk: Chunk, below: TextLine?) {
    guard let first = chunk.first else { return }
    if let entry, first.indent >= entry.indent {
      guard isFresh || !isContinued else { return }
      let text = isFresh ? entry.text : entry.text + " (continued)"
      isContinued = !isFresh
      isHeaded = true
      isFresh = false
      add(.heading(level: Self.entryLevel, text: text, line: first.number))
      return
    }
    if isHeaded { add(.heading(level: Self.entryLevel, text: "", line: first.number)) }
    (isContinued, isHeaded, isFresh) = (false, false, false)
    // A title may stand right above.
    let lines = first.indent == 0 ? chunk.dropFirst() : chunk[...]
    if lines.count == 1, let line = lines.first, let below,
      let lone = HangingTerm(line, above: below)
    {
      entry = lone
      isFresh = true
      return
    }
    entry = HangingTerm(lines)
  }

  /// Passes over a rule; and, where the same rule closes what it opened, over all between them.
  ///
  /// - Returns: what is left.
  private func skipRule(_ lines: ArraySlice<TextLine>) -> ArraySlice<TextLine> {
    add(.gap)
    let rest = lines.dropFirst()
    guard let rule = lines.first, let next = rest.first, !next.isRule,
      let closing = rest.firstIndex(where: { $0.content == rule.content })
    else { return rest }
    // A title may stand between two rules, and is read with the second one.
    if closing == rest.startIndex + 1, rule.content.count >= next.content.count,
      PlainTextTitles.isUnderlined(next, by: rule)
    {
      return rest
    }
    return rest[(closing + 1)...]
  }

  private func isLoneTitle(
    _ chunk: ArraySlice<TextLine>, before: TextLine?, after: TextLine?
  ) -> Bool {
    guard let line = chunk.first else { return false }
    if let below = chunk.dropFirst().first {
      // A manual's headings stand right above their indented text.
      return line.indent == 0 && below.indent >= 2 && !below.isRule
        && PlainTextTitles.isCapitals(line)
    }
    guard PlainTextTitles.isTitle(line) else { return false }
    let isListed =
      before.map { PlainTextTitles.countOn($0, line) } ?? false
      || after.map { PlainTextTitles.countOn(line, $0) } ?? false
    return !isListed
  }

  /// A single `#` within a paragraph is a comment of some script; far from the margin it is a term.
  private func isMarkedTitle(_ line: TextLine, isLone: Bool) -> Bool {
    line.indent < 4 && line.markedTitle != nil && (isLone || !line.isCommand)
  }

  private func heading(_ line: TextLine) {
    let text = line.markedTitle ?? line.text
    let level = max(1, PlainTextTitles.numberDepth(line))
    add(.heading(level: level, text: text, line: line.number))
  }

  /// Reads lines between which there are neither empty ones nor rules: paragraphs and lists.
  private mutating func readBody(_ body: ArraySlice<TextLine>, isLone: Bool) {
    var start = body.startIndex
    while start < body.endIndex {
      var end = start + 1
      if body[start].itemMark != nil {
        while end < body.endIndex, body[end].indent >= body[start].indent { end += 1 }
        list(body[start..<end])
      } else {
        while end < body.endIndex, !beginsList(body[end], after: body[end - 1]) { end += 1 }
        let runs = PlainTextProse.runs(of: body[start..<end])
        for run in runs { paragraph(run, isLone: isLone && runs.count == 1) }
      }
      start = end
    }
  }

  /// Within a paragraph a dash or a number may begin a line by chance; after a colon it does not.
  private func beginsList(_ line: TextLine, after previous: TextLine) -> Bool {
    previous.content.last == UInt8(ascii: ":") && line.itemMark != nil
  }

  private mutating func paragraph(_ lines: ArraySlice<TextLine>, isLone: Bool) {
    guard let first = lines.first else { return }
    var text = Prose.collapse(JustifiedLines.joined(lines.map(\.content)))
    if text.utf8.suffix(2).elementsEqual("::".utf8) {
      literalIndent = first.indent
      text.removeLast()
    }
    let isProse = PlainTextProse.isParagraph(lines, text: text, isLone: isLone)
    add(isProse ? .paragraph(text: text, line: first.number) : .gap)
  }

  private func list(_ lines: ArraySlice<TextLine>) {
    var items: [ListItem] = []
    var start = lines.startIndex
    while start < lines.endIndex {
      var end = start + 1
      while end < lines.endIndex, lines[end].itemMark == nil { end += 1 }
      if let mark = lines[start].itemMark {
        let first = lines[start].content[mark.textStart...]
        let parts = [first] + lines[(start + 1)..<end].map(\.content)
        let text = Prose.collapse(JustifiedLines.joined(parts))
        if PlainTextProse.isItem(text) {
          let sign = mark.number.map { "\($0). " } ?? "- "
          items.append(ListItem(text: sign + text, line: lines[start].number))
        }
      }
      start = end
    }
    add(items.isEmpty ? .gap : .list(items: items))
  }
}

/// Cuts plain text at empty lines.
private struct Chunks: IteratorProtocol {
  private let bytes: [UInt8]
  private var position = 0
  private var lineNumber = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Returns: the next lines without an empty one between them; at least one.
  mutating func next() -> [TextLine]? {
    var lines: [TextLine] = []
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[position..<end]
      position = end + 1
      lineNumber += 1
      if !Lines.isBlank(line) {
        lines.append(TextLine(line, number: lineNumber))
      } else if !lines.isEmpty {
        break
      }
    }
    return lines.isEmpty ? nil : lines
  }
}
