import StemmaRecord

/// Conversations on a chapter or a document: what `qa` asks of it, one question after another (`chat`).
///
/// Where fewer questions can be asked than were drawn, the conversation is shorter, down to the least; there is
/// none without a document. Whoever asks says who they are, where that can be said.
struct ChatWriter: EmbeddedTask {
  let names = ["chat"]
  let needsInput = true

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    guard let section = prompt.context.subject.section, let own = prompt.context.assignment,
      ["section", "document"].contains(prompt.context.strategy)
    else { return nil }
    var conversations: [JSONValue] = []
    if section.input != Outline.input {
      let runs = QuestionRuns(of: section, most: own.mostTurns, prompt, at: &desk)
      for slot in prompt.key.slots {
        guard let pairs = runs.run(slot: slot, own.turns) else { break }
        conversations.append(["messages": JSONValue(messages: Self.turns(pairs, own.persona))])
      }
    }
    return Answer(text: CanonicalJSON.text(["conversations": .array(conversations)]))
  }

  private static func turns(_ pairs: [Realisation], _ persona: String?) -> [Message] {
    let opening = persona.flatMap(introduction)
    return pairs.enumerated().flatMap { place, pair in
      let question = place == 0 ? (opening ?? "") + pair.question : pair.question
      return [
        Message(role: "user", content: question), Message(role: "assistant", content: pair.answer),
      ]
    }
  }

  /// "I am a beginner. ", where a persona is such a phrase; nil where it is a name or a sentence.
  private static func introduction(_ persona: String) -> String? {
    let isPhrase = ["a ", "an ", "the "].contains { persona.utf8.starts(with: $0.utf8) }
    guard isPhrase, let last = persona.unicodeScalars.last, last.properties.isAlphabetic else {
      return nil
    }
    return "I am \(persona). "
  }
}
