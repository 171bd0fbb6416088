/// Prepares Markdown for the parser: hides front matter, and what could make the parser slow.
///
/// The parser's time and memory grow out of all proportion with deep nesting, very wide tables, very
/// long paragraphs and long link definitions used often. None of these is prose, so they are made
/// blank; line numbers stay as they are.
struct MarkdownSource {
  /// How deep containers may nest on one line.
  private static let depthLimit = 32
  /// How far a line may be indented, in bytes.
  private static let indentLimit = 128
  /// The most bytes between two empty lines.
  private static let runLimitBytes = 256 << 10
  private static let columnLimit = 500
  /// How late in a paragraph a table may begin, in lines.
  private static let tableStartLimit = 200
  /// A "word" of ASCII beyond this many bytes, such as an embedded picture, loses its middle.
  private static let wordLimitBytes = 4_096

  private let bytes: [UInt8]
  private var out: [UInt8] = []
  /// The lines since the last empty one, without their line ends.
  private var run: [Range<Int>] = []
  private var definitions = LinkDefinitions()

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    out.reserveCapacity(bytes.count + 1)
  }

  /// - Returns: as many lines as in `bytes`.
  static func tame(_ bytes: [UInt8]) -> [UInt8] {
    var source = MarkdownSource(bytes)
    source.readAll()
    return source.out
  }

  private mutating func readAll() {
    var start = 0
    var hidden = Lines.frontMatterCount(bytes)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      if hidden > 0 || Lines.isBlank(bytes[start..<end]) {
        hidden -= 1
        endRun()
        out.append(0x0A)
      } else {
        run.append(start..<end)
      }
      start = end + 1
    }
    endRun()
  }

  private mutating func endRun() {
    guard !run.isEmpty else { return }
    let isHidden = isTooMuch()
    for line in run {
      let text = bytes[line]
      let prefix = Lines.prefix(text)
      if isHidden, !Lines.isFence(text[prefix.end...]) {
        // Fences stay: without one of a pair the rest of the document would be code.
      } else if prefix.depth > Self.depthLimit || prefix.indent > Self.indentLimit {
        // Nothing but a gap.
      } else if let replacement = definitions.replacement(text, contentStart: prefix.end) {
        out.append(contentsOf: replacement)
      } else {
        appendShortened(text)
      }
      out.append(0x0A)
    }
    definitions.endRun()
    run.removeAll(keepingCapacity: true)
  }

  private func isTooMuch() -> Bool {
    guard let first = run.first, let last = run.last else { return false }
    let size = last.upperBound - first.lowerBound
    if size > Self.runLimitBytes { return true }
    for (index, line) in run.enumerated() {
      let content = bytes[line][Lines.prefix(bytes[line]).end...]
      guard let columns = Lines.delimiterRowColumns(content) else { continue }
      if columns > Self.columnLimit || index > Self.tableStartLimit
        || columns * run.count > 8 * size + 1_000
      {
        return true
      }
    }
    return false
  }

  private mutating func appendShortened(_ line: ArraySlice<UInt8>) {
    guard line.count > Self.wordLimitBytes else {
      out.append(contentsOf: line)
      return
    }
    var wordStart = line.startIndex
    for index in line.indices where line[index] <= 0x20 || line[index] >= 0x80 {
      appendWord(line[wordStart..<index])
      out.append(line[index])
      wordStart = index + 1
    }
    appendWord(line[wordStart...])
  }

  private mutating func appendWord(_ word: ArraySlice<UInt8>) {
    if word.count > Self.wordLimitBytes {
      out.append(contentsOf: word.prefix(Self.wordLimitBytes / 2))
      out.append(contentsOf: word.suffix(Self.wordLimitBytes / 2))
    } else {
      out.append(contentsOf: word)
    }
  }
}
