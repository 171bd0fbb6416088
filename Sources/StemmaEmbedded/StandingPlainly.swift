import StemmaText

/// What may be asked of a sentence whose subject has no name of its own.
extension Standing {
  /// The draft, with the topic of its heading put before it where it needs that; nil where even then
  /// nobody could tell what is asked about.
  ///
  /// - Parameters:
  ///   - term: the term that the sentence's paragraph is about, as questions name it.
  ///   - topic: what the headings say that the passage is about.
  func admittedPlainly(
    _ draft: Draft, of sentence: SentenceReading, term: String?, topic: HeadingTopic?
  ) -> Draft? {
    let question = Circumstance.parts(of: draft.question).map { String($0.rest) } ?? draft.question
    let asked = Asked(question, program)
    guard !question.hasSuffix(" by?"), !asked.isWhether, !opensAside(sentence),
      !hasBareSubject(sentence), !meansUnnamed(sentence, draft.question), !isLoose(sentence),
      asked.isConditional || !leansOnCondition(sentence), !isIdle(asked)
    else { return nil }
    if draft.family == .definition, !isPlainDefinition(sentence) { return nil }
    if term == nil, asked.isGiven, !(asked.isOfNone && asked.hasPair) { return nil }
    if hasVagueSubject(sentence, topic, term), !asked.isConditional { return nil }
    if term != nil { return draft }
    if asked.isSpecific, !asked.isGiven { return draft }
    guard let topic else {
      return (asked.isTold || isOfKind(sentence)) && !asked.isGiven ? draft : nil
    }
    return Draft(
      draft.family, Circumstance.question(draft.question, regarding: topic.phrase), draft.score,
      answer: draft.answer)
  }

  /// A question that yes or no answers, with what tells its thing; nil where nothing does.
  func decided(
    _ question: String, of sentence: SentenceReading, _ term: String?, _ topic: HeadingTopic?
  ) -> String? {
    let asked = Asked(question, program)
    guard !opensAside(sentence), !hasBareSubject(sentence), !meansUnnamed(sentence, question),
      !isLoose(sentence), !leansOnCondition(sentence), !isIdle(asked), !asked.isGiven,
      !hasVagueSubject(sentence, topic, term, isStrict: true)
    else { return nil }
    if let term { return Circumstance.question(question, with: term) }
    if asked.isSpecific { return question }
    guard let topic else { return asked.isTold || isOfKind(sentence) ? question : nil }
    return Circumstance.question(question, regarding: topic.phrase)
  }

  /// "The word", "the value": which, where no heading speaks of one?
  private func hasVagueSubject(
    _ sentence: SentenceReading, _ topic: HeadingTopic?, _ term: String?, isStrict: Bool = false
  ) -> Bool {
    guard let subject = sentence.clause.map({ $0.antecedent ?? $0.subject }) else { return false }
    let start = subject.range.lowerBound
    // "The string returned": no more is said of it than that.
    let isFollowed =
      subject.range.count > 2 && start + 1 == subject.head && words[start + 2].can(.participle)
      && words[start].lower == "the"
    guard
      subject.range.count <= 2 || isFollowed,
      words[subject.range.lowerBound].lower == "the" || subject.range.count == 1
    else { return false }
    let head = words[subject.head].lower
    let isBare = isStrict && words[subject.head].can(.common) && words[subject.head].tag == .noun
    guard isBare || Fitness.vague.contains(head) || ["word", "pattern", "program"].contains(head)
    else { return false }
    let about = ((term ?? "") + " " + (topic?.phrase ?? "")).lowercased()
    return !about.contains(head)
  }

  /// "A chroot": what is so of any of its kind.
  private func isOfKind(_ sentence: SentenceReading) -> Bool {
    guard let subject = sentence.clause?.subject,
      ["a", "an"].contains(words[subject.range.lowerBound].lower)
    else { return false }
    return !Fitness.vague.contains(words[subject.head].lower)
  }

  /// Whether a question speaks of things that only the sentences before tell from others.
  private func isIdle(_ asked: Asked) -> Bool {
    zip(asked.words, asked.words.dropFirst()).contains { first, second in
      first.lower == "the" && Grounding.idle.contains(second.lower)
    }
      || asked.words.contains {
        ["they", "them", "this", "these", "that", "those", "here", "such"].contains($0.lower)
          && $0.tag != .subordinator
      } || asked.words.dropFirst(2).contains { $0.lower == "it" }
      || asked.words.prefix(2).contains { $0.lower == "it" } && !asked.isWhether
  }

  private func isPlainDefinition(_ sentence: SentenceReading) -> Bool {
    guard let phrase = sentence.clause.map({ $0.antecedent ?? $0.subject }) else { return true }
    return isSpecific(phrase.range) || Self.isCompound(words[phrase.range])
      || phrase.range.count > 2
  }

  /// Whether a sentence says what somebody thinks, or goes on from the one before.
  private func isLoose(_ sentence: SentenceReading) -> Bool {
    let subject = sentence.clause.map {
      words[($0.antecedent ?? $0.subject).range.lowerBound].lower
    }
    if subject == "one" || subject == "another" { return true }
    let opener = words[sentence.body.lowerBound].lower
    let isConditional = ["if", "when", "once", "whenever", "unless"].contains(opener)
    if !isConditional, sentence.body.prefix(6).contains(where: { words[$0].lower == "then" }) {
      return true
    }
    let isOfPaper = zip(sentence.body, sentence.body.dropFirst()).contains { first, second in
      ["table", "figure", "chapter", "section", "example"].contains(words[first].lower)
        && words[second].lower.utf8.first.map { (0x30...0x39).contains($0) } ?? false
    }
    if isOfPaper { return true }
    return sentence.body.contains { index in
      ["i", "we", "my", "our", "i'm", "probably", "perhaps", "maybe", "actually", "course"]
        .contains(words[index].lower)
    }
  }
}
