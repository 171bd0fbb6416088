import StemmaExperiment
import StemmaRecord
import StemmaTask
import Testing

@Suite("The fields of texts and conversations")
struct OutlineFieldTests {
  private let offered = Catalogue(
    tasks: catalogue.tasks + [TextTask().entry, ChatTask().entry],
    teachers: [
      TeacherDescription(
        name: "embedded", revision: 1, isPure: true, tasks: nil, tasksWithInput: ["text", "chat"]),
      TeacherDescription(name: "everything", revision: 1, isPure: true, tasks: nil),
    ], filters: catalogue.filters)

  private func read(_ task: String, _ fields: String) throws -> Manifest {
    try ManifestReader(catalogue: offered).read(
      Array("stemma: 1\ndataset: d\ntask: \(task)\nteacher: everything\n\(fields)\n".utf8),
      file: "m.yaml")
  }

  private func codes(_ task: String, _ fields: String) -> [String] {
    do {
      _ = try read(task, fields)
      return []
    } catch let error as ManifestError {
      return error.problems.map { "\($0.code) \($0.path)" }
    } catch {
      return ["\(error)"]
    }
  }

  private static let chat = """
    topics: {tides: [causes, effects], coffee: , bees: []}
    personas: [a beginner, a sailor]
    system_prompts: {"You are brief.": 3, "Be kind.": 1}
    turns: {min: 2, max: 5}
    """

  @Test("all are read, are part of what decides, and come back from it")
  func fields() throws {
    let manifest = try read("chat", Self.chat)
    #expect(
      manifest.outline.topics == [
        Topic(name: "bees"), Topic(name: "coffee"),
        Topic(name: "tides", subtopics: ["causes", "effects"]),
      ])
    #expect(manifest.outline.personas == ["a beginner", "a sailor"])
    #expect(
      manifest.outline.systemPrompts == [
        WeightedText(text: "Be kind."), WeightedText(text: "You are brief.", weight: 3),
      ])
    #expect(manifest.outline.turns == 2...5)
    let text = try read("text", "document_types: [FAQ, note]\ntopics: [b, a]")
    #expect(text.outline.topics == [Topic(name: "b"), Topic(name: "a")])
    #expect(text.outline.documentTypes == ["FAQ", "note"])
    for manifest in [manifest, text] {
      let what = manifest.what(template: ObjectID(of: .template, []))
      #expect(try Manifest(what: what, catalogue: offered).outline == manifest.outline)
      #expect(Outline(what: .object(what)) == manifest.outline)
    }
    #expect(try read("chat", "topics: [a]\nturns: 3").outline.turns == 3...3)
    #expect(
      try read("chat", "topics: [a]\nsystem_prompts: [B., A.]").outline.systemPrompts
        == [WeightedText(text: "A."), WeightedText(text: "B.")])
    #expect(
      try read("chat", "topics: [a]").what(template: ObjectID(of: .template, []))["turns"] == nil)
  }

  @Test(
    "each mistake is told",
    arguments: [
      ("text", "topics: [a]", ["manifest.missing-field document_types"]),
      ("text", "document_types: [FAQ]", ["manifest.missing-field topics"]),
      ("chat", "", ["manifest.missing-field topics"]),
      ("chat", "inputs: {documents: [a.md]}", []),
      ("chat", "topics: []", ["manifest.empty-list topics"]),
      ("text", "document_types: []\ntopics: [a]", ["manifest.empty-list document_types"]),
      ("chat", "topics: 5", ["manifest.wrong-type topics"]),
      ("chat", "topics: {a: 5}", ["manifest.wrong-type topics.a"]),
      ("chat", "topics: {a: [b, b]}", ["manifest.duplicate-value topics.a[1]"]),
      ("chat", "topics: {\" \": [b]}", ["manifest.empty-text topics. "]),
      ("chat", "topics: [a]\nturns: 0", ["manifest.out-of-range turns"]),
      ("chat", "topics: [a]\nturns: 21", ["manifest.out-of-range turns"]),
      ("chat", "topics: [a]\nturns: {min: 3}", ["manifest.missing-field turns.max"]),
      ("chat", "topics: [a]\nturns: {min: 3, max: 2}", ["manifest.out-of-range turns"]),
      (
        "chat", "topics: [a]\nturns: {min: 1, max: 2, mean: 1}",
        ["manifest.unknown-field turns.mean"]
      ),
      (
        "chat", "topics: [a]\nsystem_prompts: {Be brief.: 0}",
        ["manifest.out-of-range system_prompts.Be brief."]
      ),
      ("chat", "topics: [a]\nsystem_prompts: Be brief.", ["manifest.wrong-type system_prompts"]),
      ("chat", "topics: [a]\ndocument_types: [FAQ]", ["manifest.unused-field document_types"]),
      ("text", "document_types: [a]\ntopics: [a]\nturns: 2", ["manifest.unused-field turns"]),
      ("qa", "inputs: {documents: [a.md]}\ntopics: [a]", ["manifest.unused-field topics"]),
      ("chat", "topics: [a]\nexpand: {topics: [b]}", ["manifest.twice-expanded expand.topics"]),
      ("chat", "topics: [a]\nexpand: {values: {turns: [b]}}", ["manifest.bad-axis expand.values"]),
      ("chat", "topics: [a]\nexpand: {document_types: [b]}", []),
      (
        "chat", "topics: [a]\npersonas: [b]\nmix: {persona: [c], tone: [formal]}",
        ["manifest.twice-said mix.persona"]
      ),
      (
        "chat", "topics: {a: [b]}\nmix: {topics: [a], subtopic: [b]}",
        ["manifest.twice-said mix.topics", "manifest.twice-said mix.subtopic"]
      ),
      ("chat", "topics: [a]\nmix: {persona: [c], subtopic: [d]}", []),
      (
        "qa", "inputs: {documents: [a.md]}\ntopics: [a]\nmix: {topic: [b]}",
        ["manifest.unused-field topics"]
      ),
      ("chat", "topics: [a]\nturns: {min: 1, max: 3}\nmix: {turns: [single, multi]}", []),
      (
        "chat", "topics: [a]\nexpand: {values: {tone: [b]}}\nmix: {tone: [formal]}",
        ["manifest.twice-said mix.tone"]
      ),
      (
        "chat",
        "topics: [a]\nexpand: {document_types: [b]}\nmix: {document_type: [c], tone: [formal]}",
        ["manifest.twice-said mix.document_type"]
      ),
    ])
  func mistakes(task: String, fields: String, problems: [String]) {
    #expect(codes(task, fields) == problems)
  }

  @Test("what a field and a mix both say is told with both names, and what to do")
  func saidTwice() throws {
    let error = try #require(throws: ManifestError.self) {
      try read("chat", "topics: [a]\npersonas: [b]\nmix: {persona: [c]}")
    }
    let problem = try #require(error.problems.first)
    #expect(
      problem.whatHappened == "`personas` and `mix.persona` say the same of each record."
        && problem.nextStep.contains("`mix` where shares matter, `personas` where they do not"))
  }

  @Test("many are too many, and the embedded teacher needs documents")
  func limits() {
    let names = (0..<600).map { "t\($0)" }.joined(separator: ", ")
    #expect(codes("chat", "topics: {a: [\(names)], b: [\(names)]}") == ["manifest.too-many topics"])
    let types = (0..<20).map { "d\($0)" }.joined(separator: ", ")
    #expect(
      codes("text", "document_types: [\(types)]\ntopics: [\(names)]") == [
        "manifest.too-many topics"
      ])
    #expect(
      codes("chat", "topics: [a]\n").isEmpty
        && self.embedded("topics: [a]") == ["manifest.teacher-needs-input teacher"])
  }

  private func embedded(_ fields: String) -> [String] {
    do {
      _ = try ManifestReader(catalogue: offered).read(
        Array("stemma: 1\ndataset: d\ntask: chat\n\(fields)\n".utf8), file: "m.yaml")
      return []
    } catch {
      return error.problems.map { "\($0.code) \($0.path)" }
    }
  }

  @Test("a prompt says what was drawn, and at its end what the template leaves out")
  func prompts() throws {
    let manifest = try read("chat", Self.chat)
    let task = ChatTask()
    let subjects = task.subjects(of: [], manifest.taskSettings)
    var planner = Planner(manifest, subjects: subjects, task: task, missingIsFinal: false)
    let renderer = PromptRenderer(
      manifest, task: task, template: try Template(nil, of: task, for: manifest))
    let askings = planner.firstRound()
    #expect(askings.count == 10 && askings.allSatisfy { $0.slots.count == 1 })
    var topics: Set<String> = []
    for asking in askings {
      let item = planner.items[asking.item]
      let prompt = renderer.prompt(for: asking, of: item, candidate: 0)
      let own = try #require(
        renderer.assignment(of: item, slot: asking.slots.lowerBound, in: asking))
      let said = try #require(prompt.messages.last?.content)
      let fields = item.subject.section?.brief?.fields ?? [:]
      topics.insert(CanonicalJSON.text(.object(fields)))
      #expect(said.contains("Topic: \(fields["topic"]?.string ?? "")\n"))
      // The teacher is stemma's own, which may fall short.
      let turns = own.turns.upperBound == 2 ? "2" : "2 to \(own.turns.upperBound)"
      #expect(said.contains("asks \(turns) times"))
      #expect(said.contains("\nPersona: \(own.persona ?? "")"))
      #expect(said.contains("\nSystem prompt: \(own.systemPrompt ?? "")"))
      #expect(said.contains("\nSubtopic:") == (fields["subtopic"] != nil))
      #expect(!said.contains("{{"))
      #expect(prompt.schema == task.answerSchema(count: 1, assignment: own))
    }
    #expect(topics.count == 4)
  }

  @Test("a template's {{name}} must be one that there is something for")
  func names() throws {
    let manifest = try read("chat", "topics: [a]\npersonas: [b]")
    func problems(_ user: String) -> [String] {
      let bytes = CanonicalJSON.bytes(["name": "t", "userPrompt": .string(user)])
      do {
        _ = try Template.read(bytes, file: "t.json", for: manifest)
        return []
      } catch {
        return error.problems.map(\.code)
      }
    }
    #expect(problems("{count} {{topic}} {{persona}} {{turns}}").isEmpty)
    for name in ["subtopic", "system_prompt", "document_type", "tone"] {
      #expect(problems("{count} {{\(name)}}") == ["template.unknown-placeholder"], "\(name)")
    }
  }
}
