import StemmaText

extension SentenceAsker {
  /// "X is a Y that …": what is X?
  mutating func askOfDefinition(_ clause: Clause) {
    guard clause.verb.kind == .copula, !clause.verb.isNegated, clause.verb.form != .modal,
      !clause.core.isEmpty, !clause.subject.isYou, clause.verb.auxiliary == clause.verb.main
    else { return }
    let subject = clause.antecedent ?? clause.subject
    askOfUsual(clause)
    let first = words[clause.core.lowerBound]
    let verb = words[clause.verb.main].lower
    let head = words[subject.head]
    let isBareNoun =
      subject.range.count == 1 && head.tag == .noun && head.can(.common)
    guard !isProperPronounLike(subject), !isBareNoun, head.lower != "value" else { return }
    let name = wording.subject(clause)
    if isSpeakingOf(subject), first.tag != .adjective {
      add(.definition, 900, Wording.question("what", verb, name))
      return
    }
    if isNaming(subject, first) {
      add(.definition, 850, Wording.question("what", verb, name))
      return
    }
    guard first.tag == .determiner || (clause.subject.isPlural && startsPlural(clause)) else {
      askOfTrait(clause)
      return
    }
    guard ["a", "an", "the", "one", "any", "some"].contains(first.lower) || clause.subject.isPlural
    else { return }
    let second = clause.core.count > 1 ? words[clause.core.lowerBound + 1].lower : ""
    if first.lower == "no" { return }
    if Grounding.idle.contains(second) { return }
    if ["same", "only", "first", "last", "best", "most", "one", "following", "case"].contains(
      second)
    {
      return
    }
    let isBare = clause.core.count <= 3 && clause.core.allSatisfy { words[$0].can(.common) }
    if isBare, clause.adjuncts.first?.kind != .relative { return }
    if headOfCore(clause) == words[subject.head].lower, clause.core.count < 5 { return }
    let isPast = verb == "was" || verb == "were"
    let isShort = subject.range.count <= 4 && !subject.isLong
    guard
      ![
        "part", "result", "case", "problem", "matter", "exception", "topic", "reason", "idea",
        "issue",
        "must", "need", "place", "question", "time", "difference", "challenge", "start", "subset",
      ].contains(headOfCore(clause)), !subject.isLong
    else {
      return
    }
    add(.definition, isShort ? 930 : 840, Wording.question("what", verb, name))
    guard isShort, !isPast else { return }
    if !subject.isPlural, words[subject.range.lowerBound].lower != "the", !subject.isCompound {
      add(.definition, 770, Wording.question("what is meant by", name))
    }
  }

  /// "By default, the limit is 3": what is the limit by default? Of a term, which tells the limit.
  private mutating func askOfUsual(_ clause: Clause) {
    guard term != nil, case .phrase(let range) = sentence.lead, range.count == 2,
      words[range.lowerBound].lower == "by", words[range.lowerBound + 1].lower == "default",
      let first = clause.core.first, words[first].tag != .adjective, !clause.subject.isPronoun,
      fitness.isFit(clause.subject.range)
    else { return }
    add(
      .object, 900,
      Wording.question(
        "what", words[clause.verb.main].lower, wording.subject(clause), "by default"))
  }

  private func isProperPronounLike(_ subject: NounPhrase) -> Bool {
    ["what", "everything", "nothing", "all", "both", "some", "many", "most", "each"].contains(
      words[subject.range.lowerBound].lower)
  }

  /// "The purpose of X is …": the phrase is a question in itself.
  private func isSpeakingOf(_ subject: NounPhrase) -> Bool {
    let range = subject.range
    guard range.count >= 4, words[range.lowerBound].lower == "the" else { return false }
    for index in range where ["of", "between", "for", "behind"].contains(words[index].lower) {
      return [
        "purpose", "goal", "aim", "role", "function", "difference", "advantage", "disadvantage",
        "meaning", "default", "result", "size", "name", "location", "format", "value", "cost",
        "cause", "effect", "job", "task", "objective", "syntax", "order", "length", "benefit",
        "drawback", "origin", "source", "structure", "status", "title", "main", "point", "nature",
        "essence", "reason", "need", "requirement", "basis", "motivation", "rationale", "idea",
        "problem", "trick", "key", "limit", "disadvantage", "danger", "risk",
        "consequence", "definition", "scope", "base", "strength", "weakness", "basis", "key", "way",
        "author", "maximum", "minimum", "number",
      ].contains(words[index - 1].lower)
    }
    return false
  }

  /// "The main channel for X is #y", "An alternative to X is Y": a name is what is asked for.
  private func isNaming(_ subject: NounPhrase, _ first: Word) -> Bool {
    let range = subject.range
    guard subject.isLong, range.count >= 4, range.count <= 9,
      ["the", "an"].contains(words[range.lowerBound].lower),
      first.isQuotationMark || first.tag == .name || first.tag == .symbol || first.tag == .number,
      words[subject.head].tag == .noun
    else { return false }
    let next = subject.head + 1
    return next < range.upperBound && ["of", "for", "to", "between"].contains(words[next].lower)
  }

  private func startsPlural(_ clause: Clause) -> Bool {
    guard
      let phrase = PhraseReader(words: words, end: clause.core.upperBound)
        .baseNounPhrase(at: clause.core.lowerBound)
    else { return false }
    return phrase.isPlural && !phrase.isPronoun
  }

  func headOfCore(_ clause: Clause) -> String {
    guard
      let phrase = PhraseReader(words: words, end: clause.core.upperBound)
        .baseNounPhrase(at: clause.core.lowerBound)
    else { return "" }
    return words[phrase.head].lower
  }

  /// "X is responsible for Y": what is X responsible for?
  private mutating func askOfTrait(_ clause: Clause) {
    let core = clause.core
    guard core.count >= 3, words[core.lowerBound].tag == .adjective else { return }
    let pair = words[core.lowerBound].lower + "-" + words[core.lowerBound + 1].lower
    guard VerbLists.boundPrepositions.contains(pair),
      words[core.lowerBound + 2].tag != .gerund || pair == "responsible-for"
    else { return }
    add(
      .object, 830,
      Wording.question(
        "what", words[clause.verb.main].lower, wording.subject(clause),
        words[core.lowerBound].lower, words[core.lowerBound + 1].lower))
  }

}
