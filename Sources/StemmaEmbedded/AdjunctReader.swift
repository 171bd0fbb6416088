import StemmaText

/// Parts what follows a verb at the words that begin an adjunct.
struct AdjunctReader {
  let words: [Word]
  let phrases: PhraseReader
  let end: Int

  /// The adjuncts in order; each ends where the next begins.
  func adjuncts(from start: Int) -> [Adjunct] {
    var found: [Adjunct] = []
    var index = start
    while index < end {
      if let kind = kind(at: index, from: start) {
        if let last = found.indices.last {
          found[last].range = found[last].range.lowerBound..<index
        }
        found.append(Adjunct(kind: kind, range: index..<end))
      }
      index += 1
    }
    return found
  }

  private func kind(at index: Int, from start: Int) -> Adjunct.Kind? {
    let word = words[index]
    let next = index + 1 < end ? words[index + 1] : nil
    switch word.tag {
    case .punctuation: return mark(at: index)
    case .subordinator: return subordinator(word, next: next, previous: words[index - 1])
    case .question:
      if word.lower == "when" { return .time }
      if word.lower == "where" { return .other }
      if word.lower == "which" || word.lower == "who" { return index > start ? .relative : nil }
      return nil
    case .coordinator: return coordination(at: index)
    case .preposition, .noun, .adverb, .adjective: return phrase(word, next: next, at: index)
    case .pronoun, .determiner, .possessive, .verb:
      return word.lower == "thanks" ? .becauseOf : nil
    default: return nil
    }
  }

  private func mark(at index: Int) -> Adjunct.Kind? {
    switch words[index].lower {
    case ",": return .comma
    case "(", "[": return .parenthesis
    case ";", ":", "--", "---", "\u{2014}", "\u{2013}", ")", "]", "-": return .breakMark
    default: return nil
    }
  }

  private func subordinator(_ word: Word, next: Word?, previous: Word) -> Adjunct.Kind? {
    switch word.lower {
    case "because": return next?.lower == "of" ? .becauseOf : .because
    case "since": return .since
    case "if": return previous.lower == "as" ? nil : .condition
    case "unless": return .unless
    case "so": return next?.lower == "that" ? .soThat : .result
    case "although", "though", "whereas", "while", "whilst": return .concession
    case "once":
      let isCount = ["a", "per", "every", "in", "each", "more", "again"].contains(next?.lower ?? "")
      return isCount || previous.lower == "least" || previous.lower == "only" ? nil : .time
    case "when", "whenever", "before", "after", "until", "till": return .time
    case "lest": return .other
    case "where", "wherever": return .other
    default: return nil
    }
  }

  private func phrase(_ word: Word, next: Word?, at index: Int) -> Adjunct.Kind? {
    guard let next else { return nil }
    switch word.lower {
    case "in" where next.lower == "order" && index + 2 < end && words[index + 2].lower == "to":
      return .inOrderTo
    case "so" where next.lower == "as": return .inOrderTo
    case "so" where next.lower == "that": return .soThat
    case "so" where words[index - 1].lower == ",": return .result
    case "due" where next.lower == "to": return .becauseOf
    case "as" where next.lower == "soon" || next.lower == "long": return .time
    case "as" where next.lower == "a" && index + 2 < end && words[index + 2].lower == "result":
      return .becauseOf
    case "without" where next.tag == .gerund: return nil
    default: return nil
    }
  }

  /// "and" begins a new clause when a verb or a subject with its verb follows.
  private func coordination(at index: Int) -> Adjunct.Kind? {
    if words[index].lower == "but" || words[index].lower == "yet" { return .coordination }
    guard index + 1 < end else { return .coordination }
    let next = words[index + 1]
    if next.can(.verbThird), next.can(.doubtfulVerb), next.tag != .verb { return .other }
    switch next.tag {
    case .verb, .modal, .formOfBe, .formOfHave, .formOfDo, .pronoun, .subordinator, .participle,
      .infinitiveTo, .negation, .adverb, .question, .gerund:
      return .coordination
    default: break
    }
    if let phrase = phrases.baseNounPhrase(at: index + 1) {
      let after = phrase.range.upperBound
      if after < end {
        switch words[after].tag {
        case .verb where !words[after].isDoubtful: return .coordination
        case .modal, .formOfBe, .formOfHave, .formOfDo: return .coordination
        default: break
        }
      }
    }
    return nil
  }
}
