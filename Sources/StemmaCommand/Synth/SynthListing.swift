import StemmaRecord
import StemmaRun
import StemmaStore

/// What `stemma synth list` tells.
struct SynthListing {
  private let target: SynthTarget
  private let versions: [(staged: StagedPairs, applied: [Int], isCurrent: Bool)]

  init(_ target: SynthTarget, _ all: [StagedPairs]) {
    self.target = target
    versions = all.map {
      ($0, target.document.applied(of: $0), $0.isMade(from: target.document))
    }
  }

  var json: JSONObject {
    [
      "document": .string(target.path),
      "generated": .array(
        target.document.generated.map { section in
          [
            "answer": .string(section.answer), "line": .integer(section.line),
            "madeAt": .string(section.madeAt), "question": .string(section.question),
            "source": .string(section.source), "strategy": .string(section.strategy),
            "teacher": .string(section.teacher),
          ]
        }),
      "versions": .array(
        versions.map { staged, applied, isCurrent in
          let open = staged.pairs.indices.filter { !applied.contains($0) }
          return [
            "applied": .integer(applied.count), "fits": .bool(isCurrent),
            "staged": .array(open.map { .object(SynthReport.json(staged.pairs[$0])) }),
            "version": .string(staged.version.name),
          ]
        }),
    ]
  }

  var lines: [String] {
    let generated = target.document.generated
    let path = Terminal.visible(target.path)
    var lines = ["\(path): \(generated.count) generated sections"]
    lines += generated.map {
      Terminal.visible("applied  line \($0.line)  \($0.strategy)  \($0.teacher)  \($0.question)")
    }
    var isOffered = false
    for (staged, applied, isCurrent) in versions {
      let count = staged.pairs.count
      let name = staged.version.name
      guard isCurrent else {
        lines.append("\(name): \(count) pairs for another text than the document's")
        continue
      }
      lines.append("\(name): \(applied.count) of \(count) pairs applied")
      let done = Set(applied)
      for place in staged.pairs.indices where !done.contains(place) {
        lines.append(SynthReport.line("staged ", staged.pairs[place]))
        isOffered = true
      }
    }
    if versions.isEmpty { lines.append("Nothing is staged.") }
    if isOffered { lines.append("next  stemma synth apply \(path)") }
    return lines
  }
}
