import StemmaText

/// Finds subject and verb of a clause, or finds that it is not sure of them.
struct ClauseReader {
  let reading: Reading
  let sentence: Int
  let end: Int
  private let phrases: PhraseReader
  private var words: [Word] { reading.words }

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
    guard start < end, words[start].tag != .gerund || words[start].can(.noun) else { return nil }
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
        guard let other = phrases.baseNounPhrase(at: index + 1), !other.isPronoun else { return nil }
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
    let first = words[phrase.range.lowerBound]
    let opensWell = first.tag == .determiner || first.tag == .possessive || first.tag == .name
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
      if words[place].tag == .verb || words[place].can(.verbThird) { return false }
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

  /// The end of "(see there)" or ", which is new," before the clause's verb.
  private func asideEnd(at index: Int) -> Int? {
    let isComma = words[index].lower == ","
    guard isComma || words[index].lower == "(" else { return nil }
    if isComma {
      guard index + 1 < end else { return nil }
      let opener = words[index + 1]
      let isAside = ["which", "who", "a", "an", "the", "or", "like", "such", "also", "including",
        "one", "as", "however"].contains(opener.lower) || opener.tag == .participle
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
    guard place < end else { return nil }
    return isStrongVerb(place) ? place : nil
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
    let isFree = head.tag == .name || head.tag == .symbol || subject.isCompound
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

/// Reads verb groups.
extension ClauseReader {
  func verbGroup(at start: Int) -> VerbGroup? {
    guard start < end else { return nil }
    let word = words[start]
    switch word.tag {
    case .modal: return afterModal(start)
    case .formOfBe: return afterBe(start)
    case .formOfHave: return afterHave(start)
    case .formOfDo: return afterDo(start)
    case .verb: return simple(start)
    default: return nil
    }
  }

  private func form(ofBe lower: String) -> VerbGroup.Form? {
    switch lower {
    case "is", "was": return .third
    case "are", "were": return .base
    default: return nil
    }
  }

  /// Skips adverbs and "not", noting both.
  private func skip(_ index: inout Int, into group: inout VerbGroup) {
    while index < end, words[index].tag == .adverb || words[index].tag == .negation {
      if words[index].tag == .negation, words[index].lower != "never" {
        group.isNegated = true
      } else {
        group.adverbs.append(index)
      }
      index += 1
    }
  }

  private func afterModal(_ start: Int) -> VerbGroup? {
    var group = VerbGroup(
      range: start..<start + 1, main: start, kind: .active, form: .modal, auxiliary: start,
      base: "")
    if words[start].lower == "cannot" { group.isNegated = true }
    if words[start].lower == "ought" { return nil }
    var index = start + 1
    skip(&index, into: &group)
    guard index < end else { return nil }
    let word = words[index]
    if word.lower == "be" { return complete(&group, be: index) }
    if word.lower == "have" {
      if index + 1 < end, words[index + 1].tag == .participle || words[index + 1].lower == "been" {
        return nil
      }
      return finish(&group, main: index, base: "have")
    }
    if word.lower == "do" { return finish(&group, main: index, base: "do") }
    guard word.tag == .verb else { return nil }
    return finish(&group, main: index, base: word.lower)
  }

  private func finish(_ group: inout VerbGroup, main: Int, base: String) -> VerbGroup {
    group.main = main
    group.base = base
    group.range = group.range.lowerBound..<main + 1
    return group
  }

  private func afterBe(_ start: Int) -> VerbGroup? {
    guard let form = form(ofBe: words[start].lower) else { return nil }
    var group = VerbGroup(
      range: start..<start + 1, main: start, kind: .copula, form: form, auxiliary: start,
      base: "be")
    return complete(&group, be: start)
  }

  /// What a form of "be" turns out to be: copula, progressive or passive.
  private func complete(_ group: inout VerbGroup, be: Int) -> VerbGroup? {
    var index = be + 1
    let before = group.adverbs.count
    skip(&index, into: &group)
    let isParticiple = index < end && words[index].can(.participle)
      && (words[index].tag == .participle || words[index].tag == .verb)
    let isGerund = index < end && words[index].tag == .gerund && !words[index].can(.noun)
    if isParticiple || isGerund {
      group.kind = isParticiple ? .passive : .progressive
      let lower = words[index].lower
      return finish(&group, main: index, base: Lexicon.verb(of: lower)?.base ?? lower)
    }
    group.adverbs.removeLast(group.adverbs.count - before)
    group.kind = .copula
    return finish(&group, main: group.isNegated ? negationEnd(after: be) : be, base: "be")
  }

  private func negationEnd(after be: Int) -> Int {
    be + 1 < end && words[be + 1].tag == .negation ? be + 1 : be
  }

  private func afterHave(_ start: Int) -> VerbGroup? {
    let lower = words[start].lower
    guard lower == "has" || lower == "have" || lower == "had" else { return nil }
    let form: VerbGroup.Form = lower == "has" ? .third : lower == "have" ? .base : .past
    var group = VerbGroup(
      range: start..<start + 1, main: start, kind: .active, form: form, auxiliary: start, base: "")
    var index = start + 1
    skip(&index, into: &group)
    guard index < end else { return nil }
    if words[index].lower == "been" { return complete(&group, be: index) }
    if words[index].can(.participle), words[index].tag == .participle || words[index].tag == .verb {
      let base = Lexicon.verb(of: words[index].lower)?.base ?? ""
      return base.isEmpty ? nil : finish(&group, main: index, base: base)
    }
    guard !group.isNegated else { return nil }
    group.auxiliary = nil
    group.adverbs = []
    return finish(&group, main: start, base: "have")
  }

  private func afterDo(_ start: Int) -> VerbGroup? {
    let lower = words[start].lower
    guard lower == "does" || lower == "do" || lower == "did" else { return nil }
    let form: VerbGroup.Form = lower == "does" ? .third : lower == "do" ? .base : .past
    var group = VerbGroup(
      range: start..<start + 1, main: start, kind: .active, form: form, auxiliary: start, base: "")
    var index = start + 1
    skip(&index, into: &group)
    guard group.isNegated, index < end, words[index].can(.verbBase) || words[index].lower == "have"
    else { return nil }
    return finish(&group, main: index, base: words[index].lower)
  }

  private func simple(_ start: Int) -> VerbGroup? {
    let word = words[start]
    guard let verb = Lexicon.verb(of: word.lower) else { return nil }
    let form: VerbGroup.Form
    if word.can(.verbThird) {
      form = .third
    } else if word.can(.verbBase) {
      form = .base
    } else if word.can(.verbPast) {
      form = .past
    } else {
      return nil
    }
    return VerbGroup(
      range: start..<start + 1, main: start, kind: .active, form: form, auxiliary: nil,
      base: verb.base)
  }
}
