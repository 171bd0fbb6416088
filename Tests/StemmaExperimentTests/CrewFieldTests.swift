import StemmaExperiment
import StemmaRecord
import Testing

@Suite("the fields of several teachers")
struct CrewFieldTests {
  private static let able = TeacherCapabilities(
    seed: true, temperatureWithTopP: true, schema: true, logProbabilities: true)
  private let offered = Catalogue(
    tasks: catalogue.tasks, teachers: catalogue.teachers, filters: catalogue.filters,
    providers: [
      ProviderEntry(
        name: "openai", summary: "One.",
        capabilities: TeacherCapabilities(
          seed: true, temperatureWithTopP: true, schema: true, logProbabilities: true,
          batches: true)),
      ProviderEntry(
        name: "anthropic", summary: "Two.",
        capabilities: TeacherCapabilities(
          seed: false, temperatureWithTopP: false, schema: true, logProbabilities: false)),
      ProviderEntry(name: "vllm-server", summary: "Three.", form: .address, capabilities: able),
    ])
  private let template = ObjectID(of: .template, [])

  private func read(_ text: String, set: [String] = []) throws -> Manifest {
    try ManifestReader(catalogue: offered).read(
      Array(minimal(text).utf8), file: "m.yaml", overrides: set)
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let error as ManifestError {
      return error.problems.map { "\($0.code) \($0.line):\($0.column) \($0.path)" }
    } catch {
      return ["\(error)"]
    }
  }

  private static let three = """
    teachers:
      small: openai:a
      own: embedded
      far: {provider: vllm-server, model: m, base_url: "http://127.0.0.1:1", timeout: 5}
    roles:
      question: {small: 3, far: 2, own: 1}
    """

  @Test("none of them takes batches, whoever its provider is")
  func batches() throws {
    let crew = """
      teachers:
        own: embedded
        small: {provider: openai, model: m, mode: MODE}
      roles:
        question: {small: 3, own: 1}
      """
    #expect(
      problems(crew.replacing("MODE", with: "batch")).map { $0.split(separator: " ") }
        .map { [$0[0], $0[2]] } == [["manifest.batch-among-several", "teachers.small.mode"]])
    #expect(try read(crew.replacing("MODE", with: "direct")).liveChoices.count == 1)
    let unable = crew.replacing("MODE", with: "batch").replacing("openai", with: "anthropic")
    #expect(problems(unable).first?.hasPrefix("manifest.teacher-cannot ") == true)
  }

  @Test("each has a name, and they share a role by weight")
  func several() throws {
    let manifest = try read(Self.three)
    #expect(manifest.teachers.map(\.name) == ["far", "own", "small"])
    #expect(manifest.pool?.members.map(\.weight) == [2, 1, 3])
    #expect(manifest.isLive && manifest.live == nil)
    #expect(manifest.liveChoices.map(\.name) == ["far", "small"])
    #expect(manifest.ownTeachers.map(\.title) == ["embedded"])
    #expect(manifest.teacher == "far (vllm-server:m) 2, own (embedded) 1, small (openai:a) 3")
  }

  @Test("what decides answers is what, and made a manifest of again")
  func what() throws {
    let manifest = try read(Self.three)
    let what = manifest.what(template: template)
    #expect(
      what["teachers"] == [
        "far": ["model": "m", "provider": "vllm-server"], "own": "embedded", "small": "openai:a",
      ])
    #expect(what["roles"] == ["question": ["far": 2, "own": 1, "small": 3]])
    #expect(what["teacher"] == nil)
    let again = try Manifest(what: what, catalogue: offered)
    #expect(again.what(template: template) == what && again.pool == manifest.pool)
    #expect(Manifest.teacherName(what: .object(what)) == manifest.teacher)
    #expect(Manifest.teacherName(what: .object(what), named: "own") == "own (embedded)")
    #expect(manifest.resolved["teachers"]?["far"]?["timeout"] == 5)
    #expect(manifest.resolved["teacher"] == .null)
  }

  @Test("who answers is what; without it, all is as it was")
  func steps() throws {
    let text = Self.three.replacing("own: 1}", with: "own: 1}\n  answer: {own: 2, small: 1}")
    let manifest = try read(text)
    #expect(manifest.pools[.answer]?.members.map(\.name) == ["own", "small"])
    #expect(
      manifest.teacher
        == "far (vllm-server:m) 2, own (embedded) 1, small (openai:a) 3; "
        + "answer: own (embedded) 2, small (openai:a) 1")
    let what = manifest.what(template: template)
    #expect(what["roles"]?["answer"] == ["own": 2, "small": 1])
    let again = try Manifest(what: what, catalogue: offered)
    #expect(again.what(template: template) == what && again.pools == manifest.pools)
    #expect(Manifest.teacherName(what: .object(what)) == manifest.teacher)
    #expect(manifest.resolved["roles"]?["answer"] == ["own": 2, "small": 1])
    // A teacher that only answers is not idle.
    let one = try read("teachers: {a: embedded, b: embedded}\nroles: {question: a, answer: b}")
    #expect(one.teacher == "a (embedded); answer: b (embedded)")
    #expect(one.what(template: template)["roles"] == ["answer": ["b": 1], "question": ["a": 1]])
  }

  @Test("one may have the whole role; what it is pinned to is told")
  func single() throws {
    var manifest = try read(
      "teachers: {far: \"vllm-server:http://127.0.0.1:1\"}\nroles: {question: far}")
    #expect(manifest.pool?.members == [TeacherPool.Member(name: "far", weight: 1)])
    var choice = try #require(manifest.liveChoices.first?.choice)
    choice.model = "pinned"
    manifest.setLive("far", to: choice)
    #expect(manifest.teacher == "far (vllm-server:pinned)")
    #expect(manifest.what(template: template)["teachers"]?["far"]?["model"] == "pinned")
    let set = try read(Self.three, set: ["roles.question=own", "teachers={own: embedded}"])
    #expect(!set.isLive && set.teacher == "own (embedded)")
  }

  @Test("without them the field `teacher` is what it was")
  func unchanged() throws {
    let manifest = try read("teacher: openai:a")
    #expect(manifest.pool == nil && manifest.teachers.isEmpty)
    let what = manifest.what(template: template)
    #expect(what["teacher"] == "openai:a" && what["teachers"] == nil && what["roles"] == nil)
    #expect(manifest.liveChoices.map(\.name) == [Manifest.unnamed])
  }

  @Test(
    "each mistake is one problem at its place",
    arguments: [
      ("teacher: openai:a\n" + three, "manifest.two-teachers 6:10 teacher"),
      ("teachers: {a: embedded}", "manifest.missing-field 6:11 roles.question"),
      ("roles: {question: a}", "manifest.missing-field 6:19 teachers"),
      (
        "teachers: {a: embedded}\nroles: {question: b}",
        "manifest.unknown-teacher 7:19 roles.question"
      ),
      (
        "teachers: {a: embedded, b: embedded}\nroles: {question: a}",
        "manifest.idle-teacher 6:25 teachers.b"
      ),
      (
        "teachers: {A_: embedded}\nroles: {question: A_}", "manifest.bad-name 6:12 teachers.A_"
      ),
      (
        "teachers: {a: embeded}\nroles: {question: a}", "manifest.unknown-teacher 6:15 teachers.a"
      ),
      (
        "teachers: {a: {provider: openai}}\nroles: {question: a}",
        "manifest.incomplete-teacher 6:15 teachers.a"
      ),
      (
        "teachers: {a: {provider: openai, modle: m}}\nroles: {question: a}",
        "manifest.unknown-field 6:34 teachers.a.modle"
      ),
      (
        "teachers: {a: embedded}\nroles: {question: {a: 0}}",
        "manifest.out-of-range 7:23 roles.question.a"
      ),
      ("teachers: [embedded]\nroles: {question: a}", "manifest.wrong-type 6:11 teachers"),
      (
        "teachers: {a: embedded}\nroles: {question: a, judge: a}",
        "manifest.idle-role 7:22 roles.judge"
      ),
      (
        "teachers: {a: embedded}\nroles: {question: a, chosen: a}",
        "manifest.idle-role 7:22 roles.chosen"
      ),
      (
        "teachers: {a: embedded}\nroles: {question: a, evolve: a}",
        "manifest.idle-role 7:22 roles.evolve"
      ),
      (
        "teachers: {a: embedded}\nroles: {question: a, answer: {a: 1, c: 1}}",
        "manifest.unknown-teacher 7:37 roles.answer.c"
      ),
      (
        "teachers: {a: embedded}\nroles: {question: a, answer: {a: 0}}",
        "manifest.out-of-range 7:34 roles.answer.a"
      ),
      (
        "teachers: {a: embedded, b: embedded}\nroles: {question: a, answr: b}",
        "manifest.unknown-field 7:22 roles.answr"
      ),
      (
        "teachers: {a: \"openai:m\", b: \"anthropic:m\"}\nroles: {question: {a: 1, b: 1}}\n"
          + "sampling: {seed: 1}", "manifest.teacher-cannot 8:18 sampling.seed"
      ),
    ])
  func mistakes(text: String, problem: String) {
    #expect(problems(text).contains(problem), "\(problems(text))")
    #expect(problems(text).count <= 2)
  }
}
