import StemmaRecord
import StemmaStore
import Synchronization

/// Has a live teacher answer what was never answered; each answer is on the disk before it is used.
final class LiveRespondent: Respondent {
  let teacher: any LiveTeacher
  private let recorded: RecordedAnswers
  let journal: RunJournal
  let meter: SpendingMeter
  private let state = Mutex((tally: AskingTally(), stop: TeacherStop?.none))
  /// How long answers that are under way are waited for where the run is interrupted.
  private static let grace = Duration.seconds(1)

  /// - Parameter journal: the one that `recorded` knows as the run's own.
  init(
    _ teacher: any LiveTeacher, _ recorded: RecordedAnswers, _ journal: RunJournal,
    _ meter: SpendingMeter
  ) {
    self.teacher = teacher
    self.recorded = recorded
    self.journal = journal
    self.meter = meter
    if recorded.hasAnswers { teacher.noteAnswered() }
  }

  var isPure: Bool { false }

  var tally: AskingTally {
    var tally = state.withLock { $0.tally }
    if meter.prices.isKnown { tally.spent = meter.spent }
    return tally
  }

  /// Answers that the next run of the same manifest need not ask for.
  private var keptCount: Int { recorded.count }

  func spending(of questions: Int) -> Spending? {
    meter.spending(reused: state.withLock { $0.tally.reused }, of: questions)
  }

  /// Says how many answers are kept where a run does not come to its end.
  func explaining<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let stop as TeacherStop {
      switch stop {
      case .ended(let reason, let nextStep):
        throw RunError.teacherStopped(
          reason: reason, nextStep: nextStep, kept: keptCount, tally: tally)
      case .budget(let stop):
        throw RunError.budgetReached(
          stop.budget, spent: meter.before + meter.spent, next: stop.next,
          inFlight: stop.inFlight, kept: keptCount)
      }
    } catch is CancellationError {
      throw RunError.interrupted(kept: keptCount)
    }
  }

  func replies(to prompts: [Prompt]) async throws -> [Reply] {
    var replies: [Reply] = []
    for prompt in prompts {
      let question = Question(teacher, prompt)
      let key = question.key
      if let reply = try recall(question, key) {
        replies.append(reply)
      } else {
        replies.append(try await ask(question, key))
      }
    }
    return replies
  }

  /// What was answered before; nil where the question must be asked.
  func recall(_ question: Question, _ key: TranscriptKey) throws -> Reply? {
    guard let (reply, origin) = try recorded.reply(to: key) else { return nil }
    state.withLock { $0.tally.addReused(from: origin) }
    if reply.exchange.isAnswered { teacher.noteAnswered(to: question.request) }
    return reply
  }

  func ask(_ question: Question, _ key: TranscriptKey) async throws -> Reply {
    try goOn()
    let bound = meter.bound(of: question.request)
    if let stop = await meter.admit(bound) { throw stopping(.budget(stop)) }
    var cost = Money.zero
    defer { meter.settle(bound: bound, cost: cost) }
    try goOn()
    let exchange = try await send(question.request)
    cost = meter.cost(of: exchange, to: question.request, bound: bound)
    state.withLock { $0.tally.add(exchange) }
    guard let kept = RecordedExchange(exchange) else {
      throw stopping(TeacherStop(exchange.result))
    }
    var occasion: JSONObject = [
      "evidence": .object(exchange.evidence), "question": .object(question.features),
      "sendings": .integer(exchange.sendings),
    ]
    if meter.prices.isKnown { occasion["picodollars"] = .string(String(cost.picodollars)) }
    if !question.request.teacher.isEmpty { occasion["teacher"] = .string(question.request.teacher) }
    let content = CanonicalJSON.bytes(kept.json)
    let place = try await journal.append(
      JournalEntry(
        key: key, content: content, occasion: CanonicalJSON.bytes(.object(occasion)),
        raw: exchange.raw))
    return Reply(
      kept, Reply.Recorded(key: key, content: content, source: (journal, place)))
  }

  private func goOn() throws {
    if let stop = state.withLock({ $0.stop }) { throw stop }
    try Task.checkCancellation()
  }

  /// Nobody is asked from here on. Whoever is answered last by a teacher that is at its end says
  /// nothing new.
  private func stopping(_ stop: TeacherStop) -> TeacherStop {
    state.withLock { state in
      let first = state.stop ?? stop
      state.stop = first
      return first
    }
  }

  /// What was sent is paid for: an interruption waits a moment for its answer.
  private func send(_ request: TeacherRequest) async throws -> Exchange {
    let sending = Task { [teacher] in try await teacher.send(request) }
    return try await withTaskCancellationHandler {
      try await sending.value
    } onCancel: {
      Task {
        try? await Task.sleep(for: Self.grace)
        sending.cancel()
      }
    }
  }
}
