import StemmaRecord
import StemmaStore
import Synchronization

/// Has the questions of whole rounds answered in batches.
///
/// What a batch will hold is on the disk before it is submitted, its id as soon as it is known, and its
/// answers, like any, before it is forgotten: wherever a run ends, the next one knows what is with the
/// service. Where it cannot know whether a batch was submitted, it looks among the service's own.
final class BatchAsking: Sendable {
  let teacher: any LiveTeacher
  let interface: any BatchInterface
  let submissions: SubmissionJournal
  let recorded: RecordedAnswers
  let book: ExchangeBook
  let patience: Patience
  let state: Mutex<State>

  /// How a run waits for batches.
  struct Patience: Sendable {
    /// Whether it waits at all, or leaves them to a later run.
    let isPatient: Bool
    let pause: @Sendable (Duration) async throws -> Void

    /// Between two looks at first, and doubled with each.
    static let first = Duration.seconds(1)
    static let longest = Duration.seconds(60)
  }

  struct State {
    /// How often each question that came back without an answer was submitted in this go.
    var submitted: [TranscriptKey: Int] = [:]
    /// Questions answered, or failed, in this go.
    var ended: Set<TranscriptKey> = []
    /// Whether the teacher has ever answered anything.
    var hasAnswered: Bool
    /// Why questions came back last.
    var reason = ""
  }

  /// A question that comes back without an answer is submitted so often in one go.
  static let mostSubmissions = 3

  init(
    _ teacher: any LiveTeacher, _ interface: any BatchInterface, _ submissions: SubmissionJournal,
    _ recorded: RecordedAnswers, _ book: ExchangeBook, _ patience: Patience
  ) {
    self.teacher = teacher
    self.interface = interface
    self.submissions = submissions
    self.recorded = recorded
    self.book = book
    self.patience = patience
    state = Mutex(State(hasAnswered: recorded.hasAnswers))
  }

  /// Whether an answer came in this go, and so was not there before it.
  func hasJustAsked(_ key: TranscriptKey) -> Bool { state.withLock { $0.ended.contains(key) } }

  /// Questions that were submitted and not collected.
  var submittedCount: Int { submissions.open.reduce(0) { $0 + $1.keys.count } }

  /// Has every question of a round answered that has no recorded answer.
  ///
  /// - Throws: `TeacherStop`; what was submitted stays so.
  func answer(_ prompts: RoundPrompts, _ tell: (BatchNews) -> Void) async throws {
    do {
      var round = BatchRound(book.meter)
      /// The service wants what it has to end before it takes more.
      var isHeld = false
      try await findUnsure(&round, tell)
      while true {
        let rest = try await submitOpen(of: prompts, &round, isHeld: isHeld, tell)
        if !round.waiting.isEmpty {
          isHeld = try await collect(&round, tell)
        } else if let rest {
          guard case .stopped(let stop) = rest else { continue }
          throw stop
        } else {
          return
        }
      }
    } catch let trouble as BatchTrouble {
      throw TeacherStop(trouble)
    }
  }

  // MARK: Submitting

  /// Why questions are still open that are neither answered nor with the service.
  private enum Rest {
    /// They were to be submitted, and were not.
    case lost
    case stopped(TeacherStop)
  }

  /// Submits whatever is neither answered nor submitted.
  ///
  /// - Returns: nil where all of it was.
  private func submitOpen(
    of prompts: RoundPrompts, _ round: inout BatchRound, isHeld: Bool,
    _ tell: (BatchNews) -> Void
  ) async throws -> Rest? {
    let open = Set(submissions.open.flatMap(\.keys))
    var rest: Rest?
    for prompt in prompts {
      try Task.checkCancellation()
      let asked = Question(teacher, prompt)
      let key = asked.key
      if try round.waiting[key] != nil || recorded.reply(to: key) != nil { continue }
      let question = BatchRound.Question(
        features: asked.features, bound: book.meter.bound(of: asked.request, isAlone: false))
      if open.contains(key) {
        round.wait(for: key, question)
        continue
      }
      let (submitted, reason) = state.withLock { ($0.submitted[key, default: 0], $0.reason) }
      if isHeld || submitted >= Self.mostSubmissions {
        rest = .stopped(.ended(reason: reason, nextStep: nil))
        continue
      }
      switch book.meter.admitNow(question.bound) {
      case .admitted: break
      // What is under way mostly costs less than it might.
      case .wait: continue
      case .refused(let budget):
        rest = .stopped(.budget(budget))
        continue
      }
      let entry = interface.entry(for: asked.request, key)
      if round.isFull(for: entry, interface.limit), try await !submit(&round, tell) {
        rest = rest ?? .lost
      }
      round.add(entry, key, question)
    }
    if !round.entries.isEmpty, try await !submit(&round, tell) { rest = rest ?? .lost }
    return rest
  }

  /// - Returns: whether the service has the batch.
  private func submit(_ round: inout BatchRound, _ tell: (BatchNews) -> Void) async throws -> Bool {
    let newest = try await interface.newest()
    let (entries, keys) = (round.entries, round.keys)
    let submission = try submissions.begin(keys, newest: newest)
    round.emptyBatch()
    state.withLock { state in
      for key in keys { state.submitted[key, default: 0] += 1 }
    }
    do {
      let id = try await outlastingInterruption { [interface] in
        try await interface.submit(entries, label: submission.label)
      }
      try submissions.note([id], of: submission.number)
      tell(.submitted(id: id, questions: keys.count))
      return true
    } catch BatchTrouble.unsure(let reason) {
      state.withLock { $0.reason = reason }
      try await findUnsure(&round, tell)
      return submissions.open.contains { $0.number == submission.number }
    } catch let trouble as BatchTrouble {
      try submissions.end(submission.number)
      throw trouble
    }
  }

  /// Looks for batches of which it is not known whether they were submitted: one that was is there at
  /// once, or a moment after.
  private func findUnsure(_ round: inout BatchRound, _ tell: (BatchNews) -> Void) async throws {
    for submission in submissions.open where submission.ids == nil {
      var ids: [String] = []
      for wait in [Duration.zero, .seconds(1), .seconds(2)] where ids.isEmpty {
        if wait > .zero { try await patience.pause(wait) }
        ids = try await interface.find(
          label: submission.label, count: submission.keys.count, after: submission.newest)
      }
      // Those that are known are other ones.
      let known = Set(submissions.open.flatMap { $0.ids ?? [] })
      ids.removeAll { known.contains($0) }
      tell(.found(ids: ids, questions: submission.keys.count))
      if ids.isEmpty {
        try submissions.end(submission.number)
        for key in submission.keys where round.waiting[key] != nil { round.settle(key) }
      } else {
        try submissions.note(ids, of: submission.number)
      }
    }
  }
}
