import StemmaText

/// Asks all that the patterns can ask of one sentence.
struct SentenceAsker {
  let reading: Reading
  let sentence: SentenceReading
  let wording: Wording
  let fitness: Fitness
  /// Picks among equal wordings, so that a dataset does not ask in one tune; from the sentence's
  /// bytes.
  let tune: Int
  /// Whether the passage is of an essay and not of a program's manual: what things do is then worth
  /// asking, whatever they do.
  var isEssay = false
  /// Whether the sentence goes on with what an entry's term does: it asks nobody to do it.
  var isOfEntry = false
  /// The term that the sentence's paragraph is about, as questions name it.
  var term: String?
  /// Whether more is asked than what the patterns are sure of: see `Standing.admittedPlainly`.
  var isPlain = false
  var program: String?
  private(set) var drafts: [Draft] = []

  var words: [Word] { reading.words }

  init(_ reading: Reading, _ sentence: SentenceReading) {
    self.reading = reading
    self.sentence = sentence
    wording = Wording(reading: reading)
    fitness = Fitness(reading: reading)
    var hash: UInt32 = 2_166_136_261
    for index in reading.sentences[sentence.index].bytes {
      hash = (hash ^ UInt32(reading.passage.bytes[index])) &* 16_777_619
    }
    tune = Int(hash >> 8 & 0xFFFF)
  }

  /// The same sentence, to be asked for all that it may tell.
  func again(asPlain program: String?) -> SentenceAsker {
    var asker = self
    asker.drafts = []
    asker.isPlain = true
    asker.program = program
    return asker
  }

  mutating func ask() -> [Draft] {
    let found = asked()
    guard isPlain, found.isEmpty else { return found }
    askOfOpenCondition()
    return drafts
  }

  private mutating func asked() -> [Draft] {
    if sentence.imperative != nil { askOfImperative() }
    // "The filters that came with it hold …" was read as if they came.
    if let verb = sentence.clause?.verb.range.lowerBound, verb > 0,
      ["that", "which", "who"].contains(words[verb - 1].lower)
    {
      return []
    }
    if let clause = sentence.clause, isMisread(clause) { return drafts }
    if let clause = sentence.clause {
      askOfConditions(clause)
      askOfCauses(clause)
      if let worth = worth(of: clause), isOnItsOwn {
        let before = drafts.count
        askOfDefinition(clause)
        askOfObject(clause)
        askOfPassive(clause)
        askOfAgent(clause)
        askOfComplement(clause)
        askForCause(clause)
        askWhereTo(clause)
        askOfQuantity(clause)
        askOfManner(clause)
        askOfComparison(clause)
        for index in before..<drafts.count { shift(index, by: worth) }
      }
      if isOnItsOwn {
        askOfNamed(clause)
        askOfNamedMeans()
      }
      askOfPurposeLead(clause)
      askOfOurWay(clause)
      askOfOwnInstruction(clause)
      askOfExpletive(clause)
      askOfLack(clause)
      if isPlain, isOnItsOwn, let worth = worth(of: clause) {
        let before = drafts.count
        askPlainly(clause)
        for index in before..<drafts.count { shift(index, by: worth) }
      }
      if drafts.isEmpty, isOnItsOwn, !isPlain, let worth = worth(of: clause) {
        askWhether(clause)
        for index in drafts.indices { shift(index, by: worth) }
      }
    } else if sentence.outcome != nil {
      askOfOutcome()
    } else {
      askOfExistence()
    }
    return drafts
  }

  /// "Name resolves can be done …" was read as if a name resolved.
  private func isMisread(_ clause: Clause) -> Bool {
    guard clause.verb.kind != .copula, let first = clause.core.first else { return false }
    return [.modal, .formOfBe, .formOfHave, .formOfDo].contains(words[first].tag)
  }

  /// Whether the main clause says what it says without the condition or goal before it.
  private var isOnItsOwn: Bool {
    switch sentence.lead {
    case .none, .connective, .phrase: true
    case .subordinate(let word, _):
      ["because", "since", "although", "though", "while"].contains(word)
    case .purpose, .means: false
    }
  }

  private mutating func shift(_ index: Int, by points: Int) {
    let old = drafts[index]
    drafts[index] = Draft(old.family, old.question, old.score + points, answer: old.answer)
  }

  /// Adds a draft; those that begin alike get a few points more or less by the sentence's tune.
  mutating func add(
    _ family: Draft.Family, _ score: Int, _ question: String, answer: Range<Int>? = nil
  ) {
    guard QuestionCheck.isSound(question) else { return }
    let question =
      family == .definition ? question : Circumstance.question(question, with: term)
    guard QuestionCheck.isSound(question) else { return }
    let swing = (tune &+ drafts.count &* 40_503) % 41 - 20
    drafts.append(Draft(family, question, score + swing, answer: answer))
  }

  /// The subject's worth; nil where nothing may be asked about it.
  func worth(of clause: Clause) -> Int? {
    let subject = clause.antecedent ?? clause.subject
    guard let worth = fitness.worth(of: subject) else { return nil }
    return clause.antecedent == nil ? worth : worth - 60
  }

  /// The words after the verb, when they can stand in a question about the subject.
  ///
  /// - Parameter isOpen: a condition or time that follows may be left out.
  func fitCore(_ clause: Clause, atMost count: Int = 11, isOpen: Bool = false) -> Range<Int>? {
    guard clause.core.count <= count, endsWell(clause) else { return nil }
    // "A command so called will be …" was read wrongly.
    if isMisread(clause) { return nil }
    if let next = clause.adjuncts.first {
      switch next.kind {
      case .relative, .other, .unless: return nil
      case .condition, .time, .since: if !isOpen { return nil }
      default: break
      }
    }
    let owner = clause.antecedent ?? clause.subject
    return fitness.isFit(clause.core, owner: owner) ? clause.core : nil
  }

  /// Whether cutting the clause after its core leaves a whole: not in the middle of a list.
  func endsWell(_ clause: Clause) -> Bool {
    guard let last = clause.core.last else { return clause.verb.kind != .copula }
    let word = words[last]
    if ["even", "only", "just", "especially", "except", "such", "particularly", "as", "so", "not"]
      .contains(word.lower)
    {
      return false
    }
    let isCut = clause.adjuncts.first != nil
    if word.tag == .verb, words[last - 1].tag == .infinitiveTo, isCut { return false }
    if word.tag == .adjective, isCut, clause.core.count > 1, words[last - 1].tag != .formOfBe,
      clause.verb.kind != .copula || words[clause.core.lowerBound].tag == .determiner
    {
      return false
    }
    if word.tag == .adverb, isCut, Wording.connecting.contains(word.lower) { return false }
    switch word.tag {
    case .preposition, .determiner, .possessive, .infinitiveTo, .coordinator, .modal, .formOfBe,
      .formOfHave, .formOfDo, .subordinator, .question:
      return false
    default: break
    }
    guard let next = clause.adjuncts.first else { return true }
    let isHalf = clause.core.contains { ["either", "both", "neither"].contains(words[$0].lower) }
    if isHalf, next.kind == .coordination || next.kind == .comma { return false }
    if next.kind == .coordination, ["to", "not"].contains(firstWord(next, skip: 1)) {
      return false
    }
    return !isList(clause)
  }

  private func firstWord(_ adjunct: Adjunct, skip: Int) -> String {
    let index = adjunct.range.lowerBound + skip
    return index < adjunct.range.upperBound ? words[index].lower : ""
  }

  /// Whether the core is cut at the comma of an enumeration.
  func isList(_ clause: Clause) -> Bool {
    guard let first = clause.adjuncts.first, first.kind == .comma else { return false }
    let phrases = PhraseReader(words: words, end: clause.end)
    var index = first.range.lowerBound + 1
    while index < clause.end {
      if words[index].tag == .coordinator { return words[index].lower != "but" }
      guard let phrase = phrases.baseNounPhrase(at: index) else {
        return words[index].tag == .adjective || words[index].tag == .gerund
          || words[index].tag == .verb
      }
      index = phrase.range.upperBound
      while index < clause.end, words[index].tag == .preposition,
        let object = phrases.baseNounPhrase(at: index + 1)
      {
        index = object.range.upperBound
      }
      guard index < clause.end else { return false }
      if words[index].tag == .coordinator { return words[index].lower != "but" }
      guard words[index].lower == "," else { return false }
      index += 1
    }
    return false
  }

  /// " in Debian" where the sentence began with "In Debian,".
  var leadPhrase: String {
    guard case .phrase(let range) = sentence.lead, range.count <= 5, fitness.isFit(range),
      ["in", "on", "at", "under", "within", "with"].contains(words[range.lowerBound].lower),
      !range.contains(where: { words[$0].tag == .number || words[$0].tag == .symbol })
    else { return "" }
    return reading.innerText(range)
  }

  /// The bytes of a run of words.
  func bytes(_ range: Range<Int>) -> Range<Int>? {
    guard let last = range.last else { return nil }
    return words[range.lowerBound].bytes.lowerBound..<words[last].bytes.upperBound
  }
}

/// The last look at a question.
enum QuestionCheck {
  static func isSound(_ question: String) -> Bool {
    let words = question.utf8.split(separator: 0x20)
    if zip(words, words.dropFirst()).contains(where: { $0.elementsEqual($1) }) { return false }
    if question.hasPrefix("Why can you ") { return false }
    if question.hasPrefix("When "), words.contains(where: { $0.elementsEqual("not".utf8) }) {
      return false
    }
    var spaces = 0
    var quotes = 0
    var previous: UInt8 = 0
    for byte in question.utf8 {
      if byte == 0x20 {
        spaces += 1
        if previous == 0x20 { return false }
      }
      if byte == 0x22 { quotes += 1 }
      previous = byte
    }
    return spaces >= 2 && spaces <= 22 && quotes & 1 == 0 && question.utf8.count <= 160
  }
}
