import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Synchronization

@testable import StemmaRun

/// A model behind a batch interface and a plain one: its answer is a function of the request.
enum BatchModel {
  static let price = TokenPrice(
    input: Millionths(count: 150_000), output: Millionths(count: 600_000))

  static func server(
    _ kind: BatchServer.Kind, _ change: (inout BatchServer.Script) -> Void = { _ in }
  ) throws -> BatchServer {
    var script = BatchServer.Script()
    change(&script)
    return try BatchServer(kind, script) { answer(to: $0, kind) }
  }

  static func run(
    _ store: Store, _ manifest: Manifest, teachers: LiveTeachers = SmallBatches.teachers(),
    waits: Bool = true, isFresh: Bool = false, sections: Int = 30,
    told: (BatchNews) -> Void = { _ in }
  ) async throws -> Runner.Outcome {
    let request = liveRequest(manifest, sections: sections, isFresh: isFresh)
    let runner = Runner(store, teachers: teachers) { _ in try Task.checkCancellation() }
    return try await runner.run(
      RunRequest(
        manifest: manifest, source: request.source, overrides: [], template: nil,
        inputs: request.inputs, width: 8, isFresh: isFresh, waitsForBatches: waits,
        occasion: request.occasion, seconds: request.seconds), waiting: nil,
      progress: { progress in if let news = progress.batches { told(news) } })
  }

  /// The code of the error that ends a run.
  static func code(_ body: () async throws -> Runner.Outcome) async throws -> String {
    do {
      _ = try await body()
      return "none"
    } catch let error as RunError {
      return error.code
    }
  }

  static func hash(_ body: JSONValue) -> UInt64 {
    ObjectID(of: .prompt, CanonicalJSON.bytes(body)).prefix64
  }

  static func answer(to body: JSONValue, _ kind: BatchServer.Kind) -> JSONValue {
    let hash = hash(body)
    let text = CanonicalJSON.text(body)
    let wanted = text.split(separator: "Write ").last.flatMap { Int($0.prefix { $0 != " " }) } ?? 1
    let rows = (0..<(hash % 9 == 0 ? wanted + 1 : wanted)).map { number -> JSONValue in
      [
        "answer": .string("It is said that \(hash) comes before \(number)."),
        "question": .string("What is said of \(hash) and of \(number)?"),
      ]
    }
    let ratings = (1...50).map { id -> JSONValue in
      ["id": .integer(id), "accuracy": 3, "clarity": 2, "relevance": 2, "usefulness": 3]
    }
    let isJudging = text.contains("You rate examples")
    let said = JSONValue.string(
      isJudging
        ? CanonicalJSON.text(["ratings": .array(ratings)])
        : hash % 7 == 0
          ? "Sorry: {" : CanonicalJSON.text(["pairs": .array(hash % 8 == 0 ? [] : rows)]))
    let isCut = !isJudging && hash % 11 == 0
    let tokens = (prompt: Int(hash % 50), completion: Int(hash >> 8 % 30) % 30)
    switch kind {
    case .anthropic:
      return [
        "content": [["text": said, "type": "text"]], "id": "msg_1", "model": "m",
        "stop_reason": isCut ? "max_tokens" : "end_turn", "type": "message",
        "usage": [
          "input_tokens": .integer(tokens.prompt), "output_tokens": .integer(tokens.completion),
        ],
      ]
    case .openAI:
      return [
        "choices": [
          [
            "finish_reason": isCut ? "length" : "stop", "index": 0,
            "message": ["content": said, "refusal": .null, "role": "assistant"],
          ]
        ], "id": "c1", "model": "m",
        "usage": [
          "completion_tokens": .integer(tokens.completion),
          "prompt_tokens": .integer(tokens.prompt), "total_tokens": 1,
        ],
      ]
    }
  }

  static func error(_ kind: BatchServer.Kind, _ type: String) -> JSONValue {
    let error: JSONValue = ["message": "It is so.", "type": .string(type)]
    return kind == .openAI ? ["error": error] : ["error": error, "type": "error"]
  }

  static func manifest(
    _ server: BatchServer, isBatched: Bool, maxAttempts: Int = 3, filters: [FilterChoice] = []
  ) -> Manifest {
    var manifest = liveManifest(candidates: 2, maxAttempts: maxAttempts, filters: filters)
    manifest.sampling.maxTokens = 100
    manifest.live = TeacherChoice(
      provider: server.kind.rawValue, model: "m", baseURL: server.baseURL, isBatched: isBatched,
      price: price)
    return manifest
  }
}

/// The services as they are, with batches of another size.
struct SmallBatches: LiveTeacher {
  let inner: any LiveTeacher
  let limit: BatchLimit

  static func teachers(_ limit: BatchLimit = BatchLimit(entries: 1_000, sizeBytes: 1 << 20))
    -> LiveTeachers
  {
    let network = LiveTeachers.ofNetwork(["OPENAI_API_KEY": "k", "ANTHROPIC_API_KEY": "k"])
    return LiveTeachers { SmallBatches(inner: try network.teacher($0), limit: limit) }
  }

  var description: TeacherDescription { inner.description }
  var capabilities: TeacherCapabilities { inner.capabilities }
  func request(for prompt: Prompt) -> TeacherRequest { inner.request(for: prompt) }
  func send(_ request: TeacherRequest) async throws -> Exchange { try await inner.send(request) }
  func noteAnswered() { inner.noteAnswered() }
  var batches: (any BatchInterface)? {
    inner.batches.map { Interface(inner: $0, limit: limit) }
  }

  private struct Interface: BatchInterface {
    let inner: any BatchInterface
    let limit: BatchLimit

    func entry(for request: TeacherRequest, _ key: TranscriptKey) -> [UInt8] {
      inner.entry(for: request, key)
    }
    func newest() async throws -> String? { try await inner.newest() }
    func submit(_ entries: [[UInt8]], label: String) async throws -> String {
      try await inner.submit(entries, label: label)
    }
    func find(label: String, count: Int, after newest: String?) async throws -> [String] {
      try await inner.find(label: label, count: count, after: newest)
    }
    func condition(of id: String) async throws -> BatchCondition {
      try await inner.condition(of: id)
    }
    func forEachPart(of id: String, _ body: (BatchPart) async throws -> Void) async throws {
      try await inner.forEachPart(of: id, body)
    }
  }
}
