import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaExperiment

@Suite("overrides written into a manifest's text")
struct ManifestEditingTests {
  private let reader = ManifestReader(catalogue: catalogue)
  private static let source = """
    # What this is about.
    stemma: 1
    dataset: coffee
    task: qa
    inputs:
      documents:   # in this folder
      - a.md
      - b.md
    sampling:
      # warm
      temperature: 0.7
      seed: 7
    count: 20

    """

  private func edited(_ overrides: [String], _ source: String = source) throws -> String {
    let bytes = try reader.applying(overrides, to: Array(source.utf8), file: "m.yaml")
    let wanted = try reader.read(Array(source.utf8), file: "m.yaml", overrides: overrides)
    #expect(try reader.read(bytes, file: "m.yaml") == wanted)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("without overrides not a byte changes")
  func none() throws {
    #expect(try edited([], Self.source + "\n\n") == Self.source + "\n\n")
  }

  static let edits: [(overrides: [String], from: String, to: String)] = [
    (["sampling.temperature=0.9"], "  temperature: 0.7\n", "  temperature: 0.9\n"),
    (["count=5"], "count: 20\n", "count: 5\n"),
    (["count="], "count: 20\n", ""),
    (["count=null"], "count: 20\n", ""),
    (["sampling.seed="], "  seed: 7\n", ""),
    (["count=5", "count=6"], "count: 20\n", "count: 6\n"),
    (["sampling.top_p=0.5"], "sampling:\n", "sampling:\n  top_p: 0.5\n"),
    (["domain=tea"], "count: 20\n", "count: 20\ndomain: tea\n"),
    (
      ["inputs.documents=[c.md]"], "  documents:   # in this folder\n  - a.md\n  - b.md\n",
      "  documents: [c.md]\n"
    ),
    (["constraints=[a, b]"], "count: 20\n", "count: 20\nconstraints: [a, b]\n"),
  ]

  @Test("one line changes, and comments stay", arguments: edits.indices)
  func edit(row: Int) throws {
    let (overrides, from, to) = Self.edits[row]
    #expect(Self.source.contains(from))
    let wanted = Self.source.replacing(from, with: to)
    #expect(try edited(overrides) == wanted, "\(overrides)")
  }

  @Test("a field of a block that is not there yet brings the block")
  func newBlock() throws {
    let source = Self.source.replacing("inputs:", with: "inputs:").split(
      separator: "sampling:", omittingEmptySubsequences: false)[0]
    let text = try edited(["sampling.temperature=1"], String(source))
    #expect(text.hasSuffix("sampling:\n  temperature: 1\n"))
  }

  @Test("lines that end in CR LF are lines too")
  func carriageReturns() throws {
    let source = Self.source.replacing("\n", with: "\r\n")
    let text = try edited(["count=5", "sampling.temperature=0.9"], source)
    #expect(text.utf8.count < source.utf8.count + 2)
    #expect(text.contains("# warm\r\n"))
  }

  @Test("a layout that lines cannot edit is refused, never written wrong")
  func layouts() throws {
    let flow = "{stemma: 1, dataset: coffee, task: qa, inputs: {documents: [a.md]}, count: 20}\n"
    let inner = Self.source.replacing(
      "sampling:\n  # warm\n  temperature: 0.7\n  seed: 7\n",
      with: "sampling: {temperature: 0.7, seed: 7}\n")
    for (source, override) in [(flow, "count=5"), (inner, "sampling.temperature=0.9")] {
      do {
        _ = try edited([override], source)
      } catch let error as ManifestError {
        #expect(error.problems.map(\.code) == ["manifest.cannot-edit"])
      }
    }
  }

  @Test("a wrong override is reported as reading reports it")
  func wrong() {
    let error = #expect(throws: ManifestError.self) {
      try reader.applying(["count=lots"], to: Array(Self.source.utf8), file: "m.yaml")
    }
    #expect(error?.problems.first?.file == "--set count=lots")
  }

  @Test("many overrides at once read as they should, or are refused", arguments: 1...60)
  func random(seed: Int) throws {
    var dice = Dice(UInt64(seed))
    let choices = [
      "count=3", "count=", "per_section=4", "sampling.temperature=1.5", "sampling.seed=",
      "sampling.top_p=0.9", "domain=tea and more", "candidates=2", "strategy=both",
      "max_attempts=2", "license=MIT", "sampling.max_tokens=100", "inputs.documents=[x.md]",
      "description='a: b # c'",
    ]
    let overrides = choices.shuffled(using: &dice).prefix(Int.random(in: 1...6, using: &dice))
    let text = try edited(Array(overrides))
    #expect(text.hasPrefix("# What this is about.\nstemma: 1\n"), "seed \(seed)")
  }
}
