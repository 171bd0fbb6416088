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
    // "There are two ways." says no more than the question would.
    let isTold = body.contains { words[$0].lower == ":" || words[$0].lower == "," }
    guard verb == "are", opener.tag == .number, thing.isPlural, isTold else { return }
    let rest = thing.range.lowerBound + 1..<end
    guard rest.count <= 8, fitness.isFit(rest) else { return }
    add(.quantity, 870, Wording.question("how many", reading.innerText(rest), "are there"))
  }
}
