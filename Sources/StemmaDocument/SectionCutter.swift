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
/// - Where sizes are given, sections join as well, the limit is theirs, and a section may begin with the
///   last sentences of the one before. If they may go on over headings, a section stands under the
///   headings that all of it has in common, and the others are paragraphs in it.
struct SectionCutter {
  /// A paragraph with more bytes that ends with a question mark is no mere question.
  private static let questionLimit = 240

  private let input: String
  private let rule: SectionRule
  private var headings: [(level: Int, text: String)] = []
  private var path: [String] = []
  private var group: [Unit] = []
  private var sections: [Section] = []
  private var occurrences: [ObjectID: Int] = [:]

  /// - Parameter input: the name that every section carries.
  init(input: String, _ rule: SectionRule) {
    self.input = input
    self.rule = rule
  }

  mutating func add(_ block: Block) {
    switch block {
    case .heading(let level, let text, let line):
      if rule.keepsHeadings { endGroup() }
      while let last = headings.last, last.level >= level { headings.removeLast() }
      if !text.isEmpty { headings.append((level, text)) }
      path = headings.map(\.text)
      guard !rule.keepsHeadings, !text.isEmpty else { return }
      group.append(Unit(text: text, line: line, kind: .heading, path: path))
    case .paragraph(let text, let line): addParagraph(text, line: line)
    case .list(let items):
      if !rule.joins, let only = items.first, items.count == 1, isQuestion(only.text) {
        endGroup()
      }
      for item in items {
        for (part, piece) in LongParagraph.pieces(item.text, rule).enumerated() {
          let isItem = part == 0
          group.append(
            Unit(
              text: piece, line: item.line, kind: isItem ? .item : .rest,
              continues: isItem && group.last?.kind == .item, path: path))
        }
      }
    case .gap: if !rule.joins { endGroup() }
    }
  }

  /// What follows belongs to another section, under the same headings.
  mutating func endSection() { endGroup() }

  mutating func finish() -> [Section] {
    endGroup()
    return sections
  }

  private mutating func addParagraph(_ text: String, line: Int) {
    for (part, piece) in LongParagraph.pieces(text, rule).enumerated() {
      let unit = Unit(text: piece, line: line, kind: part == 0 ? .paragraph : .rest, path: path)
      let isAnswer = rule.joins || group.last.map { isQuestion($0.text) } ?? false
      if !rule.joins && isQuestion(piece) || unit.length >= rule.shortLimit && !isAnswer {
        endGroup()
      }
      group.append(unit)
    }
  }

  /// Whether a paragraph is one question of a list of questions and answers.
  private func isQuestion(_ text: String) -> Bool {
    guard text.utf8.count <= Self.questionLimit, text.utf8.count > 12 else { return false }
    return text.utf8.last == UInt8(ascii: "?") || text.utf8.suffix(2).elementsEqual("?:".utf8)
  }

  private mutating func endGroup() {
    var before: String?
    for range in OverflowCuts.pieces(group, limit: rule.limit) {
      before = append(group[range], after: before) ?? before
    }
    group.removeAll(keepingCapacity: true)
  }

  /// - Parameter before: the section before this one in the group, without what it repeats.
  /// - Returns: this one's text, without what it repeats; nil where it says nothing.
  private mutating func append(_ units: ArraySlice<Unit>, after before: String?) -> String? {
    let path = commonPath(of: units)
    // A heading that the section stands under is no part of its text.
    let units = units.filter {
      $0.kind != .heading || !path.starts(with: $0.path) { $0.hasSameBytes(as: $1) }
    }
    guard let first = units.first, units.contains(where: { $0.kind != .heading }) else {
      return nil
    }
    var text = first.text
    for unit in units.dropFirst() { text += joint(before: unit) + unit.text }
    // A piece of a long paragraph may be nothing but marks.
    guard Prose.hasWord(text) else { return nil }
    var repeated = before.map { Repetition.lastSentences(of: $0, limit: rule.overlap) } ?? ""
    if !repeated.isEmpty { repeated += joint(before: first) }
    let whole = repeated + text
    let parts = path.map { JSONValue.string($0) } + [.string(whole)]
    let key = ObjectID(of: .text, CanonicalJSON.bytes(.array(parts)))
    let occurrence = occurrences[key, default: 0]
    occurrences[key] = occurrence + 1
    sections.append(
      Section(
        input: input, headingPath: path, text: whole, occurrence: occurrence, line: first.line,
        repeated: repeated.unicodeScalars.count))
    return text
  }

  private func joint(before unit: Unit) -> String {
    unit.kind == .rest && rule.mendsParagraphs ? " " : unit.continues ? "\n" : "\n\n"
  }

  /// The headings that all of them stand under.
  private func commonPath(of units: ArraySlice<Unit>) -> [String] {
    var bodies = units.lazy.filter { $0.kind != .heading }.map(\.path).makeIterator()
    guard var common = bodies.next() else { return [] }
    while let path = bodies.next() {
      let count = zip(common, path).prefix { $0.hasSameBytes(as: $1) }.count
      if count < common.count { common.removeLast(common.count - count) }
    }
    return common
  }
}
