/// A teacher that is no pure function: its answers are recorded before anything else happens to them.
public protocol LiveTeacher: Sendable {
  var description: TeacherDescription { get }
  var capabilities: TeacherCapabilities { get }

  /// What would be sent for a prompt: a pure function, so that it keys what was recorded.
  func request(for prompt: Prompt) -> TeacherRequest

  /// Sends a request, again where the service asks for that, and says what came of it. Failures are
  /// results, not errors.
  ///
  /// - Throws: only `CancellationError`.
  func send(_ request: TeacherRequest) async throws -> Exchange

  /// Told that an answer of its is recorded: a request that is rejected from now on is at fault itself,
  /// and not all of them.
  func noteAnswered()

  /// The same, of one request's answer.
  func noteAnswered(to request: TeacherRequest)

  /// Where those that ask it are best run, one after the other; empty where that is all the same.
  var executors: [any TaskExecutor] { get }

  /// Its way of answering many requests at once; nil where it has none.
  var batches: (any BatchInterface)? { get }
}

extension LiveTeacher {
  public func noteAnswered() {}

  public func noteAnswered(to request: TeacherRequest) { noteAnswered() }

  public var executors: [any TaskExecutor] { [] }

  public var batches: (any BatchInterface)? { nil }
}

/// What a teacher can do; a manifest that wants more is refused at planning.
public struct TeacherCapabilities: Hashable, Sendable {
  /// It takes a seed.
  public var seed: Bool
  /// It takes temperature and top-p in one request.
  public var temperatureWithTopP: Bool
  /// It takes a JSON Schema for its answer.
  public var schema: Bool
  /// It tells the log-probabilities of its answer.
  public var logProbabilities: Bool
  /// It answers batches.
  public var batches: Bool
  /// Whether its servers may be such that say how probable a text is that they are given.
  public var weighs: Bool
  /// Fields of `sampling` that its servers may take and pass over.
  public var mayPassOver: [String] = []
  /// How they are asked for that where the manifest is silent; nil where it must say.
  public var standardScoring: ScoringForm?

  public init(
    seed: Bool, temperatureWithTopP: Bool, schema: Bool, logProbabilities: Bool,
    batches: Bool = false, weighs: Bool = false, standardScoring: ScoringForm? = nil
  ) {
    self.weighs = weighs
    self.standardScoring = standardScoring
    self.seed = seed
    self.temperatureWithTopP = temperatureWithTopP
    self.schema = schema
    self.logProbabilities = logProbabilities
    self.batches = batches
  }
}

/// A request's content, exactly as it is sent; neither where to, nor with which key.
public struct TeacherRequest: Hashable, Sendable {
  /// The form of the body: `openai`, `anthropic`, `gemini`, `ollama`, `completions`.
  public let dialect: String
  public let model: String
  public let body: JSONObject
  /// The body as canonical JSON.
  public let bytes: [UInt8]
  /// Where in the bytes each of the body's members has its value.
  let places: [Range<Int>]
  /// The weights that the model has of its own, so far as they are known.
  public let adapter: AdapterDigest?
  /// Which of a run's teachers it is for, by the manifest's name; empty where there is only one.
  public private(set) var teacher = ""

  public init(
    dialect: String, model: String, body: JSONObject, adapter: AdapterDigest? = nil
  ) {
    self.dialect = dialect
    self.model = model
    self.body = body
    (bytes, places) = CanonicalJSON.bytes(placing: body)
    self.adapter = adapter
  }

  /// The same for one of several teachers.
  public func addressed(to teacher: String) -> TeacherRequest {
    var request = self
    request.teacher = teacher
    return request
  }
}

/// One question put to a service, and how it ended after all retries.
public struct Exchange: Sendable {
  public enum Result: Sendable {
    case answered(Answer)
    /// This prompt cannot be answered; others can. `reason` without private values.
    case failed(reason: String)
    /// Nothing more can be had now, but later (`quota`, `overloaded`): stop in good order, resumable.
    case exhausted(reason: String)
    /// No request will be answered until something is changed (`nextStep`): ask nothing further.
    case final(reason: String, nextStep: String)
  }

  public let result: Result
  /// What the service counted; nil where it did not say.
  public let usage: TokenUsage?
  /// The last response's body as it came, at most 16 MiB; empty where there was none.
  public let raw: [UInt8]
  /// What the service says of itself: fingerprint, model version, request id, by the service's names.
  public let evidence: JSONObject
  /// How often the request was sent.
  public let sendings: Int

  public init(
    _ result: Result, usage: TokenUsage? = nil, raw: [UInt8] = [],
    evidence: JSONObject = JSONObject(), sendings: Int
  ) {
    self.result = result
    self.usage = usage
    self.raw = raw
    self.evidence = evidence
    self.sendings = sendings
  }
}

/// Tokens of one exchange.
public struct TokenUsage: Hashable, Sendable {
  public let prompt: Int
  /// Thinking included.
  public let completion: Int

  public init(prompt: Int, completion: Int) {
    self.prompt = prompt
    self.completion = completion
  }
}
