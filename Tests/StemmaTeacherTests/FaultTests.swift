import Glibc
import StemmaRecord
import StemmaTesting
import Synchronization
import Testing

@testable import StemmaTeacher

@Suite("When it goes wrong")
struct FaultTests {
  private typealias Response = FaultServer.Response
  private let good = FaultServer.Step.response(Fixture.answer())

  @Test("a good answer is one sending, with usage, evidence and the body as it came")
  func good() async throws {
    let server = try FaultServer(good)
    let exchange = try await Fixture.teacher(at: server.url).ask()
    #expect(exchange.answer == Answer(text: "Good."))
    #expect(exchange.usage == TokenUsage(prompt: 12, completion: 6))
    #expect(exchange.evidence == ["id": "c1", "model": "m-1", "system_fingerprint": "fp"])
    #expect(exchange.raw == Fixture.answer().body)
    #expect(exchange.sendings == 1)
    let request = try #require(server.requests.first)
    #expect(request.target == "/chat/completions")
    #expect(request.header("authorization") == "Bearer \(Fixture.key)")
    #expect(request.header("content-length") == String(request.body.count))
  }

  @Test(
    "every provider is asked where and as it wants to be",
    arguments: [
      ("openai", "/chat/completions", "authorization"),
      ("anthropic", "/v1/messages", "x-api-key"),
      ("gemini", "/v1beta/models/m:generateContent", "x-goog-api-key"),
      ("ollama", "/api/chat", nil), ("vllm-server", "/chat/completions", "authorization"),
      ("hf", "/chat/completions", nil), ("hf-router", "/chat/completions", "authorization"),
    ] as [(String, String, String?)])
  func providers(provider: String, target: String, keyHeader: String?) async throws {
    let server = try FaultServer(.response(Fixture.answer(provider: provider)))
    let exchange = try await Fixture.teacher(provider, at: server.url).ask()
    #expect(exchange.answer?.text == "Good.")
    let request = try #require(server.requests.first)
    #expect(request.target == target)
    let carriers = request.headers.filter { $0.value.contains(Fixture.key) }.map(\.name)
    #expect(carriers == [keyHeader].compactMap(\.self))
  }

  @Test("what breaks off or comes too late is asked again", arguments: 0..<6)
  func again(fault: Int) async throws {
    let steps: [FaultServer.Step] = [
      .reset, .half(Fixture.answer(), bytes: 20), .silence,
      .drip(Fixture.answer(), pauseMilliseconds: 40), .bytes(Array("nonsense\r\n\r\n".utf8)),
      .bytes([]),
    ]
    let server = try FaultServer(steps[fault], good)
    let clock = FakeClock()
    let isSlow = fault == 2 || fault == 3
    let exchange = try await Fixture.teacher(
      at: server.url, timeout: isSlow ? .seconds(2) : .seconds(600), clock: clock
    ).ask()
    #expect(exchange.answer?.text == "Good.")
    // A busy machine may be too slow for the good answer as well.
    #expect(isSlow ? exchange.sendings >= 2 : exchange.sendings == 2)
    #expect(clock.sleeps.count == exchange.sendings - 1)
  }

  @Test("a burst of trouble is sat out", arguments: [408, 409, 429, 500, 502, 503, 529])
  func bursts(status: Int) async throws {
    let trouble = FaultServer.Step.response(Response(status, #"{"error":{"message":"busy"}}"#))
    let server = try FaultServer(trouble, trouble, trouble, good)
    let clock = FakeClock()
    let exchange = try await Fixture.teacher(at: server.url, clock: clock).ask()
    #expect(exchange.answer?.text == "Good.")
    #expect(exchange.sendings == 4)
    let sleeps = clock.sleeps
    #expect(sleeps.count == 3)
    for (sleep, most) in zip(sleeps, [0.5, 1, 2]) {
      #expect(sleep <= .seconds(most) && sleep >= .seconds(most / 2))
    }
  }

  @Test("trouble without end stops the run after six sendings", arguments: [429, 503, 500])
  func endless(status: Int) async throws {
    let server = try FaultServer(.response(Response(status, #"{"error":{"message":"busy"}}"#)))
    let exchange = try await Fixture.teacher(at: server.url).ask()
    #expect(exchange.exhaustion?.contains("\(status): busy") == true)
    #expect(exchange.sendings == 6)
    #expect(server.requests.count == 6)
  }

  @Test("a prompt that alone meets with errors has failed; the others go on")
  func poison() async throws {
    let server = try FaultServer { _, request in
      String(decoding: request.body, as: UTF8.self).contains("poison")
        ? .response(Response(500, "{}")) : .response(Fixture.answer())
    }
    // While it waits, another prompt of the same teacher is answered.
    let others = Mutex<(any LiveTeacher)?>(nil)
    let teacher = try Teachers.make(
      TeacherChoice(provider: "openai", model: "m", baseURL: server.url), environment: [:], seed: 1,
      timing: Timing(
        now: { .zero },
        sleep: { _ in _ = try await others.withLock(\.self)?.ask() })
    ) { _ in }
    others.withLock { $0 = teacher }
    let exchange = try await teacher.ask(Fixture.prompt("poison"))
    #expect(exchange.failure?.contains("500") == true)
    #expect(exchange.sendings == 6)
  }

  @Test("the last prompt of all can be given up as well, a service that is down cannot")
  func last() async throws {
    let isDown = Atomic<Bool>(false)
    let server = try FaultServer { _, request in
      isDown.load(ordering: .relaxed)
        || String(decoding: request.body, as: UTF8.self).contains("poison")
        ? .response(Response(500, "{}")) : .response(Fixture.answer())
    }
    let teacher = try Fixture.teacher(at: server.url)
    // Before any answer it is the service.
    #expect(try await teacher.ask(Fixture.prompt("poison")).exhaustion != nil)
    #expect(try await teacher.ask().answer != nil)
    for place in 0..<12 {
      // Alone, or several side by side, with none besides.
      let some = try await together(place % Standing.limit + 1, Fixture.prompt("poison"), teacher)
      #expect(some.allSatisfy { $0.failure?.contains("500") == true && $0.sendings == 6 })
      #expect(try await teacher.ask().answer != nil)
    }
    isDown.store(true, ordering: .relaxed)
    // One after the other, few are taken for its own fault.
    for place in 1...Standing.limit + 3 {
      let exchange = try await teacher.ask()
      #expect((exchange.failure != nil) == (place <= Standing.limit), "\(place)")
      #expect((exchange.exhaustion != nil) == (place > Standing.limit), "\(place)")
    }
  }

  @Test("all of a wide round can be at fault, twice; the third time it is the service")
  func wide() async throws {
    let width = 100
    let server = try FaultServer { _, request in
      String(decoding: request.body, as: UTF8.self).contains("poison")
        ? .response(Response(500, "{}")) : .response(Fixture.answer())
    }
    let teacher = try Fixture.teacher(at: server.url)
    for _ in 0..<2 {
      #expect(try await teacher.ask().answer != nil)
      for _ in 0..<2 {
        let all = try await together(width, Fixture.prompt("poison"), teacher)
        #expect(all.allSatisfy { $0.failure?.contains("500") == true })
      }
    }
    let all = try await together(width, Fixture.prompt("poison"), teacher)
    #expect(all.allSatisfy { $0.exhaustion != nil })
  }

  private func together(
    _ count: Int, _ prompt: Prompt, _ teacher: any LiveTeacher
  ) async throws -> [Exchange] {
    try await withThrowingTaskGroup { group in
      for _ in 0..<count { group.addTask { try await teacher.ask(prompt) } }
      var exchanges: [Exchange] = []
      for try await exchange in group { exchanges.append(exchange) }
      return exchanges
    }
  }

  @Test(
    "who is not liked before anything was answered waits for those that are asked beside it",
    arguments: [true, false])
  func disliked(othersAreLiked: Bool) async throws {
    let isDone = Atomic<Bool>(false)
    let server = try FaultServer { _, request in
      let isFirst = String(decoding: request.body, as: UTF8.self).contains("first")
      // The others answer when the first is long back.
      while !isFirst, !isDone.load(ordering: .relaxed) { usleep(1_000) }
      defer { isDone.store(true, ordering: .relaxed) }
      return isFirst || !othersAreLiked
        ? .response(Response(400, #"{"error":{"message":"no"}}"#)) : .response(Fixture.answer())
    }
    let teacher = try Fixture.teacher(at: server.url)
    let results = await withTaskGroup(of: (Bool, Exchange.Result?).self) { group in
      for prompt in ["first", "second", "third"] {
        group.addTask { (prompt == "first", try? await teacher.ask(Fixture.prompt(prompt)).result) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    for (isFirst, result) in results {
      switch try #require(result) {
      case .failed: #expect(isFirst && othersAreLiked)
      case .answered: #expect(!isFirst && othersAreLiked)
      case .final: #expect(!othersAreLiked)
      case .exhausted: Issue.record("nothing is exhausted")
      }
    }
    #expect(server.requests.count == 3)
  }

  @Test("nobody there is final before the first answer, and says so")
  func absent() async throws {
    let port = try FaultServer(good).port
    let exchange = try await Fixture.teacher(at: "http://127.0.0.1:\(port)").ask()
    let final = try #require(exchange.finality)
    #expect(final.reason.contains("http://127.0.0.1:\(port) cannot be reached"))
    #expect(final.nextStep.contains("teacher.base_url"))
    #expect(exchange.sendings == 6)
  }

  @Test(
    "what answers but is no such service is final, with its kind of content",
    arguments: [
      Response(200, "<html>Welcome to the hotel</html>", headers: [("Content-Type", "text/html")]),
      Response(200, [0x7B, 0x22, 0xFF, 0x22, 0x7D]), Response(200, "{}"), Response(200, ""),
      Response(200, #"{"choices":[]}"#),
    ])
  func foreign(response: FaultServer.Response) async throws {
    let server = try FaultServer(.response(response))
    let exchange = try await Fixture.teacher(at: server.url).ask()
    let final = try #require(exchange.finality)
    #expect(final.reason.contains("not as openai does"))
    #expect(exchange.raw == response.body)
    #expect(exchange.sendings == 6)
  }

  @Test(
    "an error that comes as a success is an error",
    arguments: [
      (#"{"error":{"message":"slow down","code":429}}"#, true),
      (#"{"error":{"message":"upstream","type":"server_error"}}"#, true),
      (#"{"error":{"message":"no key","type":"authentication_error"}}"#, false),
    ])
  func disguised(body: String, passes: Bool) async throws {
    let server = try FaultServer(.response(Response(200, body)), good)
    let exchange = try await Fixture.teacher(at: server.url).ask()
    #expect((exchange.answer != nil) == passes)
    #expect((exchange.finality != nil) == !passes)
  }

  @Test(
    "an answer is not lost over a number of the service's own",
    arguments: ["18446744073709551615", "-1e999", "NaN"])
  func largeNumbers(number: String) async throws {
    let server = try FaultServer(
      .response(
        Response(
          200, #"{"seed":\#(number),"choices":[{"message":{"content":"Good."}}]}"#)))
    #expect(try await Fixture.teacher(at: server.url).ask().answer?.text == "Good.")
  }

  @Test("ten megabytes are an answer, seventeen are none")
  func large() async throws {
    let text = String(repeating: "word ", count: 2_000_000)
    let server = try FaultServer(
      .response(Fixture.answer(text)),
      .response(Response(200, [UInt8](repeating: 0x20, count: 17 << 20))))
    let teacher = try Fixture.teacher(at: server.url)
    #expect(try await teacher.ask().answer?.text == text)
    #expect(try await teacher.ask().failure?.contains("16 MiB") == true)
  }

  @Test("compressed answers are unpacked, and bombs are not")
  func compressed() async throws {
    let world = try Workspace()
    func packed(_ bytes: [UInt8]) throws -> [UInt8] {
      try world.write("body", bytes)
      _ = try Program("gzip").run(["-f", "body"], in: world.folder)
      return try world.read("body.gz")
    }
    let small = try packed(Fixture.answer().body)
    let bomb = try packed([UInt8](repeating: 0x20, count: 40 << 20))
    #expect(bomb.count < 1 << 20)
    let headers = [(name: "Content-Encoding", value: "gzip")]
    let server = try FaultServer(
      .response(Response(200, small, headers: headers)),
      .response(Response(200, bomb, headers: headers)))
    let teacher = try Fixture.teacher(at: server.url)
    #expect(try await teacher.ask().answer?.text == "Good.")
    #expect(try await teacher.ask().failure?.contains("16 MiB") == true)
  }

  @Test("nobody is followed to another address", arguments: [301, 302, 303, 307, 308])
  func redirects(status: Int) async throws {
    let other = try FaultServer(good)
    let server = try FaultServer { _, _ in
      .response(
        Response(status, "", headers: [("Location", "\(other.url)/v1/chat?token=secret")]))
    }
    let exchange = try await Fixture.teacher(at: server.url).ask()
    let final = try #require(exchange.finality)
    #expect(final.reason.contains(other.url) && !final.reason.contains("secret"))
    #expect(other.requests.isEmpty && server.requests.count == 1)
  }

  @Test("an endless chain of redirects is one request")
  func redirectLoop() async throws {
    let server = try FaultServer(
      .response(Response(307, "", headers: [("Location", "/chat/completions")])))
    let exchange = try await Fixture.teacher(at: server.url).ask()
    #expect(exchange.finality != nil)
    #expect(server.requests.count == 1)
  }

  @Test("many requests at once share their connections")
  func sharing() async throws {
    let server = try FaultServer(good)
    let teacher = try Fixture.teacher(at: server.url)
    for _ in 0..<20 { _ = try await teacher.ask() }
    // An answer may be read before the client has noted that its request is sent, and a connection is
    // idle only after both: whoever asks in between has a second one made. For a third, one of them would
    // have to be late for the whole of a question on the other.
    #expect(server.connections < 4)
    let answered = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<64 {
        group.addTask { try await teacher.ask(Fixture.prompt("\(number)")).answer != nil }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(answered == 64)
    #expect(server.connections <= 67)
  }

  @Test("who is cancelled while nobody answers is told so")
  func cancelled() async throws {
    let server = try FaultServer(.silence)
    let teacher = try Fixture.teacher(at: server.url)
    let task = Task { try await teacher.ask() }
    while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
