import StemmaText

extension ClauseReader {
  /// A clause whose verb is plain to see, "is" or "must" or their like, where what stands before it
  /// could not be read word by word: "A backslash preceding a newline is treated as …".
  func plainClause(at start: Int) -> Clause? {
    guard start + 2 < end, opensSubject(start), let index = plainVerb(after: start),
      let verb = verbGroup(at: index), verb.form != .past
    else { return nil }
    let phrases = PhraseReader(words: words, end: index)
    let base = phrases.baseNounPhrase(at: start)
    guard
      let head = base?.head
        ?? (start..<index).first(where: {
          [.noun, .pluralNoun, .name, .symbol].contains(words[$0].tag)
        }
        ), !(base?.isPronoun ?? false), !(base?.isYou ?? false)
    else { return nil }
    let isPlural = verb.form == .base || verb.form == .modal && (base?.isPlural ?? false)
    var subject = NounPhrase(range: start..<index, head: head, isPlural: isPlural)
    subject.isLong = base.map { $0.range.upperBound < index } ?? true
    let adjuncts = AdjunctReader(
      words: words, phrases: PhraseReader(words: words, end: end), end: end
    )
    .adjuncts(from: verb.range.upperBound)
    return Clause(
      sentence: sentence, subject: subject, verb: verb,
      core: verb.range.upperBound..<(adjuncts.first?.range.lowerBound ?? end), end: end,
      lead: start..<start, adjuncts: adjuncts, antecedent: nil)
  }

  private func opensSubject(_ start: Int) -> Bool {
    let word = words[start]
    if ["here", "following", "there", "nor", "only", "not"].contains(word.lower) { return false }
    // "b Characters are …": a term that ran into what explains it.
    let next = words[start + 1]
    if next.isCapitalised, next.can(.common), !next.can(.name), !word.isQuotationMark {
      return false
    }
    return [.determiner, .noun, .pluralNoun, .name, .symbol, .adjective].contains(word.tag)
      || word.isQuotationMark
  }

  /// The first verb that cannot be anything else, with nothing before it that begins a clause.
  private func plainVerb(after start: Int) -> Int? {
    for index in start + 1..<min(end, start + 12) {
      let word = words[index]
      if [.modal, .formOfBe].contains(word.tag), isStrongVerb(index) {
        return words[index - 1].tag == .adverb || words[index - 1].tag == .preposition ? nil : index
      }
      // "The peer port statement declares the port …": nothing but a verb has an object.
      let next = index + 1 < end ? words[index + 1] : word
      if word.tag == .verb, isStrongVerb(index), index > start + 1,
        [.determiner, .symbol, .name].contains(next.tag) || next.lower == "if"
      {
        return words[index - 1].tag == .preposition ? nil : index
      }
      switch word.tag {
      case .subordinator, .question, .pronoun, .infinitiveTo, .modal, .formOfBe, .formOfHave,
        .formOfDo, .negation:
        return nil
      case .punctuation where !word.isQuotationMark: return nil
      case .verb where !word.can([.participle, .noun, .pluralNoun]): return nil
      default: break
      }
    }
    return nil
  }
}
