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
  /// Whoever is asked about rows behind a network, by name.
  private let raters: [(role: Role, name: String)]
  private let isStepped: Bool
  /// Whether some questions to be paid hold rows that nobody knows yet.
  var isOpen: Bool { !raters.isEmpty || isStepped }
  /// Of the first round, tokens as they mostly are; where a price is not known, nothing.
  private(set) var expected = Money.zero
  /// Of the whole run at most; where a price is not known, or answers have no limit, it says nothing.
  private(set) var worst = Money.zero

  /// A token of a text is about so many bytes.
  private static let bytesPerToken = 4
  /// A row of an answer has about so many tokens, where its task does not say.
  private static let tokensPerRow = 80
  /// What a judge is told, and a rating, take.
  private static let judgeTokens = 300
  private static let tokensPerRating = 40
  /// No slot's place has more digits.
  private static let lastPlace = 9_999_999_999

  init(
    _ manifest: Manifest, _ kit: Kit, _ teacher: any LiveTeacher, _ subjects: [Subject],
    _ answers: RecordedAnswers?, _ prices: TeacherPrices
  ) async throws {
    var planner = Planner(
      manifest, subjects: subjects, task: kit.task, missingIsFinal: kit.teacher.isPure,
      prompts: kit.template.promptCount)
    let askings = planner.beginning()
    // In batches what waits may get other values of a mix, and be asked for one by one.
    let isSteered = manifest.batch != nil && manifest.mix != nil
    let singly = planner.maxAttempts - (isSteered ? 0 : 1)
    let drafting = kit.drafting(manifest, planner.items)
    let renderer = drafting.renderer
    isStepped = !renderer.steps.isEmpty
    let rowTokens = kit.task.tokensPerRow ?? Self.tokensPerRow
    func cost(_ request: TeacherRequest) -> Most {
      let bounds = request.bounds
      return Most(
        cost: prices.price(of: request).map(bounds.cost) ?? .zero,
        isBounded: bounds.completion != nil)
    }
    /// What asking for one of an item's slots costs.
    func single(_ item: Int, _ slot: Int) -> Most {
      cost(
        teacher.request(
          for: renderer.prompt(
            for: Asking(
              item: item, slots: slot..<slot + 1, attempt: 0, place: Self.lastPlace,
              mix: planner.longestMix),
            of: planner.items[item], candidate: 0)))
    }
    /// By item and teacher.
    var singles: [Place: Most] = [:]
    raters = Self.raters(manifest, kit)
    for asking in askings {
      for (role, name) in raters {
        let answers = role == .judge ? kit.task.answersPerRow : 1
        let rows = asking.slots.count * manifest.candidates * answers
        let usage =
          role == .judge
          ? TokenUsage(
            prompt: planner.items[asking.item].subject.weight / Self.bytesPerToken
              + Self.judgeTokens + rows * rowTokens,
            completion: rows * Self.tokensPerRating)
          // The prompt alone, and with each of two texts.
          : TokenUsage(prompt: rows * rowTokens * 2, completion: rows * 3)
        expected += prices.price(of: name, isAlone: true)?.cost(usage) ?? .zero
      }
      for candidate in 0..<manifest.candidates {
        let way = try await KnownWay(asking, candidate, kit, teacher, drafting) {
          try answers?.reply(to: $0)?.0
        }
        questions += way.questions.count + way.later.count
        recorded += way.questions.count(where: \.isRecorded)
        for prompt in way.questions.filter({ !$0.isRecorded }).map(\.prompt) + way.later {
          let request = teacher.request(for: prompt)
          let bounds = request.bounds
          if !isSteered { add(cost(request), times: 1) }
          let bytes = prompt.messages.reduce(0) { $0 + $1.content.utf8.count }
          let rows = prompt.key.slots.count * rowTokens
          let shown = prompt.context.rows.isEmpty ? 0 : rows
          let usage = TokenUsage(
            prompt: bytes / Self.bytesPerToken + shown,
            completion: min(rows, bounds.completion ?? rows))
          expected += prices.price(of: request)?.cost(usage) ?? .zero
        }
      }
      guard singly > 0, !isStepped else { continue }
      // Asked again, each slot may stand alone.
      let first = asking.slots.lowerBound
      let key = PromptKey(item: planner.items[asking.item].key, slots: first..<first + 1)
      if kit.crew?.pureTeacher(for: key) != nil { continue }
      let place = Place(item: asking.item, teacher: kit.crew?.name(for: key) ?? Manifest.unnamed)
      let most = singles[place] ?? single(asking.item, first)
      singles[place] = most
      add(most, times: asking.slots.count * singly * manifest.candidates)
    }
    let more = planner.mostSlots - planner.slotCount
    guard more > 0, !isStepped else { return }
    let all = planner.items.indices.flatMap { item in
      (kit.crew?.liveSlots(in: planner.items[item].key) ?? [0]).map { single(item, $0) }
    }
    let largest = Most(
      cost: all.map(\.cost).max() ?? .zero, isBounded: all.allSatisfy(\.isBounded))
    add(largest, times: more * planner.maxAttempts * manifest.candidates)
  }

  private static func raters(_ manifest: Manifest, _ kit: Kit) -> [(Role, String)] {
    [Role.judge, .sway].compactMap { role in
      let name = manifest.raters[role] ?? Manifest.unnamed
      guard manifest.filters.contains(where: { $0.name == role.rawValue }),
        kit.live.contains(where: { $0.name == name })
      else { return nil }
      return (role, name)
    }
  }

  private struct Place: Hashable {
    let item: Int
    let teacher: String
  }

  /// The most that a question can cost.
  private struct Most {
    let cost: Money
    /// Its answer has a limit of tokens.
    let isBounded: Bool
  }

  private mutating func add(_ most: Most, times: Int) {
    isBounded = isBounded && most.isBounded
    worst += most.cost * times
  }
}
