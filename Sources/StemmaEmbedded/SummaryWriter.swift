import StemmaRecord

/// Summaries made of a text's own sentences (`summary`).
///
/// A slot's summary is built around a sentence of its own, drawn from the best; others join it that say
/// something else. They stand in the order of the text. No later slot's summary has the sentence that an
/// earlier one is built around, so that none comes twice.
struct SummaryWriter: EmbeddedTask {
  let names = ["summary"]

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    guard let section = prompt.context.subject.section,
      ["section", "document"].contains(prompt.context.strategy)
    else { return nil }
    let draft = Self.draft(of: section, isWhole: prompt.context.strategy == "document", prompt)
    var summaries: [JSONValue] = []
    for slot in prompt.key.slots {
      guard let chosen = draft.sentences(slot: slot) else { break }
      summaries.append(["summary": .string(chosen.joined(separator: " "))])
    }
    return Answer(text: CanonicalJSON.text(["summaries": .array(summaries)]))
  }

  /// A text's summaries: about every sixth sentence, never more than half of it.
  ///
  /// - Parameter isWhole: whether it is a document, not a part of one.
  static func draft(of section: Section, isWhole: Bool, _ prompt: Prompt) -> SentenceDraft {
    let found = KeySentences(of: section)
    return SentenceDraft(
      found, size: min(isWhole ? 6 : 4, max(1, (found.count + 4) / 6)),
      lengthLimit: section.text.unicodeScalars.count / 2, prompt)
  }
}
