import StemmaText

extension Expander {
  /// What a paragraph goes on about: what should you know about it?
  func topics() -> [Place] {
    var found: [Place] = []
    var done: [String] = []
    for index in reading.sentences.indices where opensBlock(index) {
      guard let answer = opening(from: index), answer.count >= (isEssay ? 10 : 14),
        let subject = subject(in: index..<answer.end, besides: done), !done.contains(subject.head)
      else { continue }
      done.append(subject.head)
      let isDefinition = isDefinition(index, of: subject.head)
      let explaining =
        isDefinition
        ? [
          (20, Wording.question("how would you describe", subject.name, "to a beginner")),
          (20, Wording.question("how would you explain", subject.name, "to a newcomer")),
        ] : []
      found += place(
        at: index, score: 680 + subject.score + (isDefinition ? 30 : 0),
        answer: answer.text,
        explaining + [
          (10, Wording.question("what should you know about", subject.name)),
          (10, Wording.question("what is worth knowing about", subject.name)),
        ])
    }
    return found
  }

  private func opensBlock(_ index: Int) -> Bool {
    let sentence = reading.sentences[index]
    let isRead = sentences.contains {
      $0.index == index && ($0.clause != nil || $0.imperative != nil || $0.outcome != nil)
    }
    guard isRead, !sentence.isItem, !entries.contains(index),
      program == nil || index == 0 || reading.sentences[index - 1].block != sentence.block
        || index == 1 && !reading.sentences[0].isProse
    else { return false }
    return fitness.leaning(sentence.body) < (program == nil ? 90 : 30)
      && !AnswerCheck.pointsAway(words[sentence.words])
      && !AnswerCheck.isBroken(words[sentence.words])
  }

  /// The first sentences of a block, until about forty words are said.
  private func opening(from start: Int) -> (text: String, count: Int, end: Int)? {
    let first = reading.sentences[start]
    var count = first.words.count
    var end = start + 1
    guard count <= 60 else { return nil }
    while end < reading.sentences.count, count < 40 {
      let next = reading.sentences[end]
      guard next.block == first.block, next.isProse, count + next.words.count <= 75,
        !AnswerCheck.pointsAway(words[next.words]), !AnswerCheck.isBroken(words[next.words])
      else { break }
      count += next.words.count
      end += 1
    }
    let bytes = first.bytes.lowerBound..<reading.sentences[end - 1].bytes.upperBound
    return (reading.passage.text(bytes), count, end)
  }

  /// What the first sentence says something of, where that is a thing with a name.
  private func subject(in range: Range<Int>, besides done: [String]) -> (
    name: String, head: String, score: Int
  )? {
    let told = range.reduce(0..<0) { all, place in
      let body = reading.sentences[place].body
      return all.isEmpty ? body : all.lowerBound..<body.upperBound
    }
    guard
      let sentence = sentences.first(where: { $0.index == range.lowerBound }),
      let clause = sentence.clause, tellsOf(clause, sentence), clause.antecedent == nil
    else {
      return isEssay ? otherTerm(in: reading.sentences[range.lowerBound].body, told, done) : nil
    }
    let phrase = clause.subject
    if !done.contains(words[phrase.head].lower), let score = salience(of: phrase, in: told),
      let name = name(of: phrase)
    {
      return (name, words[phrase.head].lower, score)
    }
    return isEssay ? otherTerm(in: sentence.body, told, done) : nil
  }

  /// What an essay's sentences speak of again and again, or its heading names, be it no subject.
  private func otherTerm(in body: Range<Int>, _ told: Range<Int>, _ done: [String]) -> (
    name: String, head: String, score: Int
  )? {
    let phrases = PhraseReader(words: words, end: body.upperBound)
    var index = body.lowerBound
    while index < body.upperBound {
      guard let phrase = phrases.baseNounPhrase(at: index) else {
        index += 1
        continue
      }
      index = phrase.range.upperBound
      let head = words[phrase.head].lower
      let stem = head.hasSuffix("s") ? String(head.dropLast()) : head
      let times = told.count { words[$0].lower == stem || words[$0].lower == stem + "s" }
      let isTerm = times >= 2 || isInHeading(head, orNear: true) || phrase.range.count >= 2
      if isTerm, !done.contains(head), let score = salience(of: phrase, in: told),
        let name = name(of: phrase)
      {
        return (name, head, score - 30)
      }
    }
    return nil
  }

  /// Whether a sentence says what its subject is, does or is for, and not what befalls it.
  func tellsOf(_ clause: Clause, _ sentence: SentenceReading) -> Bool {
    let verb = clause.verb
    if isEssay { return !clause.core.isEmpty }
    switch sentence.lead {
    case .none: break
    default: return false
    }
    guard !verb.isNegated, verb.form != .past, !clause.core.isEmpty else { return false }
    if let auxiliary = verb.auxiliary, verb.form == .modal {
      return verb.kind == .active && ["can", "will"].contains(words[auxiliary].lower)
    }
    switch verb.kind {
    case .copula:
      let first = words[clause.core.lowerBound]
      return ["a", "an", "the", "one"].contains(first.lower)
        || clause.subject.isPlural && [.adjective, .pluralNoun, .noun].contains(first.tag)
    case .passive:
      return ["use", "design", "call", "intend", "define", "make", "compose"].contains(verb.base)
    default: return verb.kind == .active
    }
  }

  /// Whether the passage is of an essay on the world, in which a plain noun means what it says.
  var isEssay: Bool { program == nil && Essay.isEssay(reading) }

  /// Whether an essay says enough of a thing to ask about it.
  private func isMainTerm(_ phrase: NounPhrase) -> Bool {
    let head = words[phrase.head]
    guard [.noun, .pluralNoun, .name].contains(head.tag), !Fitness.vague.contains(head.lower),
      !phrase.range.contains(where: { Grounding.idle.contains(words[$0].lower) })
    else { return false }
    let isTold = phrase.range.contains {
      $0 != phrase.head && [.noun, .name, .adjective, .gerund].contains(words[$0].tag)
    }
    return head.tag == .name || isTold || isInHeading(head.lower, orNear: true)
      || mentions(of: head.lower) >= 2 && words[phrase.range.lowerBound].lower != "the"
  }

  /// Whether a phrase is a name, or the last heading's own term, and so more than a noun in passing.
  func isNamedTopic(_ phrase: NounPhrase) -> Bool {
    guard !phrase.isPronoun, !phrase.isYou, !phrase.isCompound, !isProgram(phrase) else {
      return false
    }
    let head = words[phrase.head]
    let telling = phrase.range.filter { index in
      [.noun, .pluralNoun, .name, .symbol, .adjective, .gerund, .participle]
        .contains(words[index].tag)
    }
    guard !telling.contains(where: { Grounding.idle.contains(words[$0].lower) }),
      head.tag != .gerund || telling.count >= 2
    else { return false }
    if isEssay, isMainTerm(phrase) { return true }
    if telling.contains(where: { isToken(words[$0]) }) { return true }
    let isTitled = telling.allSatisfy { isInHeading(words[$0].lower, orNear: true) }
    let isKnown = head.tag == .name && (program == nil || isTitled)
    if isTitled, telling.count >= 2 || head.tag == .name { return true }
    if isTitled, program != nil || mentions(of: head.lower) >= 3 {
      return !Fitness.vague.contains(head.lower)
        && (program == nil || words[phrase.range.lowerBound].lower != "the")
    }
    return isKnown && head.lower != "debian"
  }

  /// "rotational disk drives", "the sort buffer": words that tell which, before the noun.
  private func isCompoundTopic(_ phrase: NounPhrase) -> Bool {
    let telling = phrase.range.filter {
      [.noun, .name, .symbol, .gerund, .pluralNoun].contains(words[$0].tag)
    }
    // "Lsof reports …" is a clause.
    return telling.count >= 2 && !words[phrase.head].can(.verbThird) && !phrase.isPronoun
      && !phrase.isYou && !phrase.isCompound
      && !phrase.isLong
      && telling.count == phrase.range.count(where: { words[$0].tag != .determiner })
      && !isProgram(phrase) && !Fitness.vague.contains(words[phrase.head].lower)
  }

  private func mentions(of lower: String) -> Int {
    words.count { $0.lower == lower || $0.lower == lower + "s" || $0.lower + "s" == lower }
  }

  /// A name that only a program's document would have: marks or digits in it.
  private func isToken(_ word: Word) -> Bool {
    word.tag == .symbol && word.lower.utf8.count > 2
      && word.lower.utf8.contains { (0x61...0x7A).contains($0) }
      && !word.lower.contains("..") && !word.lower.hasPrefix(".") && !word.lower.hasSuffix("-")
  }

  private func isInHeading(_ lower: String, orNear: Bool) -> Bool {
    isInHeading(lower)
      || orNear && (isInHeading(lower + "s") || isInHeading(String(lower.dropLast())))
  }

  /// Points for how much the sentences are about a phrase; nil where they only mention it.
  private func salience(of phrase: NounPhrase, in told: Range<Int>) -> Int? {
    guard phrase.range.count <= 5, isNamedTopic(phrase) || isCompoundTopic(phrase),
      let worth = fitness.worth(of: phrase),
      worth > -100
    else { return nil }
    let head = words[phrase.head].lower
    let times = told.count { words[$0].lower == head }
    return min(max(worth, 0), 60) + (isInHeading(head) ? 80 : 40) + min(times, 4) * 15
  }

  private func isDefinition(_ index: Int, of head: String) -> Bool {
    guard let clause = sentences.first(where: { $0.index == index })?.clause,
      clause.verb.kind == .copula, !clause.verb.isNegated, let first = clause.core.first
    else { return false }
    return words[clause.subject.head].lower == head
      && ["a", "an", "the"].contains(words[first].lower)
  }
}
