import StemmaText

extension Expander {
  /// What a paragraph goes on about: what should you know about it?
  func topics() -> [Place] {
    var found: [Place] = []
    var done: [String] = []
    for index in reading.sentences.indices where opensBlock(index) {
      guard let answer = opening(from: index), answer.count >= (program == nil ? 10 : 25),
        let subject = subject(in: index..<answer.end), !done.contains(subject.head)
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
        at: index, score: (program == nil ? 680 : 640) + subject.score + (isDefinition ? 30 : 0),
        answer: answer.text,
        explaining + [
          (10, Wording.question("what should you know about", subject.name)),
          (10, Wording.question("what is worth knowing about", subject.name)),
          (0, Wording.question("what should a newcomer know about", subject.name)),
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

  /// The phrase that the sentences say most about, where one stands out.
  private func subject(in range: Range<Int>) -> (name: String, head: String, score: Int)? {
    var best: (name: String, head: String, score: Int)?
    let first = reading.sentences[range.lowerBound]
    var index = first.body.lowerBound
    let phrases = PhraseReader(words: words, end: first.body.upperBound)
    let told = range.reduce(0..<0) { all, place in
      let body = reading.sentences[place].body
      return all.isEmpty ? body : all.lowerBound..<body.upperBound
    }
    while index < first.body.upperBound {
      guard let phrase = phrases.baseNounPhrase(at: index) else {
        index += 1
        continue
      }
      index = phrase.range.upperBound
      let before =
        phrase.range.lowerBound > first.body.lowerBound ? phrase.range.lowerBound - 1 : nil
      let isVerb =
        before.map { [.adverb, .infinitiveTo, .modal, .pronoun].contains(words[$0].tag) } ?? false
        && words[phrase.range.lowerBound].can(.verbBase)
      guard !isVerb, let score = salience(of: phrase, in: told), let name = name(of: phrase) else {
        continue
      }
      if score > best?.score ?? 0 { best = (name, words[phrase.head].lower, score) }
    }
    return best
  }

  /// Points for how much the sentences are about a phrase; nil where they only mention it.
  private func salience(of phrase: NounPhrase, in told: Range<Int>) -> Int? {
    guard !phrase.isPronoun, !phrase.isYou, !isProgram(phrase), phrase.range.count <= 4,
      let worth = fitness.worth(of: phrase), worth > -30
    else { return nil }
    let head = words[phrase.head]
    let telling = phrase.range.filter { index in
      [.noun, .pluralNoun, .name, .symbol, .adjective, .gerund].contains(words[index].tag)
    }
    let stem = head.lower.hasSuffix("s") ? String(head.lower.dropLast()) : head.lower
    let mentions = told.count { words[$0].lower == stem || words[$0].lower == stem + "s" }
    let isSubject = phrase.range.lowerBound == told.lowerBound
    let isTitled = isInHeading(head.lower) || isInHeading(stem) || isInHeading(stem + "s")
    let isWholeTitle =
      isTitled && telling.allSatisfy { isInHeading(words[$0].lower) || $0 == phrase.head }
    let isNamed = head.tag == .name || head.tag == .symbol
    let isCompound = telling.count >= 2
    let isIdle = phrase.range.contains { Grounding.idle.contains(words[$0].lower) }
    let next = phrase.range.upperBound < words.count ? words[phrase.range.upperBound].tag : .noun
    if isIdle || head.tag == .gerund && next == .determiner { return nil }
    let isTopic = isTitled && !Fitness.vague.contains(head.lower) || program == nil && isSubject
    guard isNamed || isCompound || isTopic else {
      return nil
    }
    if program != nil, !isNamed, !isCompound, words[phrase.range.lowerBound].lower == "the" {
      return nil
    }
    guard isSubject || mentions >= 2 || program == nil && isCompound || isWholeTitle && isCompound
    else { return nil }
    return min(worth, 60) + (isSubject ? 40 : 0) + (isTitled ? 40 : 0) + min(mentions, 4) * 15
  }

  private func isDefinition(_ index: Int, of head: String) -> Bool {
    guard let clause = sentences.first(where: { $0.index == index })?.clause,
      clause.verb.kind == .copula, !clause.verb.isNegated, let first = clause.core.first
    else { return false }
    return words[clause.subject.head].lower == head
      && ["a", "an", "the"].contains(words[first].lower)
  }
}
