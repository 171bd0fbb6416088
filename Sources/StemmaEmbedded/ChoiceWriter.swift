import StemmaRecord
import StemmaText

/// Statements of a text with a number or a name left out, the right one, and three others of the text that are
/// of its kind (`mcq`).
struct ChoiceWriter: EmbeddedTask {
  let names = ["mcq"]

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    guard let section = prompt.context.subject.section,
      ["section", "document"].contains(prompt.context.strategy)
    else { return nil }
    var questions: [JSONValue] = []
    // Another attempt would ask the same.
    if prompt.key.attempt == 0 {
      let blanks = Blanks(section.text, headings: section.headingPath)
      let asked = Self.asked(blanks)
      let choice = Choice(prompt.sampling)
      let seed = prompt.sampling.seed ?? 0
      var draws = Draws(seed: seed, item: prompt.key.item, slot: -1)
      let order = choice.order(
        asked.map(\.score), count: min(asked.count, prompt.key.slots.upperBound), draws: &draws)
      for slot in prompt.key.slots where slot < order.count {
        var draws = Draws(
          seed: seed, item: prompt.key.item, slot: slot, candidate: prompt.key.candidate)
        questions.append(asked[order[slot]].question(blanks, &draws))
      }
    }
    return Answer(text: CanonicalJSON.text(["questions": .array(questions)]))
  }

  /// A blank with what else might stand there.
  private struct Asked {
    let blank: Blanks.Blank
    /// At least three.
    let others: [String]
    let score: Int

    func question(_ blanks: Blanks, _ draws: inout Draws) -> JSONValue {
      let sentence = blanks.reading.sentences[blank.sentence]
      let passage = blanks.reading.passage
      let before = passage.text(sentence.bytes.lowerBound..<blank.bytes.lowerBound)
      let after = passage.text(blank.bytes.upperBound..<sentence.bytes.upperBound)
      var left = others
      var wrong: [JSONValue] = []
      while wrong.count < 3 {
        wrong.append(.string(left.remove(at: Int(draws.below(UInt64(left.count))))))
      }
      let thing = blank.span == nil ? "name" : "number"
      return [
        "correct_answer": .string(blank.text), "incorrect_answers": .array(wrong),
        "question": .string("Which \(thing) completes this statement? “\(before)____\(after)”"),
        "source": .string(passage.text(sentence.bytes)),
      ]
    }
  }

  private static let numberPoints = 700
  private static let namePoints = 680

  /// The best first, ties in the order of the text; one of each sentence.
  private static func asked(_ blanks: Blanks) -> [Asked] {
    var found: [Asked] = []
    var taken: Set<Int> = []
    for blank in blanks.all where !taken.contains(blank.sentence) {
      guard isFit(blank, blanks) else { continue }
      let others = others(than: blank, blanks)
      guard others.count >= 3 else { continue }
      taken.insert(blank.sentence)
      found.append(
        Asked(
          blank: blank, others: others,
          score: (blank.span == nil ? namePoints : numberPoints) + 10 * min(10, others.count)))
    }
    return found.enumerated().sorted {
      $0.element.score != $1.element.score
        ? $0.element.score > $1.element.score : $0.offset < $1.offset
    }.map(\.element)
  }

  /// Where these stand before or after a number, others fit as well.
  private static let bounding = Set(
    """
    least most than up under over below above within between beyond exceed exceeds exceeding minimum maximum
    some any until before after since every each per
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Of these, what says nothing of bounds right before a number.
  private static let counting: Set = ["every", "each", "per"]

  /// Whether the sentence stands by itself, says one thing of the kind, and holds it to be just so.
  private static func isFit(_ blank: Blanks.Blank, _ blanks: Blanks) -> Bool {
    let reading = blanks.reading
    let sentence = reading.sentences[blank.sentence]
    guard sentence.isProse, Loose.isFree(reading.text(of: sentence), reading.words[sentence.body])
    else { return false }
    let same = blanks.all.count { $0.sentence == blank.sentence && $0.kind == blank.kind }
    guard same == 1 else { return false }
    guard blank.span != nil else { return true }
    let before = sentence.body.filter {
      reading.words[$0].bytes.upperBound <= blank.bytes.lowerBound
    }
    let words = before.suffix(3).map { reading.words[$0].lower }
    return !words.dropLast().contains(where: bounding.contains)
      && !(words.last.map { bounding.contains($0) && !counting.contains($0) } ?? false)
  }

  /// A number of another unit that is not ten times as large or as small.
  private static func isNear(_ other: Blanks.Blank, _ blank: Blanks.Blank) -> Bool {
    guard let span = blank.span, let others = other.span,
      blank.kind != .number(unit: Blanks.year), other.kind != .number(unit: Blanks.year)
    else { return false }
    return others.lowerBound <= span.lowerBound * 10 && span.lowerBound <= others.lowerBound * 10
  }

  /// What else of the text is of the kind and cannot be meant: no number within or around the right one,
  /// nothing that the sentence has itself, nothing of which the text says much the same.
  private static func others(than blank: Blanks.Blank, _ blanks: Blanks) -> [String] {
    let own = blanks.contents[blank.sentence]
    let said = blanks.reading.text(of: blanks.reading.sentences[blank.sentence])
    var found: [String] = []
    let same = blanks.all.filter { $0.kind == blank.kind }
    let near = blanks.all.filter { $0.kind != blank.kind && isNear($0, blank) }
    for other in same + near where other.sentence != blank.sentence {
      // Numbers of another unit only fill up what is lacking.
      if found.count >= 3, other.kind != blank.kind { break }
      guard !found.contains(other.text), !said.contains(other.text),
        !other.text.contains(blank.text)
      else { continue }
      if let span = blank.span, let others = other.span, span.overlaps(others) { continue }
      // Of two statements that share most of their words, either might be meant.
      let common = own.intersection(blanks.contents[other.sentence]).count
      guard common * 5 <= min(own.count, blanks.contents[other.sentence].count) * 3 else {
        continue
      }
      found.append(other.text)
    }
    return found
  }
}
