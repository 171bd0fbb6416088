import StemmaRecord
import StemmaTask

@testable import StemmaExperiment

let catalogue = Catalogue(
  tasks: Tasks.all.map(\.entry),
  teachers: [TeacherDescription(name: "embedded", revision: 1, isPure: true, tasks: nil)],
  filters: [])

func manifest(
  count: Int? = nil, perSection: Int? = nil, strategy: String = "extraction", maxAttempts: Int = 3
) -> Manifest {
  Manifest(
    dataset: "coffee", task: "qa", documents: ["a.md"], count: count, perSection: perSection,
    strategy: strategy, maxAttempts: maxAttempts, catalogue: catalogue)
}

/// Sections of so many scalars each.
func sections(_ lengths: [Int]) -> [Section] {
  lengths.enumerated().map { place, length in
    Section(
      input: "a.md", headingPath: ["Part \(place)"], text: String(repeating: "x", count: length),
      occurrence: 0, line: place + 1)
  }
}

func planner(
  _ manifest: Manifest, _ lengths: [Int], missingIsFinal: Bool = true
) -> Planner {
  Planner(
    manifest, subjects: sections(lengths).map(Subject.section), task: QuestionAnswering(),
    missingIsFinal: missingIsFinal)
}

extension Asking {
  /// Every slot of it left open.
  func open(missing: Bool) -> [OpenSlot] {
    slots.enumerated().map { offset, ordinal in
      OpenSlot(
        item: item, ordinal: ordinal, attempt: attempt, place: place + offset, isMissing: missing)
    }
  }
}

extension [Asking] {
  var slotCount: Int { reduce(0) { $0 + $1.slots.count } }
}
