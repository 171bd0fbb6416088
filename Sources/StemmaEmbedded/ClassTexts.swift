import StemmaRecord
import StemmaText

/// Texts of a class, taken word for word from a passage that is of it (`classification`).
///
/// A text begins with a sentence that stands by itself and, where the passage was found by words, has one of
/// them; up to two sentences of its paragraph may follow. No sentence is in two texts.
struct ClassTexts: EmbeddedTask {
  let names = ["classification"]
  let needsInput = true

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    guard let section = prompt.context.subject.section, let brief = section.brief else {
      return nil
    }
    // Another attempt would give what was there before.
    let texts =
      prompt.key.attempt > 0 || section.input == Brief.input
      ? [] : Self.texts(of: section, brief, prompt)
    return Answer(
      text: CanonicalJSON.text(["texts": .array(texts.map { ["text": .string($0)] })]))
  }

  private static func texts(
    of section: Section, _ brief: Brief, _ prompt: Prompt
  ) -> [String] {
    let key = prompt.key
    let seed = prompt.sampling.seed ?? 0
    let wanted = Set(brief.words)
    let leads = KeySentences(of: section).ranked.filter {
      wanted.isEmpty || !$0.words.isDisjoint(with: wanted)
    }
    let reading = Reading(section.text, headings: section.headingPath)
    var draws = Draws(seed: seed, item: key.item, slot: -1)
    let order = Choice(prompt.sampling).order(
      leads.map(\.score), count: leads.count, draws: &draws)
    var texts: [String] = []
    var taken: Set<Int> = []
    for place in order.map({ leads[$0].place }) where !taken.contains(place) {
      guard texts.count < key.slots.upperBound else { break }
      var draws = Draws(seed: seed, item: key.item, slot: texts.count, candidate: key.candidate)
      let most = Int(draws.below(3))
      var end = place
      while end - place < most, end + 1 < reading.sentences.count, !taken.contains(end + 1),
        reading.sentences[end + 1].isProse,
        reading.sentences[end + 1].block == reading.sentences[place].block
      { end += 1 }
      taken.formUnion(place...end)
      texts.append(
        reading.passage.text(
          reading.sentences[place].bytes.lowerBound..<reading.sentences[end].bytes.upperBound))
    }
    return Array(texts.dropFirst(key.slots.lowerBound))
  }
}
