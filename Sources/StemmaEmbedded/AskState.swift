import StemmaText

/// Asks how a thing stands to others, and what it is or has to be.
extension SentenceAsker {
  private static let relations = set(
    """
    relative-to equal-to similar-to identical-to equivalent-to different-from useful-for
    responsible-for compatible-with incompatible-with dependent-on specific-to limited-to
    suitable-for subject-to sensitive-to bound-to available-for available-in available-on
    intended-for named-after
    """)

  /// "The path is relative to the root.": what is it relative to?
  mutating func askOfRelation(_ clause: Clause) {
    let core = clause.core
    guard !clause.verb.isNegated, core.count >= 3, words[core.lowerBound + 2].tag != .pronoun,
      let auxiliary = clause.verb.auxiliary, clause.verb.form != .modal
    else { return }
    let pair = words[core.lowerBound].lower + "-" + words[core.lowerBound + 1].lower
    guard Self.relations.contains(pair) else { return }
    add(
      .object, 800,
      Wording.question(
        "what", words[auxiliary].lower, wording.subject(clause), words[core.lowerBound].lower,
        words[core.lowerBound + 1].lower))
  }

  /// "The value should be a series of paths.": what should it be?
  mutating func askOfDutyToBe(_ clause: Clause) {
    let modal = wording.inversion(of: clause.verb).auxiliary
    guard clause.verb.form == .modal, !clause.verb.isNegated, ["must", "should"].contains(modal),
      let first = clause.core.first, clause.core.count >= 3,
      words[first].tag == .determiner || ["one", "either"].contains(words[first].lower)
    else { return }
    add(.object, 810, Wording.question("what", modal, wording.subject(clause), "be"))
  }

  private static let sorts = set(
    """
    valid supported possible available allowed accepted permitted legal recognized known current
    default defined required mandatory optional
    """)

  /// "Valid types are A, B and C.": what are the valid types?
  mutating func askOfKinds(_ clause: Clause) {
    let range = clause.subject.range
    let start = words[range.lowerBound].lower == "the" ? range.lowerBound + 1 : range.lowerBound
    guard start < range.upperBound - 1, Self.sorts.contains(words[start].lower),
      clause.subject.isPlural, !clause.verb.isNegated, clause.verb.form != .modal,
      let first = clause.core.first, words[first].tag != .adjective, words[first].tag != .adverb
    else { return }
    add(
      .object, 840,
      Wording.question("what are the", reading.innerText(start..<range.upperBound)))
  }

  /// "Under X, the usual size is 3.": what is the usual size under X?
  mutating func askOfValue(_ clause: Clause) {
    guard case .phrase(let range) = sentence.lead, range.count <= 6, range.count > 1,
      ["in", "for", "on", "with", "under", "by"].contains(words[range.lowerBound].lower),
      fitness.isFit(range), !clause.verb.isNegated, clause.verb.form != .modal,
      let first = clause.core.first,
      [.determiner, .symbol, .number, .name, .noun].contains(words[first].tag)
        || words[first].isQuotationMark,
      !["case", "cases", "general", "addition"].contains(words[range.upperBound - 1].lower)
    else { return }
    add(
      .object, 840,
      Wording.question(
        "what", words[clause.verb.main].lower, wording.subject(clause), reading.innerText(range)))
  }
}
