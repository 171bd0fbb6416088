import StemmaRecord
import Testing

@testable import StemmaTeacher

@Suite("What is sent")
struct RequestTests {
  private let sampling = Sampling(
    seed: 7, temperature: Millionths("0.7"), topP: Millionths("0.95"), maxTokens: 256)

  private func body(
    _ provider: String, _ prompt: Prompt, _ change: (inout TeacherChoice) -> Void = { _ in }
  ) throws -> JSONObject {
    try Fixture.teacher(provider, at: "http://127.0.0.1:1", change).request(for: prompt).body
  }

  @Test(
    "what the manifest leaves unset is not sent",
    arguments: [
      ("openai", #"{"messages":[{"content":"u","role":"user"}],"model":"m"}"#),
      ("anthropic", #"{"max_tokens":4096,"messages":[{"content":"u","role":"user"}],"model":"m"}"#),
      ("gemini", #"{"contents":[{"parts":[{"text":"u"}],"role":"user"}]}"#),
      ("ollama", #"{"messages":[{"content":"u","role":"user"}],"model":"m","stream":false}"#),
    ])
  func leftOut(provider: String, expected: String) throws {
    let body = try body(provider, Fixture.prompt("u", system: nil))
    #expect(CanonicalJSON.text(.object(body)) == expected)
  }

  @Test("OpenAI's body holds everything that is set, decimals as they were written")
  func openAI() throws {
    let body = try body("openai", Fixture.prompt(sampling: sampling, schema: Fixture.schema))
    #expect(body["temperature"] == .number(0.7))
    #expect(CanonicalJSON.text(.object(body)).contains(#""temperature":0.7,"top_p":0.95"#))
    #expect(body["max_completion_tokens"] == 256)
    #expect(body["max_tokens"] == nil)
    #expect(body["messages"]?.array?.map { $0["role"]?.string } == ["system", "user"])
    #expect(body["response_format"]?["json_schema"]?["schema"] == Fixture.schema)
    #expect(body["response_format"]?["json_schema"]?["name"] == "qa")
  }

  @Test("each provider has its own name for the limit, unless the manifest has another")
  func limits() throws {
    let prompt = Fixture.prompt(sampling: Sampling(maxTokens: 9))
    for provider in ["vllm-server", "hf", "hf-router", "anthropic"] {
      #expect(try body(provider, prompt)["max_tokens"] == 9)
    }
    #expect(try body("gemini", prompt)["generationConfig"] == ["maxOutputTokens": 9])
    #expect(try body("ollama", prompt)["options"] == ["num_predict": 9])
    #expect(try body("openai", prompt) { $0.maxTokensField = "max_tokens" }["max_tokens"] == 9)
  }

  @Test("Anthropic's body has the system beside the turns, and never a seed")
  func anthropic() throws {
    let body = try body("anthropic", Fixture.prompt(sampling: sampling, schema: Fixture.schema))
    #expect(body["system"] == "Be brief.")
    #expect(body["messages"]?.array?.count == 1)
    #expect(body["seed"] == nil)
    #expect(body["output_config"]?["format"]?["schema"] == Fixture.schema)
  }

  @Test("Gemini's body has its sampling in generationConfig")
  func gemini() throws {
    let body = try body("gemini", Fixture.prompt(sampling: sampling, schema: Fixture.schema))
    #expect(body["systemInstruction"]?["parts"] == [["text": "Be brief."]])
    let generation = try #require(body["generationConfig"])
    #expect(generation["topP"] == .number(0.95))
    #expect(generation["responseMimeType"] == "application/json")
    #expect(generation["responseJsonSchema"] == Fixture.schema)
    #expect(generation["seed"] == Fixture.prompt(sampling: sampling).sentSeed)
  }

  @Test("Ollama's body has its sampling in options, and the schema as format")
  func ollama() throws {
    let body = try body("ollama", Fixture.prompt(sampling: sampling, schema: Fixture.schema))
    #expect(body["format"] == Fixture.schema)
    #expect(body["options"]?["top_p"] == .number(0.95))
    #expect(body["stream"] == false)
  }

  @Test("a server that takes no schema is sent none")
  func noSchema() throws {
    #expect(try body("hf", Fixture.prompt(schema: Fixture.schema))["response_format"] == nil)
  }

  @Test("each slot, candidate and attempt has its own seed of 31 bits, the same each time")
  func seeds() throws {
    var seen: Set<Int> = []
    for slot in 0..<20 {
      for candidate in 0..<3 {
        for attempt in 0..<3 {
          func seed() throws -> Int {
            let prompt = Fixture.prompt(
              sampling: Sampling(seed: .max), slot: slot, candidate: candidate, attempt: attempt)
            return try #require(prompt.sentSeed?.integer)
          }
          let value = try seed()
          #expect(try value == seed())
          #expect((0..<1 << 31).contains(value))
          seen.insert(value)
        }
      }
    }
    #expect(seen.count == 180)
    #expect(Fixture.prompt(sampling: Sampling(temperature: Millionths("1"))).sentSeed == nil)
  }

  @Test("what a manifest adds is merged in, and replaces neither model nor messages")
  func extra() throws {
    let body = try body("ollama", Fixture.prompt(sampling: sampling)) {
      $0.extraBody = ["options": ["num_ctx": 4096, "top_p": .number(0.5)], "keep_alive": 0]
    }
    #expect(body["options"]?["num_ctx"] == 4096)
    #expect(body["options"]?["top_p"] == .number(0.5))
    #expect(body["options"]?["temperature"] == .number(0.7))
    #expect(body["keep_alive"] == 0)
    for (provider, member) in [
      ("openai", "model"), ("openai", "messages"), ("anthropic", "system"), ("gemini", "contents"),
      ("ollama", "stream"),
    ] {
      #expect(throws: TeacherError.memberForbidden(member)) {
        try Fixture.teacher(provider, at: "http://127.0.0.1:1") { $0.extraBody[member] = "x" }
      }
    }
  }

  @Test(
    "decimals are sent with the digits they were given",
    arguments: ["0", "1", "0.7", "0.000001", "1.999999", "0.95", "2"])
  func decimals(text: String) throws {
    let value = try #require(Millionths(text))
    #expect(CanonicalJSON.text(value.json) == text)
  }

  @Test("a gateway's path is kept, and its version is not said twice")
  func paths() throws {
    func url(_ provider: String, _ base: String, _ path: String) throws -> String {
      try Service(
        TeacherChoice(provider: provider, model: "m", baseURL: base), settings: { _ in },
        environment: [:]
      ).url(path)
    }
    #expect(
      try url("anthropic", "http://h/v1", "/v1/messages") == "http://h/v1/messages")
    #expect(try url("anthropic", "http://h/a", "/v1/messages") == "http://h/a/v1/messages")
    #expect(GeminiDialect().path(model: "a b?") == "/v1beta/models/a%20b%3f:generateContent")
  }
}
