import StemmaRecord
import StemmaStore

/// What came back for a prompt.
struct Reply: Sendable {
  let exchange: RecordedExchange
  /// What the transcript is to hold; nil for a pure teacher's answer, which is computed again.
  let recorded: Recorded?

  struct Recorded: Sendable {
    let key: TranscriptKey
    /// The exchange's canonical bytes.
    let content: [UInt8]
    /// Where the response lies as it came; nil where an older version has it.
    let source: (journal: RunJournal, place: JournalPlace)?
  }

  /// A pure teacher's answer.
  init(_ answer: Answer) {
    exchange = RecordedExchange(.answered(answer))
    recorded = nil
  }

  init(_ exchange: RecordedExchange, _ recorded: Recorded?) {
    self.exchange = exchange
    self.recorded = recorded
  }
}

/// Whoever a production's prompts are put to.
protocol Respondent: Sendable {
  /// Its answers are a function of the prompt alone.
  var isPure: Bool { get }

  /// Where those that ask it are best run, one after the other; empty where that is all the same.
  var executors: [any TaskExecutor] { get }

  /// Told what a round is going to ask, before it asks.
  ///
  /// - Throws: `TeacherStop` where it need not begin.
  func prepare(_ prompts: RoundPrompts, _ tell: (BatchNews) -> Void) async throws

  /// In the prompts' order.
  ///
  /// - Throws: `TeacherStop` where nothing more can be had.
  func replies(to prompts: [Prompt]) async throws -> [Reply]

  /// What a judge says of rows.
  ///
  /// - Parameters:
  ///   - alone: the question about each row by itself.
  ///   - together: makes one question of several, by their places in `alone`.
  /// - Returns: what was, or might have been, answered to each question of `alone`.
  func ratings(
    of alone: [Prompt], together: @Sendable ([Int]) -> Prompt
  ) async throws -> [Reply]

  /// What is spent, and what it will come to; nil where asking costs nothing.
  ///
  /// - Parameter questions: of all rounds that have begun.
  func spending(of questions: Int) -> Spending?

  /// Runs `body`; where it does not come to its end, says what is kept of it.
  func explaining<Result>(_ body: () async throws -> Result) async throws -> Result
}

extension Respondent {
  var executors: [any TaskExecutor] { [] }

  func prepare(_ prompts: RoundPrompts, _ tell: (BatchNews) -> Void) async throws {}

  func ratings(
    of alone: [Prompt], together: @Sendable ([Int]) -> Prompt
  ) async throws -> [Reply] {
    try await replies(to: alone)
  }

  func spending(of questions: Int) -> Spending? { nil }

  func explaining<Result>(_ body: () async throws -> Result) async throws -> Result {
    try await body()
  }
}

/// Has a pure teacher answer.
struct PureRespondent: Respondent {
  let teacher: any Teacher

  var isPure: Bool { teacher.description.isPure }

  func replies(to prompts: [Prompt]) async throws -> [Reply] {
    let answers = try await teacher.answers(to: prompts)
    precondition(answers.count == prompts.count, "a teacher answers every prompt")
    return answers.map(Reply.init)
  }
}

/// Serves what a version's transcript holds, and asks nobody.
struct ReplayRespondent: Respondent {
  let teacher: any LiveTeacher
  let transcripts: Transcripts

  var isPure: Bool { false }

  func replies(to prompts: [Prompt]) async throws -> [Reply] {
    try prompts.map { prompt in
      try Task.checkCancellation()
      let key = Question(teacher, prompt).key
      guard let content = try transcripts.content(of: key).map(Array.init),
        let exchange = (try? JSONReader.read(content)).flatMap(RecordedExchange.init(json:))
      else {
        // It shows as a difference.
        return Reply(RecordedExchange(.failed(reason: "The transcript has no such question.")), nil)
      }
      return Reply(exchange, Reply.Recorded(key: key, content: content, source: nil))
    }
  }
}

extension Question {
  init(_ teacher: any LiveTeacher, _ prompt: Prompt) {
    self.init(
      teacher.request(for: prompt), for: prompt.key, seed: prompt.sampling.seed,
      role: prompt.context.role)
  }
}
