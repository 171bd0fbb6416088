import StemmaText

extension SentenceAsker {
  /// "There are three kinds of X": how many kinds of X are there?
  mutating func askOfExistence() {
    let body = sentence.body
    let start = body.lowerBound
    guard body.count >= 5, words[start].lower == "there" else { return }
    let verb = words[start + 1].lower
    guard verb == "is" || verb == "are" else { return }
    var first = start + 2
    while first < body.upperBound, words[first].tag == .adverb { first += 1 }
    let phrases = PhraseReader(words: words, end: body.upperBound)
    guard first < body.upperBound, let thing = phrases.baseNounPhrase(at: first), !thing.isPronoun
    else { return }
    let adjuncts = AdjunctReader(words: words, phrases: phrases, end: body.upperBound)
      .adjuncts(from: thing.range.upperBound)
    let end = adjuncts.first?.range.lowerBound ?? body.upperBound
    let opener = words[thing.range.lowerBound]
    if verb == "are", opener.tag == .number, thing.isPlural {
      let rest = thing.range.lowerBound + 1..<end
      guard rest.count <= 8, fitness.isFit(rest) else { return }
      add(.quantity, 870, Wording.question("how many", reading.innerText(rest), "are there"))
      return
    }
    askWhetherThereIs(thing, verb, thing.range.lowerBound..<end, adjuncts)
  }

  private mutating func askWhetherThereIs(
    _ thing: NounPhrase, _ verb: String, _ range: Range<Int>, _ adjuncts: [Adjunct]
  ) {
    if let kind = adjuncts.first?.kind {
      guard kind == .comma || kind == .because || kind == .coordination else { return }
    }
    guard range.count >= 4, range.count <= 11, let last = range.last,
      ![.preposition, .determiner, .infinitiveTo, .subordinator].contains(words[last].tag)
    else { return }
    let opener = words[range.lowerBound].lower
    if opener == "no", range.count >= 5, words[thing.head].lower == "need",
      words[thing.range.upperBound].tag == .infinitiveTo
    {
      let goal = thing.range.upperBound + 1..<range.upperBound
      guard fitness.isFit(goal), words[goal.lowerBound].can(.verbBase) else { return }
      add(.whether, 760, Wording.question("is it necessary to", reading.innerText(goal)))
      add(.whether, 740, Wording.question("do you need to", reading.innerText(goal)))
    } else if opener == "no" {
      let rest = range.dropFirst()
      guard fitness.isFit(rest) else { return }
      let article =
        verb == "are" ? "any" : Morphology.takesAn(words[rest.lowerBound].lower) ? "an" : "a"
      add(.whether, 760, Wording.question(verb, "there", article, reading.innerText(rest)))
    } else if opener == "a" || opener == "an", fitness.isFit(range) {
      add(.whether, 700, Wording.question("is there", reading.innerText(range)))
    }
  }
}
