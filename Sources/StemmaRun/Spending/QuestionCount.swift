import StemmaExperiment
import StemmaRecord
import StemmaTask

/// How many tokens a run's questions and answers may have, without asking any.
struct QuestionCount {
  /// Of the first round, all candidates counted.
  private(set) var questions = 0
  /// Those that recorded answers serve.
  private(set) var recorded = 0
  private(set) var isBounded = true
  /// Tokens of the first round, as they mostly are.
  private(set) var expected = TokenUsage(prompt: 0, completion: 0)
  /// Tokens of the whole run at most.
  private(set) var worst = TokenUsage(prompt: 0, completion: 0)

  /// A token of a text is about so many bytes.
  private static let bytesPerToken = 4
  /// A row of an answer has about so many tokens, where its task does not say.
  private static let tokensPerRow = 80
  /// No slot's place has more digits.
  private static let lastPlace = 9_999_999_999

  init(
    _ manifest: Manifest, _ kit: Kit, _ teacher: any LiveTeacher, _ subjects: [Subject],
    _ answers: RecordedAnswers?
  ) throws {
    var planner = Planner(
      manifest, subjects: subjects, task: kit.task, missingIsFinal: kit.teacher.isPure)
    let askings = planner.firstRound()
    let renderer = PromptRenderer(manifest, task: kit.task, template: kit.template)
    let rowTokens = kit.task.tokensPerRow ?? Self.tokensPerRow
    /// What asking for one of an item's slots takes.
    func single(_ item: Int) -> TokenBounds {
      teacher.request(
        for: renderer.prompt(
          for: Asking(item: item, slots: 0..<1, attempt: 0, place: Self.lastPlace),
          of: planner.items[item], candidate: 0)
      ).bounds
    }
    var singles: [Int: TokenBounds] = [:]
    for asking in askings {
      for candidate in 0..<manifest.candidates {
        let prompt = renderer.prompt(
          for: asking, of: planner.items[asking.item], candidate: candidate)
        let question = Question(teacher, prompt)
        questions += 1
        if try answers?.reply(to: question.key) != nil {
          recorded += 1
          continue
        }
        let bounds = question.request.bounds
        add(bounds, times: 1)
        let bytes = prompt.messages.reduce(0) { $0 + $1.content.utf8.count }
        let completion = asking.slots.count * rowTokens
        expected = TokenUsage(
          prompt: expected.prompt + bytes / Self.bytesPerToken,
          completion: expected.completion + min(completion, bounds.completion ?? completion))
      }
      guard manifest.maxAttempts > 1 else { continue }
      // Asked again, each slot may stand alone.
      let bounds = singles[asking.item] ?? single(asking.item)
      singles[asking.item] = bounds
      add(bounds, times: asking.slots.count * (manifest.maxAttempts - 1) * manifest.candidates)
    }
    let more = planner.mostSlots - planner.slotCount
    guard more > 0 else { return }
    let all = planner.items.indices.map { singles[$0] ?? single($0) }
    let completion = all.allSatisfy { $0.completion != nil }
    let largest = TokenBounds(
      prompt: all.map(\.prompt).max() ?? 0,
      completion: completion ? all.compactMap(\.completion).max() : nil)
    add(largest, times: more * manifest.maxAttempts * manifest.candidates)
  }

  private mutating func add(_ bounds: TokenBounds, times: Int) {
    isBounded = isBounded && bounds.completion != nil
    worst = TokenUsage(
      prompt: worst.prompt + bounds.prompt * times,
      completion: worst.completion + (bounds.completion ?? 0) * times)
  }
}
