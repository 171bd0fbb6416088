import StemmaRecord

/// Cuts blocks into sections by rules that look no further than the neighbourhood.
///
/// - A section is one paragraph, or one list without a paragraph before it.
/// - A list, and a paragraph of fewer than 72 scalars, join what stands before them under the same
///   heading, unless something that is not prose stands between.
/// - A paragraph, or a list of one item, that is a question begins a section, and its answer's first
///   paragraph joins it.
/// - What is joined and exceeds 2,400 scalars is cut where its paragraphs' and items' hashes say so
///   (`OverflowCuts`), so that one more of them moves few cuts.
/// - A paragraph of more than 2,400 scalars is cut at ends of sentences (`LongParagraph`).
/// - Where sections are to join, as in `.dlm`, all that stands under one heading is a section; only the
///   last two rules hold.
struct SectionCutter {
  /// The most scalars a section may have.
  static let sectionLimit = 2_400
  /// A paragraph with fewer scalars, about a line of them, joins the one before it.
  static let shortLimit = 72

  /// A paragraph with more bytes that ends with a question mark is no mere question.
  private static let questionLimit = 240

  private let input: String
  private var headings: [(level: Int, text: String)] = []
  private var group: [Unit] = []
  private var sections: [Section] = []
  private var occurrences: [ObjectID: Int] = [:]

  /// Whether all that stands under a heading is one section.
  private let joins: Bool

  /// - Parameters:
  ///   - input: the name that every section carries.
  ///   - joins: whether all that stands under a heading is one section, and not about a paragraph.
  init(input: String, joins: Bool = false) {
    self.input = input
    self.joins = joins
  }

  mutating func add(_ block: Block) {
    switch block {
    case .heading(let level, let text, _):
      endGroup()
      while let last = headings.last, last.level >= level { headings.removeLast() }
      if !text.isEmpty { headings.append((level, text)) }
    case .paragraph(let text, let line): addParagraph(text, line: line)
    case .list(let items):
      if !joins, let only = items.first, items.count == 1, isQuestion(only.text) { endGroup() }
      for item in items {
        for (part, piece) in LongParagraph.pieces(item.text).enumerated() {
          let isItem = part == 0
          let continues = isItem && group.last?.isItem ?? false
          group.append(Unit(text: piece, line: item.line, isItem: isItem, continues: continues))
        }
      }
    case .gap: if !joins { endGroup() }
    }
  }

  /// What follows belongs to another section, under the same headings.
  mutating func endSection() { endGroup() }

  mutating func finish() -> [Section] {
    endGroup()
    return sections
  }

  private mutating func addParagraph(_ text: String, line: Int) {
    for piece in LongParagraph.pieces(text) {
      let unit = Unit(text: piece, line: line, isItem: false, continues: false)
      let isAnswer = joins || group.last.map { isQuestion($0.text) } ?? false
      if !joins && isQuestion(piece) || unit.length >= Self.shortLimit && !isAnswer { endGroup() }
      group.append(unit)
    }
  }

  /// Whether a paragraph is one question of a list of questions and answers.
  private func isQuestion(_ text: String) -> Bool {
    guard text.utf8.count <= Self.questionLimit, text.utf8.count > 12 else { return false }
    return text.utf8.last == UInt8(ascii: "?") || text.utf8.suffix(2).elementsEqual("?:".utf8)
  }

  private mutating func endGroup() {
    for range in OverflowCuts.pieces(group) { append(group[range]) }
    group.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ units: ArraySlice<Unit>) {
    guard let first = units.first else { return }
    var text = first.text
    for unit in units.dropFirst() { text += (unit.continues ? "\n" : "\n\n") + unit.text }
    // A piece of a long paragraph may be nothing but marks.
    guard Prose.hasWord(text) else { return }
    let path = headings.map(\.text)
    let parts = path.map { JSONValue.string($0) } + [.string(text)]
    let key = ObjectID(of: .text, CanonicalJSON.bytes(.array(parts)))
    let occurrence = occurrences[key, default: 0]
    occurrences[key] = occurrence + 1
    sections.append(
      Section(
        input: input, headingPath: path, text: text, occurrence: occurrence, line: first.line))
  }
}

/// What is never cut again: a paragraph, a piece of a long one, or an item of a list.
struct Unit {
  let text: String
  /// Its first line in the document, from 1.
  let line: Int
  let isItem: Bool
  /// Whether it is an item that follows another.
  let continues: Bool
  /// In scalars.
  let length: Int

  init(text: String, line: Int, isItem: Bool, continues: Bool) {
    self.text = text
    self.line = line
    self.isItem = isItem
    self.continues = continues
    length = text.unicodeScalars.count
  }
}
