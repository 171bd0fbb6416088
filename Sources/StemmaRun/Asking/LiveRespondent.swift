import StemmaRecord
import StemmaStatistics
import StemmaStore
import Synchronization

/// Has a live teacher answer what was never answered; each answer is on the disk before it is used.
final class LiveRespondent: Respondent {
  let teacher: any LiveTeacher
  private let recorded: RecordedAnswers
  let book: ExchangeBook
  /// Nil where each question is put by itself.
  private let batches: BatchAsking?
  private let stop = Mutex<TeacherStop?>(nil)

  /// - Parameter book: over the journal that `recorded` knows as the run's own.
  init(
    _ teacher: any LiveTeacher, _ recorded: RecordedAnswers, _ book: ExchangeBook,
    _ batches: BatchAsking? = nil
  ) {
    self.teacher = teacher
    self.recorded = recorded
    self.book = book
    self.batches = batches
    if recorded.hasAnswers { teacher.noteAnswered() }
  }

  var isPure: Bool { false }

  var executors: [any TaskExecutor] { teacher.executors }

  var tally: AskingTally { book.tally }

  /// What the version's answers took of each teacher.
  var spent: TeacherSpending? { book.spent }

  /// Answers that the next run of the same manifest need not ask for.
  private var keptCount: Int { recorded.count }

  func spending(of questions: Int) -> Spending? {
    book.meter.spending(reused: tally.reused, of: questions)
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
          stop.budget, spent: book.meter.before + book.meter.spent, next: stop.next,
          inFlight: stop.inFlight, kept: keptCount)
      case .noCredit(let reason): throw RunError.noCredit(reason: reason, kept: keptCount)
      case .batches(let number, let questions):
        throw RunError.batchesOpen(number, questions: questions, kept: keptCount)
      }
    } catch is CancellationError {
      throw RunError.interrupted(kept: keptCount, submitted: batches?.submittedCount ?? 0)
    }
  }

  func prepare(_ prompts: RoundPrompts, _ tell: (BatchNews) -> Void) async throws {
    try await batches?.answer(prompts, tell)
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
    if batches?.hasJustAsked(key) != true { book.addReused(from: origin) }
    book.take(reply.exchange, to: question)
    if reply.exchange.isAnswered { teacher.noteAnswered(to: question.request) }
    return reply
  }

  /// Puts a question by itself, also where all others go in batches.
  func ask(_ question: Question, _ key: TranscriptKey) async throws -> Reply {
    try goOn()
    let bound = book.meter.bound(of: question.request, isAlone: true)
    if let stop = await book.meter.admit(bound) { throw stopping(.budget(stop)) }
    var cost = Money.zero
    defer { book.meter.settle(bound: bound, cost: cost) }
    try goOn()
    let exchange = try await outlastingInterruption { [teacher] in
      try await teacher.send(question.request)
    }
    cost = book.meter.cost(of: exchange, by: question.request.teacher, isAlone: true, bound: bound)
    let reply = try await book.enter(
      exchange, key, teacher: question.request.teacher, features: question.features, cost: cost)
    guard let reply else { throw stopping(TeacherStop(exchange.result)) }
    book.take(reply.exchange, to: question)
    return reply
  }

  private func goOn() throws {
    if let stop = stop.withLock({ $0 }) { throw stop }
    try Task.checkCancellation()
  }

  /// Nobody is asked from here on. Whoever is answered last by a teacher that is at its end says
  /// nothing new.
  private func stopping(_ stop: TeacherStop) -> TeacherStop {
    self.stop.withLock { known in
      let first = known ?? stop
      known = first
      return first
    }
  }
}
