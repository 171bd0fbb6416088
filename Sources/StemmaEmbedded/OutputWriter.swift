import StemmaRecord
import StemmaText

/// Columns for rows of a table (`generic`), of the few kinds that can be made by rule from a text: the
/// longest text of the row.
struct OutputWriter: EmbeddedTask {
  let names = ["generic"]

  /// The outputs that it can write, by their names.
  static let names = ["answer", "keywords", "question", "summary"]

  private static let mostKeywords = 5
  private static let leastKeywords = 2

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    let context = prompt.context
    guard let row = context.subject.row, context.outputs.allSatisfy(Self.names.contains) else {
      return nil
    }
    guard let section = Self.text(of: row) else { return Self.answer([]) }
    let isAsking = context.outputs.contains { ["question", "answer"].contains($0) }
    let pairs =
      isAsking
      ? PassageQuestions.pairs(
        from: desk.places(in: section, strategy: .extraction), key: prompt.key,
        sampling: prompt.sampling) : []
    let summaries =
      context.outputs.contains("summary")
      ? SummaryWriter.draft(of: section, isWhole: false, prompt) : nil
    let keywords = context.outputs.contains("keywords") ? Self.keywords(of: section.text) : nil
    var rows: [JSONObject] = []
    for (place, slot) in prompt.key.slots.enumerated() {
      let pair = place < pairs.count ? pairs[place] : nil
      let made: [String: String?] = [
        "answer": pair?.answer, "keywords": keywords, "question": pair?.question,
        "summary": summaries?.sentences(slot: slot)?.joined(separator: " "),
      ]
      var row = JSONObject()
      for output in context.outputs {
        guard case .some(.some(let text)) = made[output] else { return Self.answer(rows) }
        row[output] = .string(text)
      }
      rows.append(row)
    }
    return Self.answer(rows)
  }

  private static func answer(_ rows: [JSONObject]) -> Answer {
    Answer(text: CanonicalJSON.text(["rows": .array(rows.map { .object($0) })]))
  }

  /// The row's longest text, in Unicode scalars; of equally long ones the first by name.
  private static func text(of row: SourceRow) -> Section? {
    var longest: (count: Int, text: String)?
    for (_, value) in row.columns.members {
      guard let text = value.string else { continue }
      let count = text.unicodeScalars.count
      if count > longest?.count ?? 0 { longest = (count, text) }
    }
    return longest.map {
      Section(
        input: row.input, headingPath: row.section?.headingPath ?? [], text: $0.text,
        occurrence: 0, line: row.place)
    }
  }

  /// The content words that come most often, the first to come first among equals.
  ///
  /// - Returns: nil where there are hardly any.
  private static func keywords(of text: String) -> String? {
    var places: [String: Int] = [:]
    var found: [(word: String, count: Int)] = []
    for part in NormalForm(text).bytes.split(separator: 0x20) {
      let word = String(decoding: part, as: UTF8.self)
      guard let stem = ContentWords.of(word).first,
        !part.allSatisfy({ (0x30...0x39).contains($0) })
      else { continue }
      if let place = places[stem] {
        found[place].count += 1
      } else {
        places[stem] = found.count
        found.append((word, 1))
      }
    }
    guard found.count >= leastKeywords else { return nil }
    return found.enumerated().sorted { left, right in
      (right.element.count, left.offset) < (left.element.count, right.offset)
    }.prefix(mostKeywords).map(\.element.word).joined(separator: ", ")
  }
}
