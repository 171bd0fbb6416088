import StemmaRecord

/// Texts of given kinds, made of a chapter's or a document's own sentences (`text`).
///
/// The kind's name decides the form; every sentence stands by itself. There is none without a document.
struct TextWriter: EmbeddedTask {
  let names = ["text"]
  let needsInput = true

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    guard let section = prompt.context.subject.section,
      let type = section.brief?.fields["document_type"]?.string,
      ["section", "document"].contains(prompt.context.strategy)
    else { return nil }
    let form = TextForm(type)
    let texts =
      switch (section.input == Outline.input, form) {
      case (true, _): [String]()
      case (false, .questions): Self.questions(of: section, form, prompt, at: &desk)
      case (false, _): Self.sentences(of: section, form, prompt)
      }
    return Answer(
      text: CanonicalJSON.text(["texts": .array(texts.map { ["text": .string($0)] })]))
  }

  private static func sentences(
    of section: Section, _ form: TextForm, _ prompt: Prompt
  ) -> [String] {
    let found = KeySentences(of: section)
    let size = form.size(of: found.ranked.count)
    let draft = SentenceDraft(found, size: size.upperBound, prompt)
    let title = section.headingPath.last ?? section.brief?.fields["topic"]?.string ?? ""
    return prompt.key.slots.map { draft.sentences(slot: $0) }
      .prefix { $0.map { size.contains($0.count) } ?? false }
      .compactMap { $0.map { form.text($0, title: title) } }
  }

  private static func questions(
    of section: Section, _ form: TextForm, _ prompt: Prompt, at desk: inout ReadingDesk
  ) -> [String] {
    let size = form.size(of: 0)
    let runs = QuestionRuns(of: section, most: size.upperBound, prompt, at: &desk)
    return prompt.key.slots.map { runs.run(slot: $0, size) }.prefix { $0 != nil }
      .compactMap { pairs in
        pairs?.map { "Q: \($0.question)\nA: \($0.answer)" }.joined(separator: "\n\n")
      }
  }
}
