import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Synchronization

@testable import StemmaRun

/// A service whose answer is a function of the request, and that remembers what it was asked.
final class FakeService: LiveTeacher {
  struct Sent: Sendable {
    var bodies: [[UInt8]] = []
    /// Requests at once, now and at most.
    var open = 0
    var most = 0
    /// Tokens that were charged for.
    var billed = TokenUsage(prompt: 0, completion: 0)
  }

  let description = TeacherDescription(name: "openai", revision: 3, isPure: false, tasks: nil)
  let capabilities = TeacherCapabilities(
    seed: true, temperatureWithTopP: true, schema: true, logProbabilities: true)
  private let model: String
  private let adapter: AdapterDigest?
  private let sent = Mutex(Sent())
  private let noted = Mutex(false)
  private let dice: Mutex<Dice>
  /// Ends everything instead of answering, from so many requests on.
  private let limit: Mutex<(count: Int, result: Exchange.Result)?>
  var limitCount: Int? { limit.withLock { $0?.count } }
  private let answer: @Sendable (TeacherRequest, UInt64) -> Exchange.Result
  /// What an answer is charged for; nil where the service does not say.
  struct Charge: Sendable {
    let usage: @Sendable (TeacherRequest, UInt64) -> TokenUsage?

    static let standard = Charge { _, _ in TokenUsage(prompt: 11, completion: 7) }
    static let untold = Charge { _, _ in nil }
    /// All that a request allows.
    static let bounds = Charge { request, _ in
      TokenUsage(prompt: request.bounds.prompt, completion: request.bounds.completion ?? 0)
    }
    /// Anything up to that.
    static let any = Charge { request, hash in
      let bounds = request.bounds
      guard let limit = bounds.completion, hash % 3 > 0 else {
        return TokenUsage(prompt: bounds.prompt, completion: bounds.completion ?? 0)
      }
      return TokenUsage(
        prompt: Int(hash >> 8) % (bounds.prompt + 1), completion: Int(hash >> 32) % (limit + 1))
    }
  }

  private let charge: Charge
  /// Answers come in an order of their own.
  private let isSlow: Bool

  init(
    model: String = "m", adapter: AdapterDigest? = nil, order: UInt64 = 1, isSlow: Bool = true,
    limit: (count: Int, result: Exchange.Result)? = nil,
    charge: Charge = .standard,
    answer: @escaping @Sendable (TeacherRequest, UInt64) -> Exchange.Result = FakeService.any
  ) {
    self.model = model
    self.adapter = adapter
    self.isSlow = isSlow
    self.limit = Mutex(limit)
    self.charge = charge
    self.answer = answer
    dice = Mutex(Dice(order))
  }

  var teachers: LiveTeachers { LiveTeachers { [self] _ in self } }
  var bodies: [[UInt8]] { sent.withLock { $0.bodies } }
  var count: Int { sent.withLock { $0.bodies.count } }
  var most: Int { sent.withLock { $0.most } }
  var billed: TokenUsage { sent.withLock { $0.billed } }

  /// Whether it was told that an answer of its is recorded.
  var wasNoted: Bool { noted.withLock { $0 } }
  func noteAnswered() { noted.withLock { $0 = true } }

  func request(for prompt: Prompt) -> TeacherRequest {
    var body: JSONObject = [
      "messages": .array(
        prompt.messages.map { ["content": .string($0.content), "role": .string($0.role)] }),
      "model": .string(model), "place": .string(prompt.key.item.digest.hex),
      "slots": [.integer(prompt.key.slots.lowerBound), .integer(prompt.key.slots.upperBound)],
      "try": [.integer(prompt.key.candidate), .integer(prompt.key.attempt)],
    ]
    body["max_tokens"] = prompt.sampling.maxTokens.map { .integer($0) }
    body["temperature"] = prompt.sampling.temperature.map { .string($0.description) }
    if !prompt.continuations.isEmpty {
      body["continuations"] = .array(prompt.continuations.map { .string($0) })
    }
    return TeacherRequest(dialect: "openai", model: model, body: body, adapter: adapter)
  }

  func send(_ request: TeacherRequest) async throws -> Exchange {
    let bytes = CanonicalJSON.bytes(.object(request.body))
    let number = sent.withLock { sent in
      sent.bodies.append(bytes)
      sent.open += 1
      sent.most = max(sent.most, sent.open)
      return sent.bodies.count
    }
    defer { sent.withLock { $0.open -= 1 } }
    if isSlow {
      let wait = dice.withLock { $0.next() % 3000 }
      try await Task.sleep(for: .microseconds(Int(wait)))
    }
    if let end = limit.withLock({ $0 }), number > end.count {
      return Exchange(end.result, sendings: 1)
    }
    let hash = ObjectID(of: .prompt, bytes).prefix64
    let usage = charge.usage(request, hash)
    sent.withLock { sent in
      sent.billed = TokenUsage(
        prompt: sent.billed.prompt + (usage?.prompt ?? 0),
        completion: sent.billed.completion + (usage?.completion ?? 0))
    }
    return Exchange(
      answer(request, hash), usage: usage,
      raw: Array("{\"id\":\"\(hash)\"}".utf8), evidence: ["fingerprint": "fp"], sendings: 2)
  }

  /// As many pairs as were asked for.
  static func full(_ request: TeacherRequest, _ hash: UInt64) -> Exchange.Result {
    .answered(Answer(text: pairs(slots(request), hash)))
  }

  /// Whatever a service may come to, by the request.
  static func any(_ request: TeacherRequest, _ hash: UInt64) -> Exchange.Result {
    let wanted = slots(request)
    switch hash % 12 {
    case 0: return .failed(reason: "The prompt is too long.")
    case 1: return .answered(Answer(text: pairs(wanted, hash), finishReason: .length))
    case 2: return .answered(Answer(text: "I would rather not.", finishReason: .refusal))
    case 3: return .answered(Answer(text: "Here you are: {"))
    case 4: return .answered(Answer(text: pairs(wanted + 1, hash)))
    case 5: return .answered(Answer(text: pairs(wanted - 1, hash)))
    default: return .answered(Answer(text: pairs(wanted, hash)))
    }
  }

  private static func slots(_ request: TeacherRequest) -> Int {
    let bounds = request.body["slots"]?.array?.compactMap(\.integer) ?? [0, 0]
    return bounds[1] - bounds[0]
  }

  private static func pairs(_ count: Int, _ hash: UInt64) -> String {
    let rows = (0..<max(0, count)).map { number -> JSONValue in
      [
        "answer": .string("The answer to it is \(hash) and \(number)."),
        "question": .string("What is said of \(hash) and \(number)?"),
      ]
    }
    return CanonicalJSON.text(["pairs": .array(rows)])
  }
}

func liveManifest(
  dataset: String = "coffee", model: String = "m", adapter: AdapterDigest? = nil,
  temperature: Int? = nil,
  perSection: Int? = 3, count: Int? = nil, candidates: Int = 1, maxAttempts: Int = 3,
  filters: [FilterChoice]? = []
) -> Manifest {
  Manifest(
    dataset: dataset, task: "qa", documents: ["*.md"],
    live: TeacherChoice(provider: "openai", model: model, adapter: adapter),
    sampling: Sampling(seed: 7, temperature: temperature.map { Millionths(count: $0) }),
    count: count, perSection: perSection, strategy: "both", candidates: candidates,
    maxAttempts: maxAttempts, filters: filters, catalogue: Offer.catalogue)
}

/// A document of so many sections.
func document(_ sections: Int) -> String {
  (0..<sections).map {
    "## Part \($0)\n\nPassage number \($0) of many is a sentence with words in it. It has another one.\n"
  }.joined(separator: "\n")
}

func liveRequest(
  _ manifest: Manifest, sections: Int = 30, text: String? = nil, width: Int = 8,
  isFresh: Bool = false
) -> RunRequest {
  RunRequest(
    manifest: manifest, source: Array("dataset: coffee\n".utf8), overrides: [], template: nil,
    inputs: [InputFile(name: "a.md", bytes: Array((text ?? document(sections)).utf8))],
    width: width,
    isFresh: isFresh, occasion: ["host": "here", "manifest": "/w/coffee.yaml"],
    seconds: 1_800_000_000)
}
