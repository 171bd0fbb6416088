import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaTeacher

@Suite("What errors mean")
struct ErrorTests {
  private typealias Response = FaultServer.Response
  private let good = FaultServer.Step.response(Fixture.answer())

  @Test(
    "a wait that is asked for is kept, and up to a tenth more",
    arguments: [
      ([("Retry-After", "7")], "{}", 7), ([("retry-after-ms", "1500")], "{}", 1.5),
      (
        [
          ("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
          ("Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT"),
        ], "{}", 30
      ),
      (
        [],
        #"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"37s"}]}}"#,
        37
      ),
    ] as [([(String, String)], String, Double)])
  func waits(headers: [(String, String)], body: String, seconds: Double) async throws {
    let provider = body == "{}" ? "openai" : "gemini"
    let server = try FaultServer(
      .response(Response(429, body, headers: headers.map { (name: $0.0, value: $0.1) })),
      .response(Fixture.answer(provider: provider)))
    let clock = FakeClock()
    let exchange = try await Fixture.teacher(provider, at: server.url, clock: clock).ask()
    #expect(exchange.answer != nil)
    #expect(clock.now >= .seconds(seconds) && clock.now <= .seconds(seconds * 1.2))
  }

  @Test(
    "what no wait mends stops the run at once",
    arguments: [
      (
        "openai", 429,
        #"{"error":{"message":"You exceeded your quota","type":"insufficient_quota","code":"insufficient_quota"}}"#
      ),
      ("anthropic", 402, #"{"type":"error","error":{"type":"billing_error","message":"pay"}}"#),
      (
        "anthropic", 400,
        #"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the API."}}"#
      ),
      (
        "gemini", 429,
        #"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"m","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]}]}}"#
      ),
    ])
  func spent(provider: String, status: Int, body: String) async throws {
    let server = try FaultServer(.response(Response(status, body)))
    let exchange = try await Fixture.teacher(provider, at: server.url).ask()
    #expect(exchange.exhaustion != nil)
    #expect(exchange.sendings == 1)
  }

  @Test("nobody waits longer than two minutes")
  func longWait() async throws {
    let server = try FaultServer(
      .response(Response(429, "{}", headers: [("Retry-After", "3600")])))
    let exchange = try await Fixture.teacher(at: server.url).ask()
    #expect(exchange.exhaustion?.contains("3600 s") == true)
    #expect(exchange.sendings == 1)
  }

  @Test(
    "a closed door is final, and says which key opens it",
    arguments: [
      ("openai", 401, "{}", "OPENAI_API_KEY"), ("anthropic", 401, "{}", "ANTHROPIC_API_KEY"),
      (
        "gemini", 400,
        #"{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"API key not valid.","details":[{"@type":"x","reason":"API_KEY_INVALID"}]}}"#,
        "GEMINI_API_KEY"
      ),
      ("openai", 403, "{}", "may use this model"), ("openai", 404, "{}", "model's name"),
      ("ollama", 404, #"{"error":"model 'm' not found"}"#, "Pull the model"),
    ])
  func closed(provider: String, status: Int, body: String, step: String) async throws {
    let server = try FaultServer(.response(Response(status, body)))
    let exchange = try await Fixture.teacher(provider, at: server.url).ask()
    #expect(exchange.finality?.nextStep.contains(step) == true)
    #expect(exchange.sendings == 1)
  }

  @Test(
    "a parameter that a model does not take is named as the manifest names it",
    arguments: [
      (
        "openai",
        #"{"error":{"message":"Unsupported value","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}"#,
        "`sampling.temperature`"
      ),
      (
        "openai",
        #"{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","param":"max_tokens"}}"#,
        "`teacher.max_tokens_field`"
      ),
      (
        "openai", #"{"error":{"message":"bad","param":"reasoning_effort"}}"#,
        "`teacher.extra_body.reasoning_effort`"
      ),
      ("openai", #"{"error":{"message":"bad","param":"response_format"}}"#, "JSON Schema"),
      (
        "anthropic",
        #"{"type":"error","error":{"type":"invalid_request_error","message":"`temperature` and `top_p` cannot both be specified for this model."}}"#,
        "`sampling.temperature` or `sampling.top_p`"
      ),
      (
        "gemini",
        #"{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"Unknown name \"seed\" at 'generation_config'"}}"#,
        "`sampling.seed`"
      ),
    ])
  func parameters(provider: String, body: String, step: String) async throws {
    let server = try FaultServer(.response(Response(400, body)))
    let exchange = try await Fixture.teacher(provider, at: server.url) {
      $0.extraBody = ["reasoning_effort": "low"]
    }.ask()
    #expect(exchange.finality?.nextStep.contains(step) == true, "\(exchange.result)")
  }

  @Test("a request that is not liked is final on the first answers, and later this prompt's own")
  func rejected() async throws {
    let bad = FaultServer.Step.response(Response(422, #"{"detail":"not this one"}"#))
    let server = try FaultServer(bad, good, bad)
    let teacher = try Fixture.teacher(at: server.url)
    #expect(try await teacher.ask().finality?.reason.contains("not this one") == true)
    #expect(try await teacher.ask().answer != nil)
    #expect(try await teacher.ask().failure?.contains("not this one") == true)
  }

  @Test("a prompt that is too long is its own failure, even on the first answers")
  func tooLong() async throws {
    let server = try FaultServer(
      .response(
        Response(400, #"{"error":{"message":"too long","code":"context_length_exceeded"}}"#)))
    #expect(try await Fixture.teacher(at: server.url).ask().failure?.contains("too long") == true)
  }

  @Test("a filter that stops a prompt is a refusal")
  func filtered() async throws {
    let server = try FaultServer(
      .response(Response(400, #"{"error":{"message":"no","code":"content_filter"}}"#)))
    #expect(try await Fixture.teacher(at: server.url).ask().answer?.finishReason == .refusal)
  }

  @Test("a server's words are shown on one line and not obeyed")
  func words() async throws {
    let message = "a\\u001b[31m\\nb " + String(repeating: "long ", count: 200)
    let server = try FaultServer(.response(Response(403, #"{"error":{"message":"\#(message)"}}"#)))
    let reason = try #require(try await Fixture.teacher(at: server.url).ask().finality?.reason)
    #expect(!reason.unicodeScalars.contains { $0.value < 0x20 })
    #expect(reason.unicodeScalars.count < 400)
  }

  @Test(
    "a key that a server sends back is seen nowhere", arguments: [200, 400, 401, 403, 429, 500])
  func echo(status: Int) async throws {
    let escaped = Fixture.key.replacing("-", with: "\\u002d")
    for shown in [Fixture.key, escaped] {
      let body =
        status == 200
        ? #"{"choices":[{"message":{"content":"your key is \#(shown)"}}],"id":"\#(shown)"}"#
        : #"{"error":{"message":"bad key \#(shown)","param":"\#(shown)"}}"#
      let server = try FaultServer { _, request in
        .response(
          Response(status, body, headers: [("x-request-id", request.header("authorization") ?? "")])
        )
      }
      let exchange = try await Fixture.teacher(at: server.url).ask()
      let everything = """
        \(exchange) \(String(decoding: exchange.raw, as: UTF8.self)) \
        \(CanonicalJSON.text(.object(exchange.evidence)))
        """
      #expect(!everything.contains(Fixture.key) && !everything.contains(escaped))
      #expect(everything.contains("[key]"))
    }
  }

  @Test("a key that the JSON in an answer's text hides is found, however it is written")
  func hidden() async throws {
    func escaped(_ text: String, _ isEscaped: (Int) -> Bool = { _ in true }) -> String {
      text.utf8.enumerated().map { place, byte in
        isEscaped(place) ? "\\u00" + Hexadecimal.encode([byte]) : String(Unicode.Scalar(byte))
      }.joined()
    }
    let some = escaped(Fixture.key) { $0 % 3 == 1 }
    let ways = [
      some, escaped(Fixture.key), escaped(Fixture.key).uppercased().replacing("\\U", with: "\\u"),
      escaped(some) { place in some.utf8.dropFirst(place).first == UInt8(ascii: "\\") },
      escaped(escaped(Fixture.key)),
    ]
    for way in ways {
      let text = #"{"pairs":[{"question":"Is it \#(way)?","answer":"\n\u00e4 \#(way)\\"}]}"#
      let server = try FaultServer(.response(Fixture.answer(text)))
      let exchange = try await Fixture.teacher(at: server.url).ask()
      for said in [exchange.answer?.text ?? "", String(decoding: exchange.raw, as: UTF8.self)] {
        var level = UnescapedBytes(Array(said.utf8))
        repeat {
          #expect(level.bytes.firstRange(of: Array(Fixture.key.utf8)) == nil, "\(way): \(said)")
        } while level.unescape()
      }
      let answer = try JSONReader.read(exchange.answer?.text.utf8 ?? "".utf8)
      #expect(answer["pairs"]?.array?[0]["question"] == "Is it [key]?")
      #expect(answer["pairs"]?.array?[0]["answer"] == "\n\u{E4} [key]\\")
    }
    let parts = try FaultServer(
      .response(
        Response(
          200,
          #"{"choices":[{"message":{"content":[{"type":"text","text":"\#(Fixture.key.prefix(9))"},"#
            + #"{"type":"text","text":"\#(Fixture.key.dropFirst(9))"}]}}]}"#)))
    #expect(try await Fixture.teacher(at: parts.url).ask().answer?.text == "[key]")
  }
}
