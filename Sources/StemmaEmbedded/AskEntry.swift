import StemmaText

/// Asks what an entry of a manual does or is.
struct EntryAsker {
  let reading: Reading
  let scope: Scope

  func places(of found: EntryReader.Found) -> [Place] {
    found.all.compactMap(place) + found.all.compactMap(ownDefault) + facts(of: found)
      + headingDefault() + abbreviations()
  }

  func place(_ entry: Entry) -> Place? {
    let answer = reading.passage.text(entry.answer)
    // A common word under "Options" is one of an option's values.
    let isWord = entry.isWord
    let isOfManPage =
      entry.kind == "option" && scope.headings.last == "OPTIONS"
      && entry.term.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    guard !isOfManPage || entry.isNamed, isTelling(answer), !Self.values.contains(entry.term),
      !isWord || entry.kind != nil && (entry.kind != "option" || entry.isNamed)
    else {
      return nil
    }
    let base = 900 + min(entry.length, 30) * 2
    var realisations: [Realisation] = []
    for (points, question) in questions(entry) where QuestionCheck.isSound(question) {
      realisations.append(
        Realisation(question: question, answer: answer, score: base + points, isGrounded: true))
    }
    realisations = AnswerPicker.best(of: realisations)
    guard let best = realisations.first else { return nil }
    return Place(score: best.score, position: entry.position * 4, realisations: realisations)
  }

  /// What a setting may be set to, and no setting itself.
  private static let values = Set([
    "on", "off", "yes", "no", "true", "false", "none", "all", "auto", "always", "never", "default",
    "normal", "any", "enabled", "disabled", "optional", "required",
  ])

  /// Whether the explanation is more than a sign or a listing of settings in capitals.
  private func isTelling(_ answer: String) -> Bool {
    let words = answer.utf8.split(separator: 0x20).filter { word in
      word.contains { (0x61...0x7A).contains($0 | 0x20) }
    }
    let shouted = words.count { word in
      word.count > 1 && !word.contains { (0x61...0x7A).contains($0) }
    }
    return words.count >= 3 && shouted * 3 < words.count && !answer.contains(":: ")
      && !answer.hasPrefix("http")
  }

  /// "Takes a list of names.": how a term is set, and not yet what it does.
  private func takesOnly(_ entry: Entry) -> Bool {
    let answer = reading.passage.text(entry.answer).utf8
    return answer.starts(with: "Takes a".utf8) && entry.length < 20
  }

  private func questions(_ entry: Entry) -> [(Int, String)] {
    let term = phrase(entry.term, entry.kind)
    func ask(_ points: Int, _ words: String...) -> (Int, String) {
      let question = Wording.question(Wording.join(words))
      return (points, scope.program.map { Grounding.placed(question, in: $0) } ?? question)
    }
    switch entry.shape {
    case .act where takesOnly(entry):
      return [
        ask(40, "what kind of value does", term, "take"), ask(20, "what value does", term, "take"),
      ]
    case .act:
      return [
        ask(40, "what does", term, "do"), ask(10, "what is", term, "for"),
        ask(0, "what is the purpose of", term), ask(0, "what purpose does", term, "serve"),
      ]
    case .use:
      return [
        ask(40, "what is", term, "used for"), ask(20, "what is", term, "for"),
        ask(0, "what can you do with", term),
      ]
    case .occasion:
      return [ask(20, "when is", term, "used"), ask(0, "when does", term, "take effect")]
    case .thing:
      if Self.doers.contains(entry.kind ?? "") {
        return entry.startsWithArticle ? [] : [ask(40, "what does", term, "do")]
      }
      if Self.holders.contains(entry.kind ?? "") {
        return [
          ask(40, "what does", term, "specify"), ask(10, "what is", term, "for"),
        ]
      }
      return [ask(40, "what is", term), ask(10, "what is meant by", term)]
    case .effect:
      return [
        ask(30, "what effect does", term, "have"), ask(0, "what happens when", term, "is used"),
      ]
    case .statement: return []
    case .warning:
      return [
        ask(0, "what should you bear in mind about", term),
        ask(-10, "what is important to know about", term),
      ]
    }
  }

  /// "the variable spoolfile", or the term alone where the manual does not say what it is.
  func phrase(_ term: String, _ kind: String?) -> String {
    kind.map { "the \($0) \(quoted(term))" } ?? "\"\(term)\""
  }

  private static let holders = Set(["variable", "option", "setting", "parameter", "directive"])
  private static let doers = Set([
    "function", "command", "key", "macro", "action", "method", "switch", "flag", "operator",
  ])

  /// Names of letters, digits and underscores need no quotation marks.
  private func quoted(_ term: String) -> String {
    let isPlain = term.utf8.allSatisfy {
      (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
    }
    let isWord = term.utf8.count > 1 && term.utf8.first != 0x2D
    return isPlain && isWord && !Lexicon.knows(term) ? term : "\"\(term)\""
  }
}
