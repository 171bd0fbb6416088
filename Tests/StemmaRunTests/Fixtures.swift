import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTask
import StemmaTesting

@testable import StemmaRun

extension Workspace {
  var storePath: String { path("store") }

  func create() throws -> Store { try Store.create(at: storePath) }
}

/// A teacher that does as the test says.
struct ScriptedTeacher: Teacher {
  let description: TeacherDescription
  let script: @Sendable (Prompt) async throws -> Answer

  init(isPure: Bool = true, _ script: @escaping @Sendable (Prompt) async throws -> Answer) {
    description = TeacherDescription(
      name: "scripted", revision: 1, isPure: isPure, tasks: nil)
    self.script = script
  }

  func answer(_ prompt: Prompt) async throws -> Answer { try await script(prompt) }
}

/// Pairs that are a function of the prompt alone.
func pairs(_ count: Int, _ prompt: Prompt) -> Answer {
  let rows = (0..<count).map { number -> JSONValue in
    let slot = prompt.key.slots.lowerBound + number
    let place = "\(prompt.context.subject.name) \(prompt.context.strategy) \(slot)"
    return [
      "answer": .string("Answer \(prompt.key.attempt).\(prompt.key.candidate) of \(place)."),
      "question": .string("What is said in \(place)?"),
    ]
  }
  return Answer(text: CanonicalJSON.text(["pairs": .array(rows)]))
}

/// As many pairs as were asked for.
func wanted(_ prompt: Prompt) -> Answer { pairs(prompt.key.slots.count, prompt) }

func manifest(
  dataset: String = "coffee", seed: UInt64? = 7, count: Int? = nil, perSection: Int? = nil,
  strategy: String = "extraction", candidates: Int = 1, maxAttempts: Int = 1,
  filters: [FilterChoice]? = [], split: Split? = nil
) -> Manifest {
  Manifest(
    dataset: dataset, task: "qa", documents: ["*.md"], sampling: Sampling(seed: seed),
    count: count, perSection: perSection, strategy: strategy, candidates: candidates,
    maxAttempts: maxAttempts, filters: filters, split: split, catalogue: Offer.catalogue)
}

func sections(_ count: Int) -> [Section] {
  (0..<count).map {
    Section(
      input: "a.md", headingPath: ["Part \($0 / 3)"], text: "Passage number \($0) of many.",
      occurrence: 0, line: $0 + 1)
  }
}

/// One production in memory, and what can be read of it.
struct Made {
  let result: Production.Result
  let sink: MemorySink
  var counts: Counts { result.counts }

  init(
    _ manifest: Manifest, _ sections: [Section], _ teacher: some Teacher, width: Int = 2,
    progress: (RunProgress) -> Void = { _ in }
  ) async throws {
    let task = QuestionAnswering()
    guard let template = Template(json: task.template) else { throw RunError.duplicateInput("") }
    sink = MemorySink()
    result = try await Production(
      manifest: manifest, template: template, task: task,
      respondent: PureRespondent(teacher: teacher), subjects: sections.map(Subject.section),
      width: width
    ).make(into: sink, cut: .standard, progress: progress)
  }

  func entries(_ root: ObjectID) throws -> [(key: String, json: JSONValue)] {
    var entries: [(String, JSONValue)] = []
    try SequenceReader(root, from: sink).forEach { _, entry in
      entries.append((entry.key, entry.json() ?? .null))
      return true
    }
    return entries
  }

  /// What must hold of every run: nothing vanishes.
  func addsUp() throws -> Bool {
    let ledger = try entries(result.roots.ledger)
    let records = try entries(result.roots.records).count
    let traces = try entries(result.roots.traces).count
    return counts.outcomes.values.reduce(0, +) == counts.asked
      && counts.kept == counts.outcomes["kept", default: 0]
      && counts.kept == records && counts.kept == traces
      && counts.asked - counts.kept == ledger.count
      && Set(ledger.map(\.key)).count == ledger.count
      && counts.candidates == counts.kept + ledger.count { $0.json["row"] != nil }
  }
}
