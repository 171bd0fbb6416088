import StemmaExperiment
import StemmaRecord
import Testing

@Suite("the teacher's field")
struct TeacherFieldTests {
  private static let able = TeacherCapabilities(
    seed: true, temperatureWithTopP: true, schema: true, logProbabilities: true)
  private static let batching = TeacherCapabilities(
    seed: true, temperatureWithTopP: true, schema: true, logProbabilities: true, batches: true)
  private let offered = Catalogue(
    tasks: catalogue.tasks, teachers: catalogue.teachers, filters: catalogue.filters,
    providers: [
      ProviderEntry(name: "openai", summary: "One.", capabilities: batching),
      ProviderEntry(
        name: "anthropic", summary: "Two.",
        capabilities: TeacherCapabilities(
          seed: false, temperatureWithTopP: false, schema: true, logProbabilities: false)),
      ProviderEntry(name: "vllm-server", summary: "Three.", form: .address, capabilities: able),
      ProviderEntry(
        name: "hf-router", summary: "Four.", form: .modelAndHost, capabilities: able),
    ])

  private func read(_ teacher: String, _ rest: String = "", set: [String] = []) throws -> Manifest {
    try ManifestReader(catalogue: offered).read(
      Array(minimal("teacher: \(teacher)\n\(rest)").utf8), file: "m.yaml", overrides: set)
  }

  private func what(_ manifest: Manifest) -> JSONValue? {
    manifest.what(template: ObjectID(of: .template, []))["teacher"]
  }

  private func problems(_ teacher: String, _ rest: String = "", set: [String] = []) -> [String] {
    do {
      _ = try read(teacher, rest, set: set)
      return []
    } catch let error as ManifestError {
      return error.problems.map { "\($0.code) \($0.line):\($0.column) \($0.path)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test("the short form names provider and model")
  func short() throws {
    let manifest = try read("openai:gpt-4o")
    #expect(manifest.live == TeacherChoice(provider: "openai", model: "gpt-4o"))
    #expect(manifest.teacher == "openai:gpt-4o")
    #expect(what(manifest) == "openai:gpt-4o")
    #expect(try read("openai:a:b").live?.model == "a:b")
    let server = try read("vllm-server:http://127.0.0.1:8000/").live
    #expect(server?.baseURL == "http://127.0.0.1:8000" && server?.model == nil)
    #expect(try read("embedded").live == nil)
  }

  @Test("batches are how: the plan stays what it is; who answers none is refused")
  func batches() throws {
    let batched = try read("{provider: openai, model: m, mode: batch}")
    #expect(batched.live?.isBatched == true && what(batched) == "openai:m")
    #expect(try read("{provider: openai, model: m, mode: direct}").live?.isBatched == false)
    #expect(try read("openai:m").live?.isBatched == false)
    let refused = problems("{provider: hf-router, model: \"m:h\", mode: batch}")
    #expect(refused.count == 1 && refused[0].hasPrefix("manifest.teacher-cannot"))
    #expect(refused[0].hasSuffix("teacher.mode"))
    #expect(problems("{provider: openai, model: m, mode: later}").count == 1)
  }

  private static let long = """

      provider: openai
      model: m
      base_url: https://example.org/v1/
      headers: {X-Title: tea}
      max_tokens_field: max_tokens
      timeout: 90
      extra_body:
        reasoning: {effort: low, n: 3, share: 0.25, on: null}
        stop: ["a", '7']
    """

  @Test("the long form has all that belongs to it; what decides answers is what, the rest how")
  func long() throws {
    let manifest = try read(Self.long)
    let extra: JSONObject = [
      "reasoning": ["effort": "low", "n": 3, "share": .number(0.25), "on": .null],
      "stop": ["a", "7"],
    ]
    #expect(
      manifest.live
        == TeacherChoice(
          provider: "openai", model: "m", baseURL: "https://example.org/v1",
          headers: ["X-Title": "tea"], maxTokensField: "max_tokens", timeoutSeconds: 90,
          extraBody: extra))
    #expect(
      what(manifest)
        == [
          "provider": "openai", "model": "m", "max_tokens_field": "max_tokens",
          "extra_body": .object(extra),
        ])
    let moved = try read(
      Self.long,
      set: ["teacher.base_url=http://127.0.0.1:1", "teacher.timeout=", "teacher.headers="])
    #expect(moved.live?.baseURL == "http://127.0.0.1:1" && moved.live?.timeoutSeconds == nil)
    #expect(what(moved) == what(manifest))
  }

  @Test("a what with a teacher behind a network is read back as it was")
  func roundTrip() throws {
    for text in ["openai:gpt-4o", Self.long, "hf-router:m:host"] {
      let manifest = try read(text)
      let template = ObjectID(of: .template, [])
      let stored = manifest.what(template: template)
      let again = try Manifest(what: stored, catalogue: offered)
      #expect(again.what(template: template) == stored)
      #expect(again.live?.extraBody == manifest.live?.extraBody)
      #expect(Manifest.teacherName(what: .object(stored)) == manifest.teacher)
    }
    var pinned = try read("vllm-server:http://127.0.0.1:8000")
    pinned.live?.model = "pinned"
    #expect(pinned.teacher == "vllm-server:pinned")
    #expect(what(pinned) == ["provider": "vllm-server", "model": "pinned"])
    let again = try Manifest(
      what: pinned.what(template: ObjectID(of: .template, [])),
      catalogue: offered)
    #expect(again.live?.model == "pinned")
  }

  @Test("a price and a budget are exact decimals, and how")
  func money() throws {
    let price = try read(
      "{provider: openai, model: m, price: {input: 0.15, output: 0.6}}", "budget: 2.5")
    #expect(price.live?.price?.input == Millionths(count: 150_000))
    #expect(price.live?.price?.output == Millionths(count: 600_000))
    #expect(price.budget == Millionths(count: 2_500_000))
    #expect(what(price) == "openai:m")
    #expect(price.what(template: ObjectID(of: .template, []))["budget"] == nil)
    var choice = TeacherChoice(provider: "openai", model: "m")
    choice.takeHow(from: try #require(price.resolved["teacher"]?.object))
    #expect(choice.price == price.live?.price && price.resolved["budget"] == "2.5")
    let set = try read("openai:m", set: ["teacher.price={input: 1, output: 2}", "budget=1"])
    #expect(set.live?.price?.output == Millionths(count: 2_000_000))
    #expect(set.budget == Millionths(count: 1_000_000))
    let lame = problems("{provider: openai, model: m, price: {input: -1}}", "budget: 0")
    #expect(
      lame.map { $0.split(separator: " ")[0] + " " + $0.split(separator: " ")[2] } == [
        "manifest.missing-field teacher.price.output",
        "manifest.out-of-range teacher.price.input", "manifest.out-of-range budget",
      ])
  }

  @Test("an override reaches into the short form as well")
  func overrides() throws {
    let manifest = try read("openai:m", set: ["teacher.timeout=5"])
    #expect(
      manifest.live == TeacherChoice(provider: "openai", model: "m", timeoutSeconds: 5))
    let server = try read("vllm-server:http://a", set: ["teacher.timeout=5"])
    #expect(server.live?.baseURL == "http://a" && server.live?.timeoutSeconds == 5)
    let other = try read("embedded", set: ["teacher=openai:m"])
    #expect(other.live?.model == "m")
  }

  @Test(
    "what is wrong is told with its place",
    arguments: [
      ("openay:m", "manifest.unknown-teacher 6:10 teacher"),
      ("openai", "manifest.incomplete-teacher 6:10 teacher"),
      ("\"openai:\"", "manifest.incomplete-teacher 6:10 teacher"),
      ("hf-router:m", "manifest.incomplete-teacher 6:10 teacher"),
      ("vllm-server:ftp://a", "manifest.incomplete-teacher 6:10 teacher"),
      ("{provider: openai, model: m, base_url: a}", "manifest.bad-address 6:49 teacher.base_url"),
      (
        "{provider: openai, model: m, base_url: 'http://me:pw@a'}",
        "manifest.bad-address 6:49 teacher.base_url"
      ),
      ("{model: m}", "manifest.missing-field 6:1 teacher.provider"),
      ("{provider: openay, model: m}", "manifest.unknown-provider 6:21 teacher.provider"),
      ("{provider: openai, modle: m}", "manifest.unknown-field 6:29 teacher.modle"),
      (
        "{provider: openai, model: m, headers: {Authorization: secret}}",
        "manifest.secret-header 6:49 teacher.headers.Authorization"
      ),
      (
        "{provider: openai, model: m, headers: {a b: c}}",
        "manifest.bad-header 6:49 teacher.headers.a b"
      ),
      (
        "{provider: openai, model: m, max_tokens_field: most}",
        "manifest.unknown-value 6:57 teacher.max_tokens_field"
      ),
      (
        "{provider: openai, model: m, extra_body: [1]}",
        "manifest.wrong-type 6:51 teacher.extra_body"
      ),
      (
        "{provider: openai, model: m, extra_body: {a: 0x1F}}",
        "manifest.wrong-type 6:55 teacher.extra_body.a"
      ),
      ("{provider: openai, model: m, timeout: 0}", "manifest.out-of-range 6:48 teacher.timeout"),
    ])
  func mistakes(teacher: String, problem: String) {
    let found = problems(teacher)
    #expect(found.contains(problem), "\(found)")
  }

  @Test("what a provider cannot do is refused at the field that asks for it")
  func capabilities() {
    let all = "sampling: {seed: 1, temperature: 1, top_p: 0.5}"
    #expect(problems("openai:m", all).isEmpty)
    #expect(
      problems("anthropic:m", all) == [
        "manifest.teacher-cannot 7:18 sampling.seed",
        "manifest.teacher-cannot 7:44 sampling.top_p",
      ])
    #expect(problems("anthropic:m", "sampling: {temperature: 1}").isEmpty)
    #expect(
      problems("anthropic:m", set: ["sampling.seed=3"]) == [
        "manifest.teacher-cannot 1:15 sampling.seed"
      ])
  }
}
