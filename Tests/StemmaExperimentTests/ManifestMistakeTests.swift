import StemmaExperiment
import Testing

@Suite struct ManifestMistakeTests {
  @Test(
    "a mistake is named with its place and what was meant",
    arguments: fieldMistakes + numberMistakes + nameMistakes + textMistakes + syntaxMistakes
      + overrideMistakes + splitMistakes)
  func mistake(_ mistake: Mistake) {
    let found = problems(mistake.text, overrides: mistake.overrides)
    #expect(found.map(shown).joined(separator: "|") == mistake.expected, "\(found)")
  }
}
