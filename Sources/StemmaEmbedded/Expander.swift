import StemmaRecord
import StemmaText

/// Asks beyond the wording: what it is for, what follows, how two things relate, what it comes to.
///
/// Answers are made of the passage's own sentences, so they claim nothing it does not say.
struct Expander {
  let reading: Reading
  let sentences: [SentenceReading]
  var spare: [SentenceReading] = []
  /// The sentences that begin with a manual's term.
  var entries: Set<Int> = []
  /// The program that the document describes, which is too wide a topic.
  var program: String?
  var circumstance: Circumstance?
  var scope: Scope?

  var words: [Word] { reading.words }
  var standing: Standing? {
    program.map { Standing(reading: reading, program: $0) }
  }
  var fitness: Fitness { Fitness(reading: reading) }
  var wording: Wording { Wording(reading: reading) }

  func places() -> [Place] {
    var places: [Place] = []
    let topic = scope.flatMap { HeadingTopic($0, reading) }
    for order in sentences.indices {
      if isEssay { places += cautions(order) }
      places += links(order)
      places += preparations(order)
      places += uses(order)
      places += importance(order)
      places += benefits(order)
      places += means(order)
      places += intentions(order)
    }
    if program != nil { places += (sentences + spare).flatMap { decisions($0, topic) } }
    // Of a manual's things something narrower is asked.
    if isEssay { places += topics() + headingTopic() }
    return distinct(places)
  }

  /// At most one place for each answer.
  private func distinct(_ places: [Place]) -> [Place] {
    var kept: [Place] = []
    for place in places {
      guard let answer = place.realisations.first?.answer else { continue }
      let twin = kept.firstIndex {
        $0.realisations.first?.answer.hasSameBytes(as: answer) ?? false
      }
      if let twin {
        if kept[twin].score < place.score { kept[twin] = place }
      } else {
        kept.append(place)
      }
    }
    return kept
  }

  /// A place with the given wordings, each with its points.
  func place(
    _ order: Int, score: Int, answer: String, _ wordings: [(Int, String)]
  ) -> [Place] {
    place(at: sentences[order].index, score: score, answer: answer, wordings)
  }

  /// A place at a sentence that may not have been read in full.
  func place(
    at index: Int, score: Int, answer: String, _ wordings: [(Int, String)]
  ) -> [Place] {
    let tune = index &* 7 &+ reading.sentences[index].body.count
    var realisations: [Realisation] = []
    let term = circumstance?.term(ofBlock: reading.sentences[index].block)
    for (order, wording) in wordings.enumerated() {
      let question = Circumstance.question(wording.1, with: term)
      guard QuestionCheck.isSound(question), standing?.isTold(question) ?? true else { continue }
      let swing = (tune &+ order &* 5) % 9 * 8
      realisations.append(
        Realisation(question: question, answer: answer, score: score + wording.0 + swing))
    }
    realisations = AnswerPicker.best(of: realisations)
    guard let best = realisations.first else { return [] }
    return [
      Place(score: best.score, position: index * 4, realisations: realisations)
    ]
  }

  /// A sentence as a part of an answer: without what tied it to the one before.
  func statement(_ sentence: SentenceReading) -> String {
    let whole = reading.sentences[sentence.index]
    guard case .connective = sentence.lead else { return reading.text(of: whole) }
    let start = sentence.clause?.subject.range.lowerBound ?? sentence.imperative?.lowerBound
    guard let start, start > sentence.body.lowerBound else { return reading.text(of: whole) }
    return Wording.capitalised(
      reading.passage.text(words[start].bytes.lowerBound..<whole.bytes.upperBound))
  }

  /// The sentence after this one, when it stands next to it in the same block.
  func next(_ order: Int) -> SentenceReading? {
    guard order + 1 < sentences.count else { return nil }
    let (here, there) = (sentences[order], sentences[order + 1])
    guard there.index == here.index + 1,
      reading.sentences[here.index].block == reading.sentences[there.index].block
    else { return nil }
    return there
  }

  /// The statement and, while they are short, up to two more that follow it in its block.
  func extended(_ order: Int) -> String {
    let here = sentences[order]
    var text = statement(here)
    var length = here.body.count
    var index = here.index + 1
    while index < reading.sentences.count, index <= here.index + 2 {
      let sentence = reading.sentences[index]
      guard sentence.block == reading.sentences[here.index].block, sentence.isProse,
        length + sentence.words.count <= 60, !pointsOutside(sentence)
      else { break }
      text += " " + reading.text(of: sentence)
      length += sentence.words.count
      index += 1
    }
    return text
  }

  /// "See section 3", "In this chapter we …".
  private func pointsOutside(_ sentence: Reading.Sentence) -> Bool {
    guard let first = sentence.words.first else { return true }
    if ["see", "for", "i"].contains(words[first].lower) { return true }
    return sentence.words.contains {
      ["section", "chapter", "below", "following", "i", "my"].contains(words[$0].lower)
    }
  }

  /// Points an answer loses for leaning on what it does not hold.
  func leaning(_ order: Int) -> Int {
    fitness.leaning(sentences[order].body)
  }

  /// "A fuzzy translation is …" speaks of fuzzy translations.
  private func kind(_ phrase: NounPhrase) -> String? {
    let range = phrase.range
    let head = words[phrase.head]
    guard ["a", "an", "each", "every"].contains(words[range.lowerBound].lower),
      range.count >= 2, phrase.head == range.upperBound - 1, head.tag == .noun,
      !head.lower.hasSuffix("s"),
      !["person", "man", "woman", "child", "mouse", "foot", "tooth"]
        .contains(head.lower), Lexicon.knows(head.lower)
    else { return nil }
    let modifiers = range.lowerBound + 1..<phrase.head
    let plural = Morphology.plural(of: head.lower)
    return modifiers.isEmpty ? plural : reading.innerText(modifiers) + " " + plural
  }

  /// "The order of the patches": two phrases joined by "of", and nothing else.
  private func isPossession(_ subject: NounPhrase) -> Bool {
    let phrases = PhraseReader(words: words, end: subject.range.upperBound)
    guard subject.isLong, let whole = phrases.baseNounPhrase(at: subject.range.lowerBound),
      whole.range.upperBound < subject.range.upperBound,
      words[subject.range.lowerBound].lower == "the", words[whole.range.upperBound].lower == "of",
      !["number", "idea", "word", "success", "majority"].contains(words[whole.head].lower),
      let owner = phrases.baseNounPhrase(at: whole.range.upperBound + 1)
    else { return false }
    return owner.range.upperBound == subject.range.upperBound && fitness.worth(of: owner) ?? -1 >= 0
  }

  func isProgram(_ subject: NounPhrase) -> Bool {
    guard let program else { return false }
    return words[subject.head].lower.utf8.elementsEqual(program.utf8.map { $0 | 0x20 })
  }

  /// The subject with its name, when it is worth asking about and short.
  func topic(_ clause: Clause, atMost count: Int = 5) -> (name: String, worth: Int)? {
    let isPossession = count > 3 && isPossession(clause.subject)
    guard !clause.subject.isYou, clause.antecedent == nil,
      clause.subject.range.count <= (isPossession ? 7 : count),
      !clause.subject.isLong || isPossession, let worth = fitness.worth(of: clause.subject),
      !isProgram(clause.subject)
    else { return nil }
    guard let name = name(of: clause.subject), worth > -60 else { return nil }
    return (name, worth)
  }

  /// The phrase as a topic: what is so of one thing is asked of its kind.
  func name(of phrase: NounPhrase) -> String? {
    if let kind = kind(phrase) { return kind }
    let first = words[phrase.range.lowerBound]
    let isVague = [
      "a", "an", "some", "any", "each", "every", "all", "most", "many", "no", "several", "both",
      "few", "more", "multiple", "various", "certain", "different", "many", "one", "your", "such",
      "this", "these", "that", "those", "its", "their", "other", "another", "our", "my",
    ].contains(first.lower)
    return isVague || first.tag == .number ? nil : reading.innerText(phrase.range)
  }
}
