import StemmaText

/// Finds subject and verb of a clause, or finds that it is not sure of them.
struct ClauseReader {
  let reading: Reading
  let sentence: Int
  let end: Int
  private let phrases: PhraseReader
  var words: [Word] { reading.words }

  init(_ reading: Reading, sentence: Int, end: Int) {
    self.reading = reading
    self.sentence = sentence
    self.end = end
    phrases = PhraseReader(words: reading.words, end: end)
  }

  /// Reads a clause that begins with its subject.
  func clause(at start: Int, lead: Range<Int>? = nil) -> Clause? {
    guard let subject = subject(at: start) else { return nil }
    var index = subject.next
    var adverbs: [Int] = []
    while index < end, words[index].tag == .adverb {
      adverbs.append(index)
      index += 1
    }
    guard var verb = verbGroup(at: index), agrees(subject, verb),
      !isReducedRelative(subject, verb)
    else { return nil }
    verb.adverbs = adverbs + verb.adverbs
    let adjuncts = AdjunctReader(words: words, phrases: phrases, end: end)
      .adjuncts(from: verb.range.upperBound)
    let coreEnd = adjuncts.first?.range.lowerBound ?? end
    return Clause(
      sentence: sentence, subject: subject, verb: verb, core: verb.range.upperBound..<coreEnd,
      end: end, lead: lead ?? start..<start, adjuncts: adjuncts, antecedent: nil)
  }

  /// A base phrase and all that hangs on it, up to the clause's verb.
  func subject(at start: Int) -> NounPhrase? {
    guard start < end else { return nil }
    if words[start].tag == .gerund, !words[start].can(.noun) {
      // "Voting is secret", but not "Counting votes is work".
      guard start + 1 < end, words[start + 1].tag == .formOfBe || words[start + 1].tag == .modal
      else { return nil }
    }
    guard var phrase = phrases.baseNounPhrase(at: start) else { return nil }
    var index = phrase.range.upperBound
    while index < end {
      let word = words[index]
      switch word.tag {
      case .preposition:
        guard let next = prepositionalEnd(at: index) else { return nil }
        phrase.isLong = true
        index = next
      case .coordinator where word.lower == "and" || word.lower == "or":
        guard let other = phrases.baseNounPhrase(at: index + 1), !other.isPronoun else {
          return nil
        }
        phrase.isCompound = true
        phrase.isPlural = word.lower == "and" || other.isPlural
        index = other.range.upperBound
      case .verb where word.isDoubtful || word.can(.participle):
        guard strongVerbFollows(index + 1, afterParticiple: word.can(.participle)) else {
          return isPlain(index, after: phrase) ? settled(phrase, upTo: index) : nil
        }
        guard word.can(.participle) || word.can([.noun, .pluralNoun]) else { return nil }
        phrase.isLong = true
        if word.can([.noun, .pluralNoun]), !word.can(.participle) {
          phrase.head = index
          phrase.isPlural = word.can(.pluralNoun)
          phrase.isLong = false
        }
        index += 1
      case .participle:
        guard strongVerbFollows(index + 1) else { return nil }
        phrase.isLong = true
        index += 1
      case .adjective
      where !phrase.isLong && index + 1 < end
        && [.infinitiveTo, .preposition].contains(words[index + 1].tag)
        && strongVerbFollows(index + 1, afterParticiple: true):
        phrase.isLong = true
        index += 1
      case .noun, .pluralNoun, .adjective, .name, .symbol, .determiner, .number, .possessive:
        guard phrase.isLong, let other = phrases.baseNounPhrase(at: index) else { return nil }
        index = other.range.upperBound
      case .infinitiveTo:
        guard index + 1 < end, words[index + 1].tag == .verb else { return nil }
        phrase.isLong = true
        index += 2
      case .verb, .modal, .formOfBe, .formOfHave, .formOfDo, .adverb, .negation:
        return settled(phrase, upTo: index)
      case .punctuation where !word.isQuotationMark:
        if word.lower == ",", phrase.aside == nil, let listEnd = listEnd(at: index) {
          phrase.isCompound = true
          phrase.isPlural = true
          index = listEnd
          continue
        }
        guard phrase.aside == nil, let next = asideEnd(at: index) else { return nil }
        phrase.range = phrase.range.lowerBound..<index
        phrase.aside = index..<next
        index = next
        if index < end, !isStrongVerb(index), words[index].tag != .verb,
          words[index].tag != .adverb
        {
          return nil
        }
      case .subordinator, .question:
        guard let next = relativeEnd(at: index) else { return nil }
        phrase.isLong = true
        index = next
      default:
        return nil
      }
      if index - start > 14 { return nil }
    }
    return nil
  }

  /// Whether a doubtful verb has company that leaves no doubt: a subject that begins as one, an
  /// object after it, and no other verb that might be the real one.
  private func isPlain(_ index: Int, after phrase: NounPhrase) -> Bool {
    guard words[index].isDoubtful, !words[index].can(.participle) else { return true }
    var opener = phrase.range.lowerBound
    while words[opener].isQuotationMark, opener < phrase.head { opener += 1 }
    let first = words[opener]
    let opensWell =
      opener > phrase.range.lowerBound || first.tag == .determiner || first.tag == .possessive
      || first.tag == .name
      || first.tag == .symbol || first.tag == .pronoun || first.tag == .number
      || (phrase.isPlural && !first.can(.verbBase))
    guard opensWell else { return false }
    if index + 1 < end {
      switch words[index + 1].tag {
      case .determiner, .possessive, .number, .infinitiveTo, .pronoun: return true
      default: break
      }
    }
    var place = index + 1
    while place < end, words[place].tag != .punctuation, words[place].tag != .subordinator,
      words[place].tag != .question, words[place].tag != .infinitiveTo
    {
      if words[place].tag == .verb { return false }
      place += 1
    }
    return true
  }

  private func settled(_ phrase: NounPhrase, upTo index: Int) -> NounPhrase {
    var phrase = phrase
    if phrase.aside == nil { phrase.range = phrase.range.lowerBound..<index }
    return phrase
  }

  /// "software purchased on a whim": a participle that looks like the past of a clause.
  private func isReducedRelative(_ subject: NounPhrase, _ verb: VerbGroup) -> Bool {
    let word = words[verb.main]
    guard verb.kind == .active, verb.form == .past, verb.auxiliary == nil, word.can(.participle),
      !subject.isPronoun, !subject.isYou, words[subject.head].tag != .name || subject.isLong
    else { return false }
    var index = verb.main + 1
    while index < end, words[index].tag == .adverb { index += 1 }
    guard index < end else { return true }
    switch words[index].tag {
    case .preposition, .punctuation, .infinitiveTo, .subordinator, .coordinator: return true
    default: return false
    }
  }

  /// The end of ", B, and C" after "A", when a finite verb follows.
  private func listEnd(at comma: Int) -> Int? {
    var index = comma
    var isLast = false
    while index < end, index < comma + 16 {
      if words[index].lower == "," { index += 1 }
      if index < end, words[index].lower == "and" || words[index].lower == "or" {
        isLast = true
        index += 1
      }
      guard let item = phrases.baseNounPhrase(at: index), !item.isPronoun else { return nil }
      index = item.range.upperBound
      guard index < end else { return nil }
      if isLast { return isStrongVerb(index) || words[index].tag == .verb ? index : nil }
      let isLinked = words[index].lower == "," || words[index].tag == .coordinator
      guard isLinked else { return nil }
    }
    return nil
  }

  /// The end of "(see there)" or ", which is new," before the clause's verb.
  private func asideEnd(at index: Int) -> Int? {
    let isComma = words[index].lower == ","
    guard isComma || words[index].lower == "(" else { return nil }
    if isComma {
      guard index + 1 < end else { return nil }
      let opener = words[index + 1]
      let isAside =
        [
          "which", "who", "a", "an", "the", "or", "like", "such", "also", "including",
          "one", "as", "however",
        ].contains(opener.lower) || opener.tag == .participle
      guard isAside else { return nil }
    }
    var place = index + 1
    while place < end, place < index + 18 {
      let lower = words[place].lower
      if lower == (isComma ? "," : ")") {
        guard place + 1 < end else { return nil }
        if !isComma || isStrongVerb(place + 1) { return place + 1 }
      }
      if lower == ";" || lower == ":" { return nil }
      place += 1
    }
    return nil
  }

  /// The end of "of the package", "for building them".
  private func prepositionalEnd(at index: Int) -> Int? {
    var start = index + 1
    if start < end, words[start].tag == .preposition { start += 1 }
    guard start < end else { return nil }
    if words[start].tag == .gerund, let object = phrases.baseNounPhrase(at: start + 1) {
      return object.range.upperBound
    }
    if let phrase = phrases.baseNounPhrase(at: start) { return phrase.range.upperBound }
    return words[start].tag == .gerund ? start + 1 : nil
  }

  /// The end of "that use it", read only where the clause's own verb follows plainly.
  private func relativeEnd(at index: Int) -> Int? {
    guard ["that", "which", "who"].contains(words[index].lower), index + 1 < end else { return nil }
    var place = index + 1
    while place < end, words[place].tag == .adverb { place += 1 }
    guard let group = verbGroup(at: place) else { return nil }
    place = group.range.upperBound
    while place < end {
      if let object = phrases.baseNounPhrase(at: place) {
        place = object.range.upperBound
      } else if words[place].tag == .preposition, let next = prepositionalEnd(at: place) {
        place = next
      } else if words[place].tag == .adjective || words[place].tag == .adverb {
        place += 1
      } else {
        break
      }
    }
    // What is left of the relative clause may be anything but another clause.
    while place < end, place < index + 14, !isStrongVerb(place) {
      switch words[place].tag {
      case .subordinator, .question: return nil
      case .punctuation where !words[place].isQuotationMark: return nil
      default: place += 1
      }
    }
    return place < end && isStrongVerb(place) ? place : nil
  }

  func isStrongVerb(_ index: Int) -> Bool {
    switch words[index].tag {
    case .modal, .formOfBe, .formOfHave, .formOfDo:
      return !["be", "been", "being", "having", "done", "doing"].contains(words[index].lower)
    case .verb:
      return !words[index].isDoubtful && words[index].can([.verbThird])
    default: return false
    }
  }

  /// Whether an unmistakable finite verb comes before the next boundary.
  ///
  /// - Parameter afterParticiple: the word before could be one, as in "packages uploaded to it":
  ///   then a doubtful verb is enough to make it so.
  private func strongVerbFollows(_ start: Int, afterParticiple: Bool = false) -> Bool {
    var index = start
    while index < end {
      let word = words[index]
      if word.lower == "(", let close = (index..<end).first(where: { words[$0].lower == ")" }) {
        index = close + 1
        continue
      }
      let isMark = word.tag == .punctuation && !word.isQuotationMark
      if isMark || word.tag == .subordinator || word.tag == .question { return false }
      if !afterParticiple, word.tag == .coordinator || word.tag == .infinitiveTo { return false }
      if isStrongVerb(index) || (afterParticiple && word.tag == .verb) { return true }
      if word.tag == .infinitiveTo { index += 1 }
      index += 1
    }
    return false
  }

  /// A plural subject must not have a singular verb, nor the other way about: where they clash,
  /// the reading is wrong.
  private func agrees(_ subject: NounPhrase, _ verb: VerbGroup) -> Bool {
    let head = words[subject.head]
    let isFree =
      head.tag == .name || head.tag == .symbol || subject.isCompound
      || subject.isYou || head.tag == .number
    switch verb.form {
    case .third: return isFree || !subject.isPlural || subject.isPronoun
    case .base: return subject.isYou || subject.isPlural || isCollective(subject)
    case .past, .modal: return true
    }
  }

  /// "a number of packages", "most of them", which take a plural verb.
  private func isCollective(_ subject: NounPhrase) -> Bool {
    let head = words[subject.head].lower
    return ["number", "majority", "lot", "couple", "variety", "set", "none"].contains(head)
      || subject.isPronoun
  }
}
