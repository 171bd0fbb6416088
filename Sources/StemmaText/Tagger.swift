/// Decides, from left to right, what each word of a sentence is taken for.
public enum Tagger {
  /// Sets every word's tag, and marks the ones that are guesses.
  public static func tag(_ words: inout [Word], in range: Range<Int>) {
    for index in range {
      let previous = previousWord(words, before: index, from: range.lowerBound)
      let next = index + 1 < range.upperBound ? words[index + 1] : nil
      var isDoubtful = false
      words[index].tag = tag(
        words[index], previous: previous, next: next, isDoubtful: &isDoubtful)
      words[index].isDoubtful = isDoubtful
    }
  }

  /// The nearest word before, adverbs left out, which come between a verb and its company.
  private static func previousWord(_ words: [Word], before index: Int, from start: Int) -> Word? {
    var place = index - 1
    while place >= start,
      words[place].tag == .adverb || words[place].tag == .negation || words[place].isQuotationMark
    {
      place -= 1
    }
    return place >= start ? words[place] : nil
  }

  private static func tag(
    _ word: Word, previous: Word?, next: Word?, isDoubtful: inout Bool
  ) -> WordTag {
    if let fixed = closedClassTag(word, previous: previous, next: next) { return fixed }
    let open = word.classes
    if word.can(.name), !word.can(.common) { return .name }
    if previous?.tag == .modal, word.classes == .noun, !word.isCapitalised { return .verb }
    if let verb = verbTag(word, previous: previous, next: next, isDoubtful: &isDoubtful) {
      return verb
    }
    if word.can(.adjective), word.can([.noun, .pluralNoun, .ordinal]) {
      return isNounPhrasePart(next)
        ? .adjective : word.can([.noun, .pluralNoun]) ? .noun : .adjective
    }
    if open.contains(.adjective), open.contains(.adverb) {
      return isNounPhrasePart(next) || previous?.tag == .formOfBe ? .adjective : .adverb
    }
    if open.contains(.adjective) {
      // An ending such as -ary deceives: "the estuary would" has no other noun.
      let isNoun = !open.contains(.common) && opensNounPhrase(previous) && !isNounPhrasePart(next)
      return isNoun ? .noun : .adjective
    }
    if open.contains(.adverb) { return .adverb }
    if open.contains(.pluralNoun) || open.contains(.verbThird) { return .pluralNoun }
    if open.contains(.gerund) { return .gerund }
    if open.contains(.participle) { return .participle }
    return open.contains(.name) ? .name : .noun
  }

  private static func closedClassTag(_ word: Word, previous: Word?, next: Word?) -> WordTag? {
    if word.can(.punctuation) { return .punctuation }
    if word.can(.symbol) { return .symbol }
    if word.can(.number) { return .number }
    if word.can(.modal) { return previous?.tag == .determiner ? .noun : .modal }
    if word.can(.formOfBe) { return .formOfBe }
    if word.can(.formOfHave) { return .formOfHave }
    if word.can(.formOfDo) { return .formOfDo }
    if word.can(.negation) { return .negation }
    if word.can(.possessive) { return .possessive }
    if word.lower == "to" { return isInfinitive(next) ? .infinitiveTo : .preposition }
    if word.lower == "that" { return tagOfThat(previous: previous, next: next) }
    if word.can(.coordinator) { return word.lower == "yet" ? .adverb : .coordinator }
    if word.can(.question) { return .question }
    if word.can(.determiner) {
      if word.lower == "both" || word.lower == "all" || word.lower == "either" {
        return .determiner
      }
      return isNounPhrasePart(next) || !word.can(.pronoun) ? .determiner : .pronoun
    }
    if word.can(.pronoun), word.lower != "more", word.lower != "most" { return .pronoun }
    let endsHere = next.map { $0.can(.punctuation) && !$0.followsSpace } ?? true
    if word.can(.preposition), word.can(.adverb), endsHere {
      return .adverb
    }
    if word.can(.subordinator), word.can(.preposition) {
      return word.lower == "as" || word.lower == "than" ? .preposition : .subordinator
    }
    if word.can(.subordinator), word.lower != "so" || next?.lower == "that" { return .subordinator }
    if word.can(.preposition), !word.can([.gerund]) { return .preposition }
    return nil
  }

  private static func isInfinitive(_ next: Word?) -> Bool {
    guard let next else { return false }
    if next.can([.verbBase]) || next.lower == "be" || next.lower == "have" || next.lower == "do" {
      return true
    }
    return next.can(.adverb) && !next.can([.determiner, .adjective, .preposition])
  }

  private static func tagOfThat(previous: Word?, next: Word?) -> WordTag {
    guard let previous else { return isNounPhrasePart(next) ? .determiner : .pronoun }
    if previous.tag == .preposition { return isNounPhrasePart(next) ? .determiner : .pronoun }
    return .subordinator
  }

  /// Whether the word can continue a noun phrase that has begun.
  static func isNounPhrasePart(_ word: Word?) -> Bool {
    guard let word else { return false }
    if word.can([.modal, .formOfBe, .formOfHave, .formOfDo, .preposition, .punctuation]) {
      return false
    }
    return word.can([
      .noun, .pluralNoun, .adjective, .name, .symbol, .number, .ordinal, .participle, .gerund,
    ])
  }

  private static func verbTag(
    _ word: Word, previous: Word?, next: Word?, isDoubtful: inout Bool
  ) -> WordTag? {
    let couldBeNoun = word.can([.noun, .pluralNoun])
    if word.can(WordClass.finite) {
      if isVerbHere(word, previous: previous, next: next) {
        isDoubtful = couldBeNoun || word.can(.adjective)
        if previous?.tag == .modal || previous?.tag == .infinitiveTo || previous?.tag == .formOfDo {
          isDoubtful = false
        }
        return word.can(.participle) && followsPassiveHead(previous) ? .participle : .verb
      }
      if word.can(.participle) {
        return isNounPhrasePart(next) && opensNounPhrase(previous) ? .adjective : .participle
      }
    }
    if word.can(.participle), !couldBeNoun {
      return isNounPhrasePart(next) && opensNounPhrase(previous) ? .adjective : .participle
    }
    if word.can(.gerund), !couldBeNoun { return .gerund }
    return nil
  }

  private static func followsPassiveHead(_ previous: Word?) -> Bool {
    previous?.tag == .formOfBe || previous?.tag == .formOfHave
  }

  private static func opensNounPhrase(_ previous: Word?) -> Bool {
    guard let tag = previous?.tag else { return false }
    return tag == .determiner || tag == .possessive || tag == .adjective || tag == .number
      || tag == .preposition
  }

  /// Whether a form that can be a finite or bare verb is one, by the word before and after.
  private static func isVerbHere(_ word: Word, previous: Word?, next: Word?) -> Bool {
    guard let previous else { return word.can(.verbBase) && startsImperative(word, next: next) }
    let isDoubtful = word.can([.doubtfulVerb, .adjective])
    if isUnmistakable(word) {
      switch previous.tag {
      case .noun, .pluralNoun, .name, .symbol, .adjective, .gerund, .number: return true
      default: break
      }
    }
    switch previous.tag {
    case .infinitiveTo: return word.can(.verbBase)
    case .modal:
      // After a modal a verb must come, so an unknown word is one.
      return word.can(.verbBase) || (word.classes == .noun && !word.isCapitalised)
    case .formOfDo: return word.can(.verbBase)
    case .formOfBe, .formOfHave: return false
    case .determiner, .possessive, .preposition, .number: return false
    case .adjective: return false
    case .pluralNoun:
      if word.can(.verbPast), !word.can(.participle) { return true }
      if word.can(.verbBase), next?.can([.noun, .pluralNoun, .adjective]) ?? false { return true }
      return word.can([.verbBase, .verbPast]) && (!isDoubtful || opensComplement(next))
    case .noun, .name, .symbol, .gerund:
      if word.can(.verbPast), !word.can([.verbBase]) { return true }
      if word.can(.verbThird) { return !isDoubtful || opensComplement(next) }
      return word.can(.verbBase) && !isDoubtful && !word.can([.noun, .adjective])
    case .pronoun, .question: return true
    case .coordinator, .subordinator:
      return word.can([.verbThird, .verbPast, .verbBase]) && (!isDoubtful || opensObject(next))
    case .punctuation:
      // After an aside: "the tool (a small one) compares".
      if word.can(.verbThird) { return !isDoubtful || opensComplement(next) }
      return word.can(.verbBase) && startsImperative(word, next: next)
    case .verb, .participle:
      return word.can(.verbBase)
        && ["let", "lets", "help", "helps", "make", "makes"].contains(
          previous.lower)
    default: return false
    }
  }

  /// A form that can be nothing but a finite verb: "ensures", "integrate", "wrote".
  private static func isUnmistakable(_ word: Word) -> Bool {
    word.can(WordClass.finite)
      && !word.can([.noun, .pluralNoun, .adjective, .doubtfulVerb, .participle, .adverb])
  }

  private static func startsImperative(_ word: Word, next: Word?) -> Bool {
    guard let next else { return false }
    if next.can([.modal, .formOfBe, .formOfHave]) { return false }
    if !word.can([.doubtfulVerb, .adjective, .adverb]) {
      return !next.can([.finite]) || next.can([.noun, .pluralNoun])
    }
    return opensObject(next)
  }

  /// Whether a word begins an object for certain.
  private static func opensObject(_ word: Word?) -> Bool {
    guard let word else { return false }
    return word.can([.determiner, .possessive, .number, .symbol])
      || ["it", "them", "you", "us"].contains(word.lower)
  }

  /// Whether a word begins what comes after a verb: an object, an adverbial or a "to".
  private static func opensComplement(_ word: Word?) -> Bool {
    guard let word else { return false }
    if opensObject(word) || word.lower == "to" { return true }
    return word.can([.preposition, .adverb]) && !word.can([.coordinator])
      || word.can([.question, .name])
  }
}
