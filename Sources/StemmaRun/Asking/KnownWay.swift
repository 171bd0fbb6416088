import StemmaExperiment
import StemmaRecord

/// What one candidate for an asking is asked behind a network, as far as recorded and computed answers
/// tell before a run.
struct KnownWay {
  struct Put {
    let prompt: Prompt
    let question: Question
    let isRecorded: Bool
  }

  /// In the order in which they are asked; those of one step at least, whether recorded or not.
  private(set) var questions: [Put] = []
  /// What comes after one that is not recorded, with `…` for what is not known yet.
  private(set) var later: [Prompt] = []

  /// - Parameter recorded: gives what was answered to a question; nil where it must be asked.
  init(
    _ asking: Asking, _ candidate: Int, _ kit: Kit, _ teacher: any LiveTeacher,
    _ drafting: Drafting, recorded: (TranscriptKey) throws -> Reply?
  ) async throws {
    var draft = Draft(asking, candidate: candidate)
    for step in 0..<drafting.stepCount {
      let isLast = step + 1 == drafting.stepCount
      var exchanges: [Draft.Exchanged] = []
      var isCut = false
      for prompt in drafting.prompts(for: draft) {
        if let pure = kit.pureTeacher(for: prompt) {
          // Nobody waits for the last of them.
          if isLast { continue }
          exchanges.append(
            Draft.Exchanged(prompt: prompt, reply: Reply(try await pure.answer(prompt))))
          continue
        }
        let question = Question(teacher, prompt)
        let reply = try recorded(question.key)
        questions.append(Put(prompt: prompt, question: question, isRecorded: reply != nil))
        if let reply {
          exchanges.append(Draft.Exchanged(prompt: prompt, reply: reply))
        } else {
          isCut = true
        }
      }
      if isLast { return }
      guard !isCut else {
        later = drafting.renderer
          .sketches(for: asking, of: drafting.planItems[asking.item], from: step + 1)
          .filter { kit.pureTeacher(for: $0) == nil }
        return
      }
      drafting.take(exchanges, into: &draft)
    }
  }
}
