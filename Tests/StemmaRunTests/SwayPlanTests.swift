import StemmaExperiment
import StemmaRecord
import Testing

@testable import StemmaRun

@Suite("who can be asked for sway")
struct SwayPlanTests {
  private func problems(_ rest: String) -> [String] {
    let text = """
      stemma: 1
      dataset: a
      task: qa
      inputs: {documents: [a.md]}
      \(rest)
      """
    do {
      let manifest = try ManifestReader(catalogue: Offer.catalogue).read(
        Array(text.utf8), file: "m.yaml")
      let what = manifest.what(template: ObjectID(of: .template, []))
      let again = try Manifest(what: what, catalogue: Offer.catalogue)
      #expect(again.what(template: ObjectID(of: .template, [])) == what)
      return []
    } catch {
      return error.problems.map { "\($0.code) \($0.line):\($0.column) \($0.path) \($0.nextStep)" }
    }
  }

  @Test(
    "whoever says nothing of a text that it is given is refused, at the filter, with who could be taken",
    arguments: [
      "openai:m", "anthropic:m", "gemini:m", "ollama:m", "hf:m", "hf-router:m:h",
      "{provider: openai, model: m, scoring: echo, mode: batch}",
      "{provider: anthropic, model: m, mode: batch}",
    ])
  func refused(teacher: String) throws {
    for filter in ["sway", "sway: {threshold: 0.2}"] {
      let found = problems("teacher: \(teacher)\nfilters: [schema, \(filter)]")
      #expect(found.count == 1)
      let problem = try #require(found.first)
      #expect(problem.hasPrefix("manifest.teacher-cannot 6:19 filters"), "\(problem)")
      for word in ["`vllm-server`", "`embedded`", "`scoring`", "`roles.sway`", "leave `sway` out"] {
        #expect(problem.contains(word), "\(problem)")
      }
    }
    #expect(problems("teacher: \(teacher)\nfilters: [schema]").isEmpty)
  }

  @Test(
    "whoever can is taken",
    arguments: [
      "embedded", "\"vllm-server:http://127.0.0.1:1\"",
      "{provider: vllm-server, model: m, base_url: \"http://127.0.0.1:1\", scoring: echo}",
      "{provider: openai, model: m, base_url: \"http://127.0.0.1:1\", scoring: prompt_logprobs}",
    ])
  func taken(teacher: String) {
    #expect(problems("teacher: \(teacher)\nfilters: [sway]").isEmpty)
    #expect(
      problems(
        "teachers: {a: \(teacher), b: \"anthropic:m\"}\nroles: {question: b, sway: a}\nfilters: [sway]"
      ).isEmpty)
  }

  @Test(
    "each mistake is one problem at its place",
    arguments: [
      (
        "teacher: {provider: gemini, model: m, scoring: echo}",
        "manifest.teacher-cannot 5:48 teacher.scoring"
      ),
      (
        "teacher: {provider: openai, model: m, scoring: ecko}",
        "manifest.unknown-value 5:48 teacher.scoring"
      ),
      (
        "teachers: {a: embedded}\nroles: {question: a}\nfilters: [sway]",
        "manifest.missing-field 7:10 roles.sway"
      ),
      (
        "teachers: {a: embedded}\nroles: {question: a, sway: a}\nfilters: [judge]",
        "manifest.idle-role 6:22 roles.sway"
      ),
      (
        "teachers: {a: embedded, b: \"gemini:m\"}\nroles: {question: a, sway: b}\nfilters: [sway]",
        "manifest.teacher-cannot 7:11 filters[0]"
      ),
      ("filters: [sway: {threshold: -1}]", "manifest.out-of-range 5:29 filters.sway.threshold"),
    ])
  func mistakes(text: String, problem: String) {
    let found = problems(text)
    #expect(found.contains { $0.hasPrefix(problem) }, "\(found)")
  }
}
