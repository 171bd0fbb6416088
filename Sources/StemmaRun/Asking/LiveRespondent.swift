public import StemmaRecord
import StemmaStore
import Synchronization

/// Has a live teacher answer what was never answered; each answer is on the disk before it is used.
final class LiveRespondent: Respondent {
  private let teacher: any LiveTeacher
  private let recorded: RecordedAnswers
  private let state = Mutex((tally: AskingTally(), stop: TeacherStop?.none))
  /// How long answers that are under way are waited for where the run is interrupted.
  private static let grace = Duration.seconds(1)

  init(_ teacher: any LiveTeacher, _ recorded: RecordedAnswers) {
    self.teacher = teacher
    self.recorded = recorded
    if recorded.hasAnswers { teacher.noteAnswered() }
  }

  var isPure: Bool { false }

  var tally: AskingTally { state.withLock { $0.tally } }

  /// Answers that the next run of the same manifest need not ask for.
  private var keptCount: Int { recorded.count }

  /// Says how many answers are kept where a run does not come to its end.
  func explaining<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let stop as TeacherStop {
      throw RunError.teacherStopped(
        reason: stop.reason, nextStep: stop.nextStep, kept: keptCount, tally: tally)
    } catch is CancellationError {
      throw RunError.interrupted(kept: keptCount)
    }
  }

  func replies(to prompts: [Prompt]) async throws -> [Reply] {
    var replies: [Reply] = []
    for prompt in prompts {
      let question = Question(teacher, prompt)
      let key = question.key
      if let (reply, origin) = try recorded.reply(to: key) {
        state.withLock { $0.tally.addReused(from: origin) }
        if reply.exchange.isAnswered { teacher.noteAnswered() }
        replies.append(reply)
      } else {
        replies.append(try await ask(question, key))
      }
    }
    return replies
  }

  private func ask(_ question: Question, _ key: TranscriptKey) async throws -> Reply {
    if let stop = state.withLock({ $0.stop }) { throw stop }
    try Task.checkCancellation()
    let exchange = try await send(question.request)
    state.withLock { $0.tally.add(exchange) }
    guard let kept = RecordedExchange(exchange) else {
      let stop = TeacherStop(exchange.result)
      throw state.withLock { state in
        // Whoever is answered last by a teacher that is at its end says nothing new.
        state.stop = state.stop ?? stop
        return state.stop ?? stop
      }
    }
    let occasion: JSONValue = [
      "evidence": .object(exchange.evidence), "question": .object(question.features),
      "sendings": .integer(exchange.sendings),
    ]
    let content = CanonicalJSON.bytes(kept.json)
    let place = try await recorded.journal.append(
      JournalEntry(
        key: key, content: content, occasion: CanonicalJSON.bytes(occasion), raw: exchange.raw))
    return Reply(
      kept, Reply.Recorded(key: key, content: content, source: (recorded.journal, place)))
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

/// How often was asked in one go of a run, and what did not need to be asked.
public struct AskingTally: Hashable, Sendable {
  /// Questions sent, and those of them that no answer can be had to.
  public var asked = 0
  public var failed = 0
  /// Requests sent, with those sent again.
  public var sendings = 0
  /// Answers of the interrupted run that this one goes on with, of other ones, and of versions.
  public var reusedOfThisRun = 0
  public var reusedOfOtherRuns = 0
  public var reusedOfVersions = 0
  /// Tokens of what was sent, as far as the service said.
  public var tokensIn = 0
  public var tokensOut = 0

  public var reused: Int { reusedOfThisRun + reusedOfOtherRuns + reusedOfVersions }

  mutating func addReused(from origin: RecordedAnswers.Origin) {
    switch origin {
    case .thisRun: reusedOfThisRun += 1
    case .otherRun: reusedOfOtherRuns += 1
    case .version: reusedOfVersions += 1
    }
  }

  mutating func add(_ exchange: Exchange) {
    asked += 1
    sendings += exchange.sendings
    if case .failed = exchange.result { failed += 1 }
    tokensIn += exchange.usage?.prompt ?? 0
    tokensOut += exchange.usage?.completion ?? 0
  }

  public var json: JSONObject {
    [
      "asked": .integer(asked), "failed": .integer(failed),
      "reused": [
        "otherRuns": .integer(reusedOfOtherRuns), "thisRun": .integer(reusedOfThisRun),
        "versions": .integer(reusedOfVersions),
      ],
      "sendings": .integer(sendings),
      "tokens": ["completion": .integer(tokensOut), "prompt": .integer(tokensIn)],
    ]
  }
}

/// Why a teacher is asked nothing further.
struct TeacherStop: Error, Hashable {
  let reason: String
  /// What must be changed before; nil where waiting will do.
  let nextStep: String?

  /// - Parameter result: an end of everything, not of one question.
  init(_ result: Exchange.Result) {
    switch result {
    case .exhausted(let reason): (self.reason, nextStep) = (reason, nil)
    case .final(let reason, let next): (self.reason, nextStep) = (reason, next)
    case .answered, .failed: preconditionFailure("what one question comes to stops nothing")
    }
  }
}
