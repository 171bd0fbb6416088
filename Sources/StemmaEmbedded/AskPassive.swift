import StemmaText

extension SentenceAsker {
  /// "X is stored in Y", "X is used to Y", "X is based on Y".
  mutating func askOfPassive(_ clause: Clause) {
    let verb = clause.verb
    let opener = words[clause.subject.range.lowerBound].lower
    guard verb.kind == .passive, !verb.isNegated, let first = clause.core.first,
      clause.core.count >= 2, !["some", "many", "most", "several", "other"].contains(opener)
    else { return }
    let inversion = wording.inversion(of: verb, keepsAdverbs: false)
    let name = wording.subject(clause)
    let next = words[first]
    let isSimply = ["simply", "mainly", "primarily", "mostly"].contains(next.lower)
    if next.tag == .infinitiveTo || isSimply && words[first + 1].tag == .infinitiveTo {
      guard VerbLists.purposed.contains(verb.base) else { return }
      if verb.form == .modal, inversion.auxiliary != "can" { return }
      let isUse = verb.base == "use"
      add(
        .object, isUse ? 910 : 850,
        Wording.question("what", inversion.auxiliary, name, inversion.tail, isUse ? "for" : "to do")
      )
      if isUse, verb.form != .modal {
        add(.object, 810, Wording.question("what is the purpose of", name))
      }
      return
    }
    let pair = words[verb.main].lower + "-" + next.lower
    // What is supported by "version 3" is not supported by it.
    let isOfVersion = clause.core.contains { ["version", "versions"].contains(words[$0].lower) }
    // Who does something is asked as such.
    let isOfPerson = clause.core.contains { Self.persons.contains(words[$0].lower) }
    // "An estimate is made of the error."
    if pair == "made-of", ["a", "an"].contains(opener) { return }
    if VerbLists.boundPrepositions.contains(pair),
      next.lower != "by" || !isOfVersion && !isOfPerson && words[first + 1].tag != .gerund,
      hasPhrase(after: first, in: clause)
    {
      add(
        .object, next.lower == "by" ? 760 : 840,
        Wording.question("what", inversion.auxiliary, name, inversion.tail, next.lower))
    }
    askWhere(clause, inversion, name)
    askOfDate(clause, inversion, name)
  }

  private func hasPhrase(after index: Int, in clause: Clause) -> Bool {
    let phrases = PhraseReader(words: words, end: clause.end)
    guard let phrase = phrases.baseNounPhrase(at: index + 1) else {
      return index + 1 < clause.end && words[index + 1].tag == .gerund
    }
    return !phrase.isPronoun
  }

  private mutating func askWhere(_ clause: Clause, _ inversion: Wording.Inversion, _ name: String) {
    guard let first = clause.core.first, VerbLists.placed.contains(clause.verb.base),
      clause.verb.base != "build",
      ["in", "on", "at", "under", "inside", "into", "to", "within"].contains(words[first].lower),
      hasPhrase(after: first, in: clause), !isTimeOrManner(after: first)
    else { return }
    let score = 870
    add(
      .location, score,
      Wording.question("where", inversion.auxiliary, name, inversion.tail, leadPhrase))
  }

  func isTimeOrManner(after index: Int) -> Bool {
    guard index + 1 < words.count else { return true }
    for place in index + 1..<min(index + 4, words.count) {
      let lower = words[place].lower
      if [
        "discretion", "way", "manner", "order", "time", "years", "terms", "general", "advance",
        "addition",
        "least", "detail", "mind", "parallel", "turn", "case", "form", "format",
      ].contains(lower) {
        return true
      }
      if words[place].tag == .number { return true }
    }
    return false
  }

  /// "X was released in 1993": when was X released?
  private mutating func askOfDate(_ clause: Clause, _ inversion: Wording.Inversion, _ name: String)
  {
    guard inversion.auxiliary == "was" || inversion.auxiliary == "were" else { return }
    for index in clause.core.dropLast() where words[index].lower == "in" {
      guard let year = Int(words[index + 1].lower), year > 1000, year < 2100 else { continue }
      let between = clause.core.lowerBound..<index
      guard between.count <= 6, fitness.isFit(between) else { return }
      add(
        .time, 890,
        Wording.question(
          "when", inversion.auxiliary, name, inversion.tail, reading.innerText(between)))
      add(
        .time, 800,
        Wording.question(
          "in what year", inversion.auxiliary, name, inversion.tail, reading.innerText(between)))
      return
    }
  }
}
