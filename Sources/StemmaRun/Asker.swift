import StemmaExperiment
import StemmaRecord
import StemmaTask

/// What came of one asking: for each candidate the prompt and what its answer held.
struct Asked: Sendable {
  struct Part: Sendable {
    let prompt: Prompt
    let answer: Answer
    let reading: AnswerReading
  }

  let asking: Asking
  let parts: [Part]
}

/// Asks a round's prompts side by side, and hands what comes back on in plan order.
struct Asker: Sendable {
  let planItems: [PlanItem]
  let renderer: PromptRenderer
  let task: any TaskDefinition
  let teacher: any Teacher
  let candidates: Int
  /// How many tasks run at once, at least 1.
  let width: Int
  /// So many askings make one task: a pure teacher's answer costs less than a task does.
  private static let chunk = 32

  /// - Parameter body: called in plan order, whatever the order of arrival.
  func ask(_ askings: [Asking], _ body: (Asked) throws -> Void) async throws {
    let starts = Array(stride(from: 0, to: askings.count, by: Self.chunk))
    try await withThrowingTaskGroup(of: (Int, [Asked]).self) { group in
      var arrived: [Int: [Asked]] = [:]
      var started = 0
      var handed = 0
      while handed < starts.count {
        // The window bounds what has arrived out of turn and waits.
        while started < starts.count && started < handed + 2 * width
          && started - handed - arrived.count < width
        {
          let number = started
          let first = starts[number]
          let part = Array(askings[first..<min(first + Self.chunk, askings.count)])
          group.addTask { (number, try await answers(to: part)) }
          started += 1
        }
        guard let (number, asked) = try await group.next() else { break }
        arrived[number] = asked
        while let next = arrived.removeValue(forKey: handed) {
          for asked in next { try body(asked) }
          handed += 1
        }
      }
    }
  }

  private func answers(to askings: [Asking]) async throws -> [Asked] {
    var out: [Asked] = []
    for asking in askings {
      try Task.checkCancellation()
      var parts: [Asked.Part] = []
      for candidate in 0..<candidates {
        let prompt = renderer.prompt(
          for: asking, of: planItems[asking.item], candidate: candidate)
        let answer = try await teacher.answer(prompt)
        parts.append(
          Asked.Part(prompt: prompt, answer: answer, reading: task.read(answer.text)))
      }
      out.append(Asked(asking: asking, parts: parts))
    }
    return out
  }
}
