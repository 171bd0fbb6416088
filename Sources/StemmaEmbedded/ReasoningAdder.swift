import StemmaRecord
import StemmaText

/// The reasoning before answers that there are (`cot_enhancement`): it quotes where the answer stands, in
/// the passage that the row was made from or earlier in the conversation, and says what of it is asked for.
///
/// An answer with a sentence that stands in neither is none that it can lead to, and the row is left out.
struct ReasoningAdder: EmbeddedTask {
  let names = ["cot_enhancement"]

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    guard let row = prompt.context.subject.row else { return nil }
    let texts = prompt.key.slots.contains(0) ? Self.reasoning(for: row) : nil
    let list = texts.map { texts -> [JSONValue] in
      [["reasoning": .texts(texts)]]
    }
    return Answer(text: CanonicalJSON.text(["conversations": .array(list ?? [])]))
  }

  /// - Returns: nil where it cannot be had for each of the answers.
  private static func reasoning(for row: SourceRow) -> [String]? {
    let passage = row.passage.map { Source(name: "The passage says", $0.text) }
    let roles = RowRoles(row.columns)
    var texts: [String] = []
    var earlier: [String] = []
    var question = ""
    for turn in roles.turns {
      if turn.role == "assistant" {
        let before = earlier.joined(separator: "\n\n")
        let sources = [passage, Source(name: "The conversation says", before)].compactMap(\.self)
        guard
          let text = sources.lazy.compactMap({ $0.reasoning(from: question, to: turn.content) })
            .first
        else { return nil }
        texts.append(text)
      } else if turn.role == "user" {
        // Of a question with a text of its own, the text is no part of what is asked.
        question = roles.kind == .pair ? roles.question ?? turn.content : turn.content
      }
      earlier.append(turn.content)
    }
    return texts
  }

  /// A text that answers may stand in.
  private struct Source {
    let name: String
    let passage: Passage
    /// In its normal form, between spaces.
    let bytes: [UInt8]

    init(name: String, _ text: String) {
      self.name = name
      passage = Passage(text)
      bytes = [0x20] + NormalForm(text).bytes + [0x20]
    }

    /// - Returns: nil where the answer does not stand here, and where nothing leads to it.
    func reasoning(from question: String, to answer: String) -> String? {
      let parts = Passage(answer)
      let said = parts.sentences.map { parts.text($0.bytes) }
      guard !said.isEmpty, said.allSatisfy(holds) else { return nil }
      let short = said.lazy.compactMap { ShortAnswer(question: question, sentence: $0) }.first
      let beside = ReasoningWriter.beside(question, said, passage)
      guard short != nil || beside != nil else { return nil }
      return ReasoningWriter.reasoning(said, short?.step, beside, source: name)
    }

    private func holds(_ sentence: String) -> Bool {
      let form = NormalForm(sentence).bytes
      return !form.isEmpty && bytes.contains([0x20] + form + [0x20])
    }
  }
}
