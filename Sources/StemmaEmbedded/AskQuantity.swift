import StemmaText

extension SentenceAsker {
  /// "X has three Ys": how many Ys does X have?
  mutating func askOfQuantity(_ clause: Clause) {
    guard clause.verb.kind == .active, !clause.verb.isNegated, let first = clause.core.first,
      !clause.subject.isYou
    else { return }
    var index = first
    while index < clause.core.upperBound, isApproximation(index) { index += 1 }
    guard index < clause.core.upperBound, isCount(index) else { return }
    let phrases = PhraseReader(words: words, end: clause.core.upperBound)
    guard let counted = phrases.baseNounPhrase(at: index + 1), counted.isPlural, !counted.isPronoun,
      words[counted.head].tag == .pluralNoun, fitness.isFit(counted.range)
    else { return }
    let inversion = wording.inversion(of: clause.verb)
    let name = wording.subject(clause)
    let things = withOf(counted, before: clause.core.upperBound)
    // "Two kinds of caching": kinds of what?
    if things.upperBound < clause.core.upperBound, words[things.upperBound].lower == "of" { return }
    let unit = words[counted.head].lower
    if VerbLists.durations.contains(unit) {
      guard ["take", "last", "run", "live", "wait", "spend", "require"].contains(clause.verb.base)
      else { return }
      add(.quantity, 880, Wording.question("how long", inversion.auxiliary, name, inversion.tail))
      return
    }
    add(
      .quantity, 890,
      Wording.question(
        "how many", reading.innerText(things), inversion.auxiliary, name, inversion.tail))
  }

  /// "kinds of bees" where the phrase itself is "kinds".
  private func withOf(_ counted: NounPhrase, before end: Int) -> Range<Int> {
    let of = counted.range.upperBound
    let phrases = PhraseReader(words: words, end: end)
    guard of + 1 < end, words[of].lower == "of", let whole = phrases.baseNounPhrase(at: of + 1),
      !whole.isPronoun, fitness.isFit(whole.range), whole.range.count <= 4
    else { return counted.range }
    return counted.range.lowerBound..<whole.range.upperBound
  }

  private func isApproximation(_ index: Int) -> Bool {
    ["about", "around", "exactly", "only", "approximately", "roughly", "nearly", "almost", "over"]
      .contains(words[index].lower)
      || (words[index].lower == "at" && words[index + 1].lower == "least")
      || (words[index].lower == "least" && words[index - 1].lower == "at")
  }

  /// A number that counts: not a year, not "one".
  private func isCount(_ index: Int) -> Bool {
    guard words[index].tag == .number, words[index].lower != "one", words[index].lower != "1" else {
      return false
    }
    if let value = Int(words[index].lower) { return value < 1000 || value > 2100 }
    return true
  }

  /// "Unlike Y, X …".
  mutating func askOfComparison(_ clause: Clause) {
    guard !clause.subject.isYou else { return }
    let name = wording.subject(clause)
    let plural = clause.subject.isPlural || clause.subject.isCompound
    if case .phrase(let lead) = sentence.lead, words[lead.lowerBound].lower == "unlike",
      fitness.isFit(lead.dropFirst()), lead.count <= 6, lead.count > 1,
      words[lead.lowerBound + 1].tag != .preposition
    {
      let other = reading.innerText(lead.dropFirst())
      add(
        .comparison, 900,
        Wording.question("how", plural ? "do" : "does", name, "differ from", other))
    }
  }
}
