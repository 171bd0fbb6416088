import StemmaExperiment
import Testing

@Suite struct ManifestMistakeTests {
  @Test(
    "a mistake is named with its place and what was meant",
    arguments: fieldMistakes + numberMistakes + nameMistakes + textMistakes + syntaxMistakes
      + overrideMistakes + splitMistakes + inputMistakes + adapterMistakes)
  func mistake(_ mistake: Mistake) {
    let found = problems(mistake.text, overrides: mistake.overrides)
    #expect(found.map(shown).joined(separator: "|") == mistake.expected, "\(found)")
  }

  @Test(
    "what a task can make records from is read, and nothing where it needs nothing",
    arguments: [
      "", "inputs: {}", "inputs: {seeds: [s.json, 't/*.jsonl']}", "inputs: {datasets: [coffee]}",
      "inputs: {datasets: [coffee@head~2, 'tea@sha256:ab12', x@3], seeds: [s.json]}",
    ])
  func inputs(_ inputs: String) throws {
    let manifest = try read("stemma: 1\ndataset: demo\ntask: instruction\n\(inputs)\n")
    #expect(manifest.documents.isEmpty && manifest.seeds.count + manifest.datasets.count <= 4)
    #expect(inputs.contains("seeds") != manifest.seeds.isEmpty)
    #expect(inputs.contains("datasets") != manifest.datasets.isEmpty)
  }
}
