import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaTeacher

@Suite("How probable texts are, asked of a server")
struct ScoringTests {
  private static let section = Section(
    input: "pumps.md", headingPath: [], text: "A pump moves fluids.", occurrence: 0, line: 1)

  private static func prompt(
    _ answer: String = "A pump moves fluids, it does.", asked: String = "What is a pump?"
  ) -> Prompt {
    Prompt(
      key: PromptKey(item: ItemKey(["item": "one"]), slots: 0..<1),
      messages: [Message(role: "user", content: "Question: \(asked)\nAnswer:")],
      sampling: Sampling(seed: 7, temperature: Millionths("0.5")), schema: nil,
      context: PromptContext(
        task: PromptContext.weighing, section: Self.section,
        strategy: PromptContext.weighing, domain: nil, constraints: []),
      continuations: [" \(answer)", " I don't know."])
  }

  private static func teacher(
    _ form: ScoringForm?, at url: String, extra: JSONObject = JSONObject()
  ) throws -> any LiveTeacher {
    try Fixture.teacher(form == nil ? "vllm-server" : "openai", at: url) {
      $0.scoring = form
      $0.extraBody = extra
    }
  }

  private static func server(
    _ change: @escaping @Sendable (JSONValue) -> JSONValue = { $0 }
  ) throws -> FaultServer {
    try FaultServer { _, request in
      guard let answer = ScoringForms.answer(to: request) else {
        return .response(Fixture.answer())
      }
      return .response(.init(200, CanonicalJSON.bytes(change(answer))))
    }
  }

  @Test("each form has a body of its own, and nothing of sampling is in it")
  func bodies() throws {
    func body(_ form: ScoringForm?, _ extra: JSONObject = JSONObject()) throws -> String {
      let teacher = try Self.teacher(form, at: "http://127.0.0.1:1", extra: extra)
      let request = teacher.request(for: Self.prompt("B."))
      #expect(request.dialect == "completions")
      return CanonicalJSON.text(.object(request.body))
    }
    let prompts =
      #""prompt":["Question: What is a pump?\nAnswer:","Question: What is a pump?\nAnswer: B.","#
      + #""Question: What is a pump?\nAnswer: I don't know."]"#
    let vllm = #"{"max_tokens":1,"model":"m",\#(prompts),"prompt_logprobs":1}"#
    #expect(try body(nil) == vllm && body(.promptLogProbabilities) == vllm)
    #expect(
      try body(.echo) == #"{"echo":true,"logprobs":1,"max_tokens":0,"model":"m",\#(prompts)}"#)
    let extra: JSONObject = ["prompt": "x", "n": 5, "echo": false, "user": "u"]
    #expect(
      try body(.echo, extra).hasSuffix(#","user":"u"}"#) && body(.echo, extra).contains(prompts))
  }

  @Test(
    "the answer's tokens are added up, in both forms alike, and rounded once",
    arguments: [nil, ScoringForm.promptLogProbabilities, .echo])
  func sums(form: ScoringForm?) async throws {
    let server = try Self.server()
    for text in ["A pump moves fluids, it does.", "No", "Zwölf Pumpen — \u{1F4A7} — und mehr"] {
      let exchange = try await Self.teacher(form, at: server.url).ask(Self.prompt(text))
      let wanted = [" \(text)", " I don't know."].map { text in
        let sum = ScoringForms.tokens(text).reduce(0) { $0 + ScoringForms.value(of: $1) }
        return Int((sum * 1_000_000).rounded(.toNearestOrEven))
      }
      #expect(exchange.answer?.text == LogProbabilities(millionths: wanted)?.text)
      #expect(exchange.usage?.prompt == 40 && exchange.sendings == 1)
    }
    #expect(server.requests.allSatisfy { $0.target == "/completions" })
  }

  /// Changes every choice but the baseline's, or all.
  private static func choices(
    _ answer: JSONValue, _ change: (Int, inout JSONObject) -> Void
  ) -> JSONValue {
    var object = answer.object ?? JSONObject()
    object["choices"] = .array(
      (answer["choices"]?.array ?? []).enumerated().map { place, choice in
        var choice = choice.object ?? JSONObject()
        change(place, &choice)
        return .object(choice)
      })
    return .object(object)
  }

  /// Puts another list in place of a choice's tokens, in either form.
  private static func list(
    _ name: String, _ change: @escaping @Sendable ([JSONValue]) -> [JSONValue], of chosen: Int = 1
  ) -> @Sendable (JSONValue) -> JSONValue {
    { answer in
      choices(answer) { place, choice in
        guard place == chosen else { return }
        if name == "prompt_logprobs" {
          choice[name] = .array(change(choice[name]?.array ?? []))
        } else {
          var inner = choice["logprobs"]?.object ?? JSONObject()
          inner[name] = .array(change(inner[name]?.array ?? []))
          choice["logprobs"] = .object(inner)
        }
      }
    }
  }

  private typealias Change = @Sendable (JSONValue) -> JSONValue

  private static let attacks: [(name: String, form: ScoringForm, change: Change)] = {
    func replaced(_ value: JSONValue) -> @Sendable ([JSONValue]) -> [JSONValue] {
      { $0.dropLast() + [value] }
    }
    @Sendable func entry(_ value: JSONValue) -> JSONValue { ["77": ["logprob": value, "rank": 1]] }
    var all: [(String, ScoringForm, Change)] = []
    for value: JSONValue in [
      .null, "NaN", "-1.5", true, .number(0.5), .number(-1e300), .array([]), .integer(-1_000_000),
    ] {
      all.append(("echo \(value)", .echo, list("token_logprobs", replaced(value))))
      all.append(
        (
          "vllm \(value)", .promptLogProbabilities,
          list("prompt_logprobs", replaced(entry(value)))
        ))
    }
    let two: JSONValue = [
      "1": ["logprob": .number(-0.5), "rank": 1], "2": ["logprob": .number(-0.5), "rank": 1],
    ]
    let none: JSONValue = ["1": ["rank": 1]]
    for value: JSONValue in [.null, .object(JSONObject()), two, none, .number(-0.5)] {
      all.append(
        ("place \(value)", .promptLogProbabilities, list("prompt_logprobs", replaced(value))))
    }
    for (name, form) in [
      ("prompt_logprobs", ScoringForm.promptLogProbabilities), ("token_logprobs", .echo),
      ("tokens", .echo),
    ] {
      all.append(("\(name) none", form, list(name, { _ in [] })))
      all.append(("\(name) cut", form, list(name, { Array($0.prefix(2)) })))
      all.append(("\(name) longer", form, list(name, { $0 + $0 })))
      all.append(("\(name) many", form, list(name, { _ in Array(repeating: .null, count: 5_000) })))
    }
    all.append(
      ("merged", .echo, list("tokens", { $0.prefix(4) + [": A"] + $0.dropFirst(5) })))
    all.append(
      (
        "other beginning", .promptLogProbabilities,
        list("prompt_logprobs", { $0.prefix(1) + [entry(.number(-1))] + $0.dropFirst(2) })
      ))
    for form in ScoringForm.allCases {
      all.append(
        (
          "fewer \(form)", form,
          { answer in
            var object = answer.object ?? JSONObject()
            object["choices"] = .array(Array((answer["choices"]?.array ?? []).dropLast()))
            return .object(object)
          }
        ))
      all.append(("index \(form)", form, { choices($0) { _, choice in choice["index"] = 0 } }))
      all.append(("no index \(form)", form, { choices($0) { $1["index"] = nil } }))
      all.append(("far \(form)", form, { choices($0) { _, choice in choice["index"] = 99 } }))
      all.append(
        (
          "one without \(form)", form,
          {
            choices($0) { place, choice in
              guard place == 2 else { return }
              choice["prompt_logprobs"] = nil
              choice["logprobs"] = .null
            }
          }
        ))
    }
    all.append(
      (
        "written on", .echo,
        {
          choices($0) { place, choice in
            choice["text"] = .string((choice["text"]?.string ?? "") + " and so on")
          }
        }
      ))
    return all
  }()

  @Test(
    "an answer that cannot be relied on says nothing, once, and others are asked on",
    arguments: attacks.indices)
  func hostile(place: Int) async throws {
    let (name, form, change) = Self.attacks[place]
    let server = try Self.server(change)
    let exchange = try await Self.teacher(form, at: server.url).ask(Self.prompt())
    let text = try #require(exchange.answer?.text, "\(name): \(exchange.result)")
    #expect(LogProbabilities(text) == nil && text.hasPrefix(#"{"unusable":"#), "\(name): \(text)")
    #expect(exchange.sendings == 1, "\(name)")
  }

  @Test(
    "a word in a number's place is no number, and no reason to ask again",
    arguments: ["NaN", "-Infinity", "Infinity", "-1e999", "-inf", "-01.5"])
  func words(word: String) async throws {
    let server = try FaultServer { _, request in
      let text = ScoringForms.answer(to: request).map { CanonicalJSON.text($0) } ?? ""
      let last = ScoringForms.value(of: " does.")
      return .response(.init(200, text.replacing("\(last)", with: word)))
    }
    for form in ScoringForm.allCases {
      let exchange = try await Self.teacher(form, at: server.url).ask(Self.prompt())
      #expect(exchange.answer?.text.hasPrefix(#"{"unusable":"#) == true, "\(exchange.result)")
      #expect(exchange.sendings == 1)
    }
    let text = #"{"a":"NaN \" -1e999","b":[NaN,-Infinity , 1,-1e999,2e-3,true],"c":"\\"}"#
    let plain = #"{"a":"NaN \" -1e999","b":[null,null , 1,null,2e-3,true],"c":"\\"}"#
    #expect(LenientJSON.withoutWords(Array(text.utf8)) == Array(plain.utf8))
    for end in text.indices {
      // What is cut off is read to its end, and is no JSON.
      #expect(LenientJSON.read(Array(text[..<end].utf8)) == nil)
    }
  }

  @Test("what rounding adds above 0 counts as 0; lists in any order are told by index")
  func harmless() async throws {
    let above = try Self.server(
      Self.list("token_logprobs", { $0.dropLast() + [.number(0.0001)] }))
    let calm = try Self.server()
    let turned = try Self.server { answer in
      var object = answer.object ?? JSONObject()
      object["choices"] = .array((answer["choices"]?.array ?? []).reversed())
      return .object(object)
    }
    let plain = try await Self.teacher(.echo, at: calm.url).ask(Self.prompt())
    #expect(try await Self.teacher(.echo, at: turned.url).ask(Self.prompt()).answer == plain.answer)
    let found = try #require(
      LogProbabilities(
        try await Self.teacher(.echo, at: above.url).ask(Self.prompt()).answer?.text ?? ""))
    let last = ScoringForms.value(of: " does.")
    let before = try #require(LogProbabilities(plain.answer?.text ?? "")).millionths[0]
    #expect(abs(found.millionths[0] - before + Int(last * 1_000_000)) <= 1)
  }

  @Test(
    "a server that says nothing of prompts ends it at once, whoever was answered before",
    arguments: ScoringForm.allCases)
  func silent(form: ScoringForm) async throws {
    let silent = try Self.server {
      Self.choices($0) { _, choice in
        choice["logprobs"] = .null
        choice["prompt_logprobs"] = nil
      }
    }
    let teacher = try Self.teacher(form, at: silent.url)
    #expect(try await teacher.ask().answer != nil)
    let end = try await teacher.ask(Self.prompt()).finality
    #expect(end?.nextStep.contains("`sway`") == true && end?.reason.contains("probable") == true)
    for status in [400, 404, 405, 422] {
      let closed = try FaultServer(
        .response(.init(status, #"{"error":{"message":"Only no echo is supported"}}"#)))
      let exchange = try await Self.teacher(form, at: closed.url).ask(Self.prompt())
      #expect(exchange.finality?.nextStep.contains("`sway`") == true, "\(exchange.result)")
    }
  }

  @Test("once one was answered, a request that is not liked is one that failed")
  func later() async throws {
    let server = try FaultServer { number, request in
      guard number == 0, let answer = ScoringForms.answer(to: request) else {
        return .response(.init(400, #"{"error":{"message":"Too long."}}"#))
      }
      return .response(.init(200, CanonicalJSON.bytes(answer)))
    }
    let teacher = try Self.teacher(.echo, at: server.url)
    #expect(try await teacher.ask(Self.prompt()).answer != nil)
    #expect(try await teacher.ask(Self.prompt("Another.")).failure?.contains("Too long") == true)
    let resumed = try Self.teacher(.echo, at: server.url)
    resumed.noteAnswered(to: resumed.request(for: Self.prompt()))
    #expect(try await resumed.ask(Self.prompt("Another.")).failure != nil)
  }

  @Test("what a request may cost counts each of its prompts")
  func bounds() throws {
    for (form, most) in [(ScoringForm.promptLogProbabilities, 3), (.echo, 0)] {
      let teacher = try Self.teacher(form, at: "http://127.0.0.1:1")
      let bounds = teacher.request(for: Self.prompt()).bounds
      #expect(bounds.completion == most && bounds.prompt > 100)
    }
  }
}
