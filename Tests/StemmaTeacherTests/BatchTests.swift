import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaTeacher

@Suite("Batch interfaces")
struct BatchTests {
  typealias Kind = BatchServer.Kind

  private static func interface(
    _ server: BatchServer, clock: FakeClock = FakeClock()
  ) throws -> any BatchInterface {
    try #require(
      Fixture.teacher(server.kind.rawValue, at: server.baseURL, clock: clock).batches)
  }

  private static func server(
    _ kind: Kind, _ change: (inout BatchServer.Script) -> Void = { _ in }
  ) throws -> BatchServer {
    var script = BatchServer.Script()
    change(&script)
    return try BatchServer(kind, script) { _ in
      guard
        case .success(let body) = Result(catching: {
          try JSONReader.read(Fixture.answer(provider: kind.rawValue).body)
        })
      else { return .null }
      return body
    }
  }

  private static func key(_ number: Int) -> TranscriptKey {
    TranscriptKey(digest: ObjectID(of: .prompt, "question \(number)".utf8))
  }

  /// Entries for so many questions.
  private static func entries(_ interface: any BatchInterface, _ kind: Kind, _ count: Int) throws
    -> [[UInt8]]
  {
    let teacher = try Fixture.teacher(kind.rawValue, at: "http://127.0.0.1:1")
    return (0..<count).map { number in
      interface.entry(
        for: teacher.request(for: Fixture.prompt("What is pump \(number)?\r\n--x")), key(number))
    }
  }

  private static func parts(
    _ interface: any BatchInterface, _ id: String
  ) async throws -> [TranscriptKey: BatchPart.Outcome] {
    var parts: [TranscriptKey: BatchPart.Outcome] = [:]
    try await interface.forEachPart(of: id) { parts[$0.key] = $0.outcome }
    return parts
  }

  @Test("a batch is submitted, looked at and read, whatever the order", arguments: Kind.allCases)
  func whole(kind: Kind) async throws {
    let server = try Self.server(kind)
    let interface = try Self.interface(server)
    #expect(try await interface.newest() == nil)
    let id = try await interface.submit(
      try Self.entries(interface, kind, 300), label: "stemma-label")
    #expect(try await interface.newest() == id)
    #expect(server.batches.first?.keys == (0..<300).map { Self.key($0).description })
    let first = try await interface.condition(of: id)
    #expect(!first.isEnded && first.done == 150 && first.trouble == nil)
    #expect(try await interface.condition(of: id).isEnded)
    let parts = try await Self.parts(interface, id)
    #expect(parts.count == 300)
    for outcome in parts.values {
      guard case .ended(let exchange) = outcome else {
        Issue.record("\(outcome)")
        continue
      }
      #expect(exchange.answer == Answer(text: "Good."))
      #expect(exchange.usage == TokenUsage(prompt: 12, completion: 6))
      #expect(exchange.evidence["batch"] == .string(id) && exchange.evidence["id"] != nil)
      #expect(!exchange.raw.isEmpty && exchange.sendings == 1)
    }
    // The key goes to the service alone, in its header.
    let header = kind == .openAI ? "authorization" : "x-api-key"
    for request in server.requests {
      let carriers = request.headers.filter { $0.value.contains(Fixture.key) }.map(\.name)
      #expect(carriers == [header])
      #expect(!String(decoding: request.body, as: UTF8.self).contains(Fixture.key))
    }
  }

  private static func error(_ kind: Kind, _ type: String, _ code: String? = nil) -> JSONValue {
    var error: JSONObject = ["message": "It is so.", "type": .string(type)]
    error["code"] = code.map { .string($0) }
    return kind == .openAI
      ? ["error": .object(error)] : ["error": .object(error), "type": "error"]
  }

  /// What becomes of each of ten questions, and what that is read as.
  private static func fates(_ kind: Kind) -> [(fate: BatchServer.Fate, word: String)] {
    let isOpenAI = kind == .openAI
    return [
      (.answered, "answered"), (.expired, "again"), (.canceled, "canceled"), (.lost, "nothing"),
      (.error(status: 500, error(kind, isOpenAI ? "server_error" : "api_error")), "again"),
      (
        .error(status: 429, error(kind, isOpenAI ? "rate_limit_exceeded" : "overloaded_error")),
        "again"
      ),
      (
        .error(
          status: isOpenAI ? 429 : 402,
          error(kind, isOpenAI ? "insufficient_quota" : "billing_error")), "no credit"
      ),
      (.error(status: 400, error(kind, "invalid_request_error")), "rejected"),
      (.error(status: 401, error(kind, "authentication_error", "invalid_api_key")), "final"),
      (
        .error(
          status: isOpenAI ? 400 : 413,
          error(
            kind, isOpenAI ? "invalid_request_error" : "request_too_large",
            isOpenAI ? "context_length_exceeded" : nil)), "failed"
      ),
    ]
  }

  private static func word(_ outcome: BatchPart.Outcome?) -> String {
    switch outcome {
    case .ended(let exchange): exchange.answer == nil ? "failed" : "answered"
    case .rejected: "rejected"
    case .again: "again"
    case .canceled: "canceled"
    case .stopped(.noCredit): "no credit"
    case .stopped(.final): "final"
    case .stopped: "stopped"
    case nil: "nothing"
    }
  }

  @Test("each way of not being answered is told from the others", arguments: Kind.allCases)
  func parts(kind: Kind) async throws {
    let fates = Self.fates(kind)
    let order = Dictionary(
      uniqueKeysWithValues: fates.indices.map { (Self.key($0).description, $0) })
    let server = try Self.server(kind) { script in
      script.looks = 1
      script.fate = { key, _, _ in Self.fates(kind)[order[key] ?? 0].fate }
    }
    let interface = try Self.interface(server)
    let id = try await interface.submit(
      try Self.entries(interface, kind, fates.count), label: "stemma-label")
    #expect(try await interface.condition(of: id).isEnded)
    let parts = try await Self.parts(interface, id)
    for (number, expected) in fates.enumerated() {
      #expect(Self.word(parts[Self.key(number)]) == expected.word, "\(number)")
    }
  }

  @Test(
    "a batch that may have been submitted is unsure, and is found where it was",
    arguments: Kind.allCases, [false, true])
  func unsure(kind: Kind, isDone: Bool) async throws {
    let server = try Self.server(kind) { script in
      script.fault = { _, request in
        guard request.method == "POST", request.target.hasSuffix("batches") else { return nil }
        return String(decoding: request.body, as: UTF8.self).contains("stemma-2")
          || request.body.count > 2_000 ? (isDone ? .after(.reset) : .before(.reset)) : nil
      }
    }
    let interface = try Self.interface(server)
    let first = try await interface.submit(
      try Self.entries(interface, kind, 2), label: "stemma-1")
    let newest = try await interface.newest()
    #expect(newest == first)
    do {
      _ = try await interface.submit(try Self.entries(interface, kind, 40), label: "stemma-2")
      Issue.record("it should not be known")
    } catch BatchTrouble.unsure {
      #expect(server.batches.count == (isDone ? 2 : 1))
    }
    let found = try await interface.find(label: "stemma-2", count: 40, after: newest)
    #expect(found == (isDone ? ["batch_1"] : []))
    #expect(try await interface.find(label: "stemma-1", count: 2, after: first).isEmpty)
    #expect(try await interface.find(label: "stemma-1", count: 2, after: nil) == [first])
  }

  @Test(
    "what may be repeated is, and a file that breaks off is read again",
    arguments: Kind.allCases)
  func repeated(kind: Kind) async throws {
    let broken = BatchServer.Fault.after(.bytes([]))
    let server = try Self.server(kind) { script in
      script.looks = 1
      script.fault = { number, request in
        let isSubmission = request.method == "POST" && request.target.hasSuffix("batches")
        return !isSubmission && number % 2 == 0 ? broken : nil
      }
    }
    let clock = FakeClock()
    let interface = try Self.interface(server, clock: clock)
    let id = try await interface.submit(
      try Self.entries(interface, kind, 5), label: "stemma-label")
    #expect(try await interface.condition(of: id).isEnded)
    #expect(try await Self.parts(interface, id).count == 5)
    #expect(!clock.sleeps.isEmpty && server.batches.count == 1)
  }

  @Test("a service that is closed, or asks for money, says so", arguments: Kind.allCases)
  func closed(kind: Kind) async throws {
    let answers: [(status: Int, body: JSONValue, word: String)] = [
      (401, Self.error(kind, "authentication_error"), "final"),
      (
        kind == .openAI ? 429 : 402,
        Self.error(kind, kind == .openAI ? "insufficient_quota" : "billing_error"), "no credit"
      ),
      (400, Self.error(kind, "invalid_request_error"), "final"),
      (503, Self.error(kind, "api_error"), "later"),
    ]
    for (status, body, word) in answers {
      let response = FaultServer.Response(status, CanonicalJSON.bytes(body))
      let server = try Self.server(kind) { $0.fault = { _, _ in .before(.response(response)) } }
      do {
        _ = try await Self.interface(server).newest()
        Issue.record("\(status)")
      } catch let trouble as BatchTrouble {
        let found =
          switch trouble {
          case .noCredit: "no credit"
          case .later: "later"
          case .final: "final"
          case .unsure: "unsure"
          }
        #expect(found == word, "\(status)")
        #expect(server.requests.count == (word == "later" ? Backoff.sendings : 1))
      }
    }
  }

  @Test(
    "a batch that is not begun with says why",
    arguments: [
      ("token_limit_exceeded", "later"), ("billing_hard_limit_reached", "no credit"),
      ("invalid_json_line", "final"),
    ])
  func refused(code: String, word: String) async throws {
    let server = try Self.server(.openAI) { $0.flaw = { _ in code } }
    let interface = try Self.interface(server)
    let id = try await interface.submit(
      try Self.entries(interface, .openAI, 2), label: "stemma-label")
    let condition = try await interface.condition(of: id)
    #expect(condition.isEnded)
    let found = Self.word(condition.trouble.map { .stopped($0) })
    #expect(found == (word == "later" ? "stopped" : word))
    #expect(try await Self.parts(interface, id).isEmpty)
  }

  @Test(
    "a batch that is not there at once is waited for; where it never is, its place is in doubt",
    arguments: Kind.allCases)
  func missing(kind: Kind) async throws {
    let gone = BatchServer.Fault.before(
      .response(FaultServer.Response(404, CanonicalJSON.bytes(Self.error(kind, "not_found_error"))))
    )
    let server = try Self.server(kind) { script in
      script.looks = 1
      script.fault = { number, request in
        request.method == "GET" && request.target.contains("batch_0") && number < 5 ? gone : nil
      }
    }
    let clock = FakeClock()
    let interface = try Self.interface(server, clock: clock)
    let id = try await interface.submit(
      try Self.entries(interface, kind, 3), label: "stemma-label")
    #expect(try await interface.condition(of: id).isEnded && !clock.sleeps.isEmpty)
    do {
      _ = try await interface.condition(of: "batch_7")
      Issue.record("there is none")
    } catch BatchTrouble.final(let reason, let next) {
      #expect(reason.contains("not where it was submitted") && reason.contains("404"))
      #expect(next.contains("`base_url`") && next.contains("--fresh"))
    }
  }

  @Test(
    "results that the service keeps no longer are none, once they were asked for six times",
    arguments: Kind.allCases)
  func forgotten(kind: Kind) async throws {
    let server = try Self.server(kind) { script in
      script.looks = 1
      script.fault = { _, request in
        let isResult = request.target.hasSuffix("/content") || request.target.hasSuffix("/results")
        return isResult ? .before(.response(FaultServer.Response(404, "{}"))) : nil
      }
    }
    let interface = try Self.interface(server)
    let id = try await interface.submit(
      try Self.entries(interface, kind, 3), label: "stemma-label")
    #expect(try await interface.condition(of: id).isEnded)
    let before = server.requests.count
    #expect(try await Self.parts(interface, id).isEmpty)
    #expect(
      server.requests.count - before == Backoff.sendings + (kind == .openAI ? 1 : 0))
  }

  /// A service that says what it is told to, by method and target.
  private static func said(
    _ answer: @escaping @Sendable (_ method: String, _ target: String) -> JSONValue
  ) throws -> (FaultServer, any BatchInterface) {
    let server = try FaultServer { _, request in
      .response(.init(200, CanonicalJSON.bytes(answer(request.method, request.target))))
    }
    let interface = try #require(
      Fixture.teacher("openai", at: server.url, clock: FakeClock()).batches)
    return (server, interface)
  }

  @Test("answers whose file is not named yet are waited for, and not asked for again")
  func unnamed() async throws {
    let (server, interface) = try Self.said { _, _ in
      [
        "error_file_id": "file-1", "id": "b", "output_file_id": .null,
        "request_counts": ["completed": 2, "failed": 1, "total": 3], "status": "completed",
      ]
    }
    defer { withExtendedLifetime(server) {} }
    do {
      try await interface.forEachPart(of: "b") { Issue.record("\($0)") }
      Issue.record("its answers are somewhere")
    } catch BatchTrouble.later(let reason) {
      #expect(reason.contains("b has answers"))
    }
  }

  @Test("a batch of any name is found again, and its name leads nowhere else")
  func names() async throws {
    for name in [
      "batches/a.b:c", "b?x=1&y=2", "../files/f", "\(String(repeating: "b", count: 200))",
    ] {
      let (server, interface) = try Self.said { method, _ in
        method == "POST" ? ["id": .string(name)] : ["id": .string(name), "status": "in_progress"]
      }
      let id = try await interface.submit(
        try Self.entries(interface, .openAI, 1), label: "stemma-label")
      #expect(id == name)
      #expect(try await interface.condition(of: id).isEnded == false)
      let target = try #require(server.requests.last?.target)
      #expect(target == "/batches/\(name.inPath())" && target.split(separator: "/").count == 2)
    }
    for name in ["", "..", "b\n", "\u{E4}", String(repeating: "b", count: 300)] {
      let (server, interface) = try Self.said { method, target in
        method == "POST" && target == "/files"
          ? ["id": "file-1"]
          : [
            "data": [["id": .string(name), "metadata": ["stemma": "stemma-label"]]],
            "id": .string(name),
          ]
      }
      defer { withExtendedLifetime(server) {} }
      do {
        _ = try await interface.submit(
          try Self.entries(interface, .openAI, 1), label: "stemma-label")
        Issue.record("\(name) is no name")
      } catch BatchTrouble.unsure {}
      // It is not said that there is none: then it would be submitted again.
      do {
        _ = try await interface.find(label: "stemma-label", count: 1, after: nil)
        Issue.record("\(name) is no name")
      } catch BatchTrouble.later {}
    }
  }
}
