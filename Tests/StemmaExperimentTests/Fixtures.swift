import StemmaExperiment
import StemmaRecord
import Testing

/// What the rooms offer in these tests: the real names, and a few more to tell apart.
let catalogue = Catalogue(
  tasks: [
    TaskEntry(
      name: "qa", summary: "Questions and answers.",
      strategies: ["both", "extraction", "expansion"], roles: [.question, .answer]),
    TaskEntry(name: "summary", summary: "A document and its summary.", strategies: ["brief"]),
    TaskEntry(
      name: "instruction", summary: "Instructions of seeds.", strategies: ["cycle", "free"],
      inputs: [.seeds, .datasets], needsInput: false),
  ],
  teachers: [
    TeacherDescription(name: "embedded", revision: 1, isPure: true, tasks: ["qa", "instruction"]),
    TeacherDescription(name: "everything", revision: 1, isPure: true, tasks: nil),
  ],
  filters: [
    FilterEntry(name: "schema", summary: "Keeps what has the task's form.", parameters: []),
    FilterEntry(
      name: "length", summary: "Keeps what is neither short nor long.",
      parameters: [
        FilterEntry.Parameter(
          name: "min_words", summary: "Least words of an answer.", type: .integer(0...1_000),
          standard: .integer(3))
      ]),
    FilterEntry(
      name: "duplicates", summary: "Drops what is there already.",
      parameters: [
        FilterEntry.Parameter(
          name: "threshold", summary: "Similarity from which two are one.",
          type: .decimal(Millionths(count: 500_000)...Millionths(count: 1_000_000)),
          standard: .decimal(Millionths(count: 850_000)))
      ]),
    FilterEntry(name: "grammar", summary: "Keeps what parses.", parameters: []),
  ],
  providers: [
    ProviderEntry(
      name: "self", summary: "What was trained on the dataset.", form: .adapter,
      capabilities: TeacherCapabilities(
        seed: true, temperatureWithTopP: true, schema: true, logProbabilities: true))
  ])

let reader = ManifestReader(catalogue: catalogue)

/// A whole manifest of five lines; what is added begins on line 6.
func minimal(_ extra: String = "") -> String {
  """
  stemma: 1
  dataset: demo
  task: qa
  inputs:
    documents: [a.md]
  \(extra)

  """
}

func problems(_ text: String, overrides: [String] = []) -> [ManifestProblem] {
  problems(Array(text.utf8), overrides: overrides)
}

func problems(_ bytes: [UInt8], overrides: [String] = []) -> [ManifestProblem] {
  do {
    _ = try reader.read(bytes, file: "m.yaml", overrides: overrides)
    return []
  } catch {
    return error.problems
  }
}

func read(_ text: String, overrides: [String] = []) throws -> Manifest {
  try reader.read(Array(text.utf8), file: "m.yaml", overrides: overrides)
}

/// A problem as one line: `code line:column path -> suggestion`.
func shown(_ problem: ManifestProblem) -> String {
  "\(problem.code) \(problem.line):\(problem.column) \(problem.path)"
    + (problem.suggestion.map { " -> \($0)" } ?? "")
}
