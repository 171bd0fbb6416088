import StemmaText

/// Sees whether what is asked of one sentence of a manual can be understood, and is rightly answered,
/// without the sentences around it.
///
/// What manuals say in passing leans on the entry or the paragraph that it stands in. So a question
/// is admitted where it names something that only one thing is called by: an option, a file, a
/// protocol, or a thing told by two nouns.
struct Standing {
  let reading: Reading
  let program: String?

  var words: [Word] { reading.words }

  // MARK: - Drafts

  /// - Parameter term: the term that the sentence's paragraph is about, as questions name it.
  func admits(_ draft: Draft, of sentence: SentenceReading, term: String?) -> Bool {
    let question = Circumstance.parts(of: draft.question).map { String($0.rest) } ?? draft.question
    guard !question.hasSuffix(" by?"), !opensAside(sentence), !hasBareSubject(sentence),
      !meansUnnamed(sentence, draft.question)
    else {
      return false
    }
    let asked = Asked(question, program)
    if asked.isConditional || draft.family == .time {
      let isVague = asked.isGiven && !asked.isOfNone
      let isOfPair = asked.isOfNone && asked.hasPair
      return term != nil || isOfPair || (isVague ? asked.isSpecific : asked.isTold)
    }
    guard !leansOnCondition(sentence) else { return false }
    if asked.isWhether { return term == nil && isWhetherFit(asked, sentence) }
    switch draft.family {
    case .definition:
      return question.hasSuffix(" by default?") || isDefinitionFit(sentence, term)
    case .object, .action, .subject:
      return question.hasSuffix(" by default?") || isObjectFit(draft, question, sentence, term)
    case .procedure where asked.isOfReader && !question.hasPrefix("What should"): return true
    case .quantity where term == nil: return true
    default: return asked.isTold && !hasIdleSubject(sentence)
    }
  }

  /// Whether a question tells its thing from all others.
  func isTold(_ question: String) -> Bool { Asked(question, program).isTold }

  /// "Is X on by default?": short, and of a thing with a name.
  private func isWhetherFit(_ asked: Asked, _ sentence: SentenceReading) -> Bool {
    guard let subject = subject(sentence) else { return false }
    let isDenied = sentence.clause?.verb.isNegated ?? false
    guard asked.words.count <= 13, sentence.body.count <= 16 else { return false }
    if isNamed(subject.range) { return asked.isWondered || isDenied }
    // "Are negative numbers allowed?", "Can letter folders be changed?"
    let isOfKind = subject.range.count > 1 && !subject.range.contains { isIdle(words[$0]) }
    return asked.isWondered && asked.words.count <= 10 && isOfKind
  }

  private func isDefinitionFit(_ sentence: SentenceReading, _ term: String?) -> Bool {
    guard let subject = subject(sentence) else { return true }
    if isSpecific(subject.range) || isCalledByKind(subject) { return true }
    guard term == nil, !subject.range.contains(where: { isIdle(words[$0]) }) else { return false }
    let isKind = subject.isPlural && words[subject.range.lowerBound].lower != "the"
    return isKind || Self.isCompound(words[subject.range])
  }

  private func isObjectFit(
    _ draft: Draft, _ question: String, _ sentence: SentenceReading, _ term: String?
  ) -> Bool {
    guard let subject = subject(sentence) else { return false }
    let isNamed = isSpecific(subject.range)
    if draft.family == .subject { return isNamed && question.hasPrefix("Which ") }
    let isUse = question.contains("used for") || question.contains("used to")
    if sentence.clause?.verb.kind == .passive, !isUse { return false }
    let isTold =
      isNamed || isCalledByKind(subject)
      || Self.isCompound(words[subject.range]) && !subject.range.contains { isIdle(words[$0]) }
    return term == nil && !isUse ? isNamed || isCalledByKind(subject) : isTold
  }

  /// "Parameter has no effect if …": a thing without its article is of a note, or was read wrongly.
  /// "Some tools …": which?
  func hasBareSubject(_ sentence: SentenceReading) -> Bool {
    guard let subject = subject(sentence) else { return false }
    let opener = words[subject.range.lowerBound].lower
    if ["some", "many", "most", "several", "various", "certain"].contains(opener) { return true }
    guard subject.range.count == 1 else { return false }
    let head = words[subject.head]
    return head.tag == .noun && head.can(.common) && !Fitness(reading: reading).isMass(head.lower)
      && !isSpecific(subject.range)
  }

  /// "The driftfile directive": a kind of thing with a name that is no word.
  private func isCalledByKind(_ subject: NounPhrase) -> Bool {
    subject.range.contains { SentenceAsker.kinds.contains(words[$0].lower) }
      && subject.range.contains { !Lexicon.knows(words[$0].lower) && !words[$0].isQuotationMark }
  }

  private func hasIdleSubject(_ sentence: SentenceReading) -> Bool {
    guard let subject = subject(sentence), !isSpecific(subject.range) else { return false }
    return subject.range.contains { isIdle(words[$0]) }
  }

  /// "… overrides this option": which one, where the question names another?
  func meansUnnamed(_ sentence: SentenceReading, _ question: String) -> Bool {
    guard Circumstance.parts(of: question) == nil else { return false }
    return sentence.body.dropLast().contains { index in
      ["this", "these"].contains(words[index].lower)
        && EntryKinds.isNoun(Self.singular(words[index + 1].lower))
    }
  }

  private static func singular(_ lower: String) -> String {
    lower.utf8.count > 3 && lower.hasSuffix("s") ? String(lower.dropLast()) : lower
  }

  private func subject(_ sentence: SentenceReading) -> NounPhrase? {
    guard let clause = sentence.clause else { return nil }
    return clause.antecedent ?? clause.subject
  }

  // MARK: - What sentences lean on

  private static let asides = Set(["actually", "alternatively", "basically", "usually"])

  /// "In other words, …": what was said is said again.
  func opensAside(_ sentence: SentenceReading) -> Bool {
    let start = sentence.body.lowerBound
    if Self.asides.contains(words[start].lower) { return true }
    return words[start].lower == "in" && words[start + 1].lower == "other"
  }

  /// "If X, A. Then there is B.": the second may hold under the first's condition.
  func leansOnCondition(_ sentence: SentenceReading) -> Bool {
    let index = sentence.index
    guard index > 0, reading.sentences[index - 1].block == reading.sentences[index].block,
      let first = reading.sentences[index - 1].body.first
    else { return false }
    return ["if", "when", "unless", "whenever", "otherwise"].contains(words[first].lower)
  }

  // MARK: - Words that tell

  private static let common = Set([
    "default", "typical", "recommended", "usual", "common", "alternative", "minimum", "maximum",
    "available", "possible", "supported", "valid", "more", "most", "best", "optional", "required",
    "all", "some", "many", "several", "each", "every", "both", "large", "small", "normal",
    "remaining", "initial",
  ])

  private func isIdle(_ word: Word) -> Bool {
    Grounding.idle.contains(word.lower) || Self.common.contains(word.lower)
      || word.tag == .adjective && word.lower.utf8.count > 5
        && (word.lower.hasSuffix("er") || word.lower.hasSuffix("est"))
  }

  /// Whether a phrase has the program's name, or one with marks in it.
  private func isNamed(_ range: Range<Int>) -> Bool {
    range.contains { index in
      let isProgram = program.map { Grounding.isProgram(words[index], $0) } ?? false
      return isProgram || words[index].isQuotationMark || words[index].tag == .symbol
        || reading.passage.bytes[words[index].bytes].contains(0x5F)
    }
  }

  func isSpecific(_ range: Range<Int>) -> Bool {
    range.contains { index in
      let isFirst = reading.sentences.contains { $0.words.lowerBound == index }
      let isQuoted =
        index > range.lowerBound && words[index - 1].isQuotationMark
        && index + 1 < words.count && words[index + 1].isQuotationMark
      return isQuoted
        || Self.isSpecific(
          words[index], reading.passage.bytes[words[index].bytes], program, opens: isFirst)
    }
  }

  /// Whether a word is a name: with marks, digits or capitals in it. One of capitals that is known as
  /// a word stands for a value to be put in.
  static func isSpecific(
    _ word: Word, _ text: ArraySlice<UInt8>, _ program: String?, opens: Bool
  ) -> Bool {
    guard word.tag != .punctuation, text.contains(where: { (0x61...0x7A).contains($0 | 0x20) })
    else { return false }
    if let program, Grounding.isProgram(word, program) { return true }
    if word.tag == .symbol || text.contains(0x5F) { return true }
    if text.contains(where: { (0x30...0x39).contains($0) }) { return true }
    let hasInner = text.dropFirst().contains { (0x41...0x5A).contains($0) }
    if hasInner {
      let isWhole = !text.contains { (0x61...0x7A).contains($0) }
      return !(isWhole && Lexicon.knows(word.lower))
    }
    // "boot-unknown-clients": no word has so many parts.
    let parts = text.split(separator: 0x2D)
    if parts.count > 2, text.first != 0x2D, !Lexicon.knows(word.lower),
      !parts.contains(where: {
        ["to", "by", "of", "and", "the", "in", "or"].map { Array($0.utf8) }.contains(Array($0))
      })
    {
      return true
    }
    return !opens && text.count > 1 && word.isCapitalised && !text.contains(0x2D)
      && (word.tag == .name && !word.can(.common) || !Lexicon.knows(word.lower))
  }

  /// "configuration file": a noun before a noun, of which one is not vague.
  static func isCompound(_ words: ArraySlice<Word>) -> Bool {
    zip(words, words.dropFirst()).contains { first, second in
      [.noun, .gerund, .name].contains(first.tag) && [.noun, .pluralNoun].contains(second.tag)
        && first.lower.utf8.count > 2
        && !(Fitness.vague.contains(first.lower) && Fitness.vague.contains(second.lower))
    }
  }
}
