import StemmaText

/// Who or what a clause is about.
struct NounPhrase {
  var range: Range<Int>
  /// The word that decides its number.
  var head: Int
  var isPlural: Bool
  /// Joined by "and" or "or".
  var isCompound = false
  /// Whether it holds more than a base phrase: a prepositional phrase, a participle, a relative.
  var isLong = false
  /// "it", "they", "this" and such, which mean nothing by themselves.
  var isPronoun = false
  /// "you".
  var isYou = false
  /// "we", which a question turns into "you".
  var isWe = false
  /// What a question puts before it: "the" where the text has "a".
  var article = ""
  /// An aside in commas or parentheses between the phrase and its verb.
  var aside: Range<Int>?

  /// Where the clause goes on.
  var next: Int { aside?.upperBound ?? range.upperBound }
}

/// Reads phrases from a sentence's tagged words.
struct PhraseReader {
  let words: [Word]
  let end: Int

  /// A noun phrase without what may hang on it.
  func baseNounPhrase(at start: Int) -> NounPhrase? {
    guard start < end else { return nil }
    if words[start].tag == .pronoun { return pronounPhrase(at: start) }
    var index = start
    while index < end, isOpener(index) { index += 1 }
    var head = -1
    while index < end {
      let word = words[index]
      switch word.tag {
      case .noun, .pluralNoun, .name, .symbol:
        head = index
        index += 1
      case .number:
        if index + 1 < end, words[index + 1].tag == .number { return nil }
        index += 1
      case .possessive:
        guard word.lower.utf8.last == 0x73 || head >= 0 else { return finish(start, head) }
        head = -1
        index += 1
      case .gerund:
        guard let next = gerundEnd(at: index, start: start, head: head) else {
          return finish(start, head)
        }
        head = next.isHead ? index : head
        index = next.index
      case .adjective, .participle:
        guard leadsToNoun(after: index) else { return finish(start, head) }
        index += 1
      case .adverb, .coordinator, .negation:
        guard head < 0 || word.tag == .coordinator, joinsModifiers(at: index) else {
          return finish(start, head)
        }
        index += 1
      case .punctuation:
        guard let closing = quotedEnd(at: index) else { return finish(start, head) }
        head = closing - 1
        index = closing + 1
      default:
        return finish(start, head, end: index)
      }
    }
    return finish(start, head)
  }

  private func finish(_ start: Int, _ head: Int, end: Int? = nil) -> NounPhrase? {
    guard head >= start else { return nil }
    var upper = head + 1
    if upper < self.end, words[upper].tag == .punctuation, isQuote(upper),
      start < head, words[start..<head].contains(where: { $0.tag == .punctuation })
    {
      upper += 1
    }
    return NounPhrase(
      range: start..<upper, head: head, isPlural: isPlural(start: start, head: head))
  }

  private func isPlural(start: Int, head: Int) -> Bool {
    if words[head].tag == .pluralNoun || words[head].can(.pluralNoun) { return true }
    return ["these", "those", "many", "several", "few", "both"].contains(words[start].lower)
  }

  private func pronounPhrase(at index: Int) -> NounPhrase? {
    let lower = words[index].lower
    var phrase = NounPhrase(range: index..<index + 1, head: index, isPlural: false)
    switch lower {
    case "you": phrase.isYou = true
    case "we":
      phrase.isWe = true
      phrase.isPronoun = true
      phrase.isPlural = true
    case "anyone", "anybody", "everyone", "everybody", "nobody", "everything", "nothing",
      "someone", "somebody", "anything":
      break
    default:
      phrase.isPronoun = true
      phrase.isPlural = ["they", "these", "those", "we"].contains(lower)
    }
    return phrase
  }

  private func isOpener(_ index: Int) -> Bool {
    let word = words[index]
    return word.tag == .determiner || (word.tag == .possessive && word.lower.utf8.count < 6)
  }

  private func isQuote(_ index: Int) -> Bool {
    words[index].isQuotationMark
  }

  /// The index of the closing mark of a short quotation that opens here.
  private func quotedEnd(at index: Int) -> Int? {
    guard isQuote(index), index + 1 < end, !words[index + 1].followsSpace else { return nil }
    var place = index + 1
    while place < end, place < index + 5 {
      if words[place].tag == .punctuation {
        return isQuote(place) && place > index + 1 ? place : nil
      }
      place += 1
    }
    return nil
  }

  /// A gerund inside a phrase: before a noun a modifier, after a noun or article the head.
  private func gerundEnd(at index: Int, start: Int, head: Int) -> (index: Int, isHead: Bool)? {
    let isNoun = words[index].can(.noun)
    if index > start || isNoun { return (index + 1, isNoun || head < 0 || head == index - 1) }
    return leadsToNoun(after: index) ? (index + 1, false) : nil
  }

  /// Whether, after this modifier, a noun comes before anything else.
  private func leadsToNoun(after index: Int) -> Bool {
    var place = index + 1
    while place < end, place < index + 5 {
      switch words[place].tag {
      case .noun, .pluralNoun, .name, .symbol: return true
      case .gerund where words[place].can(.noun): return true
      case .adjective, .number, .gerund, .participle: place += 1
      case .coordinator: place += 1
      case .possessive where words[place].lower.utf8.count > 5: place += 1
      case .punctuation where words[place].lower == "," || isQuote(place): place += 1
      default: return false
      }
    }
    return false
  }

  /// "very" before an adjective, "and" between two adjectives.
  private func joinsModifiers(at index: Int) -> Bool {
    guard index + 1 < end else { return false }
    let next = words[index + 1].tag
    let isModifier = next == .adjective || next == .participle
    if words[index].tag == .coordinator {
      guard index > 0, words[index - 1].tag == .adjective else { return false }
    }
    return isModifier && leadsToNoun(after: index)
  }
}
