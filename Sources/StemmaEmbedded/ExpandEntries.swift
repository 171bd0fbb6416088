import StemmaRecord
import StemmaText

extension EntryAsker {
  /// "--gc Run the garbage collector and exit.": how do you run the garbage collector?
  ///
  /// The answer names the term, which the explanation itself may not.
  func goals(of entries: [Entry]) -> [Place] {
    entries.compactMap { $0.shape == .thing ? holder($0) : goal($0) }
  }

  /// "logfile Full path to the log.": which setting holds the full path to the log?
  private func holder(_ entry: Entry) -> Place? {
    let body = reading.sentences[entry.position].body
    let words = reading.words
    guard place(entry) != nil, let kind = entry.kind, !isOtherName(entry),
      Self.settings.contains(kind) || kind == "option",
      let start = body.first(where: {
        words[$0].bytes.lowerBound >= entry.answer.lowerBound
      }), let text = wholeRest(of: entry, after: start - 1),
      let phrase = PhraseReader(words: words, end: body.upperBound).baseNounPhrase(at: start),
      !phrase.isPronoun, phrase.range.lowerBound == start,
      ![.number, .symbol].contains(words[start].tag)
    else { return nil }
    // A common word may have a capital that only begins its sentence.
    let isCommon = words[start].can(.common) && !words[start].can(.name)
    let plain =
      isCommon ? words[start].lower + text.dropFirst(words[start].lower.utf8.count) : text
    let article = entry.startsWithArticle ? "" : "the"
    let question = Wording.question(
      "which", kind, kind == "option" ? "specifies" : "holds", article, plain)
    return place(entry, kind, [(0, question)])
  }

  /// "Short name for --fold": what a term is called, and not what it holds.
  private func isOtherName(_ entry: Entry) -> Bool {
    let text = reading.passage.text(entry.answer).lowercased()
    return [
      "short ", "alias ", "an alias ", "synonym ", "a synonym ", "same ", "the same ",
      "another name ",
    ]
    .contains { text.hasPrefix($0) }
  }

  private static let tools = Set([
    "option", "command", "key", "function", "switch", "flag", "macro", "keyword", "method",
    "action",
  ])

  private func goal(_ entry: Entry) -> Place? {
    let isWord = entry.isWord
    guard place(entry) != nil, entry.shape == .act, let start = opening(of: entry),
      !repeats(entry, from: start),
      !isWord || entry.kind != nil && (entry.kind != "option" || entry.isNamed)
    else { return nil }
    let kind = entry.kind
    var asked: [(Int, String)] = []
    if kind.map(Self.tools.contains) ?? true, let act = act(of: entry, from: start) {
      asked = [
        (20, Wording.question("how do you", act)), (10, Wording.question("how can you", act)),
      ]
      if let kind { asked.append((0, Wording.question("which", kind, "should you use to", act))) }
    } else if let kind, Self.tools.union(Self.settings).contains(kind),
      let role = role(of: entry, from: start)
    {
      asked = [(0, Wording.question("which", kind, role))]
    }
    return place(entry, kind, asked) ?? purpose(of: entry, kind, from: start)
  }

  /// "--fold Folds the letter before it is sent …": when would you use --fold? To fold the letter …
  ///
  /// For what is told at too great a length to be asked about as a goal.
  private func purpose(of entry: Entry, _ kind: String?, from start: Int) -> Place? {
    let words = reading.words
    let isTool = kind.map(Self.tools.union(Self.settings).contains) ?? (scope.program != nil)
    // "Set automatically by …": by whom it is set, and not what it sets.
    guard isTool, words[start + 1].tag != .adverb, words[start + 1].lower != "by",
      !repeats(entry, from: start), let verb = Lexicon.verb(of: words[start].lower),
      !Self.unusable.contains(verb.base),
      words[start].can(.verbBase) || words[start].can(.verbThird)
    else { return nil }
    let body = start..<reading.sentences[entry.position].body.upperBound
    let isThird = words[start].lower.hasSameBytes(as: verb.third)
    let isTwofold = body.dropFirst().contains { index in
      ["and", "or", "but", ",", "then"].contains(words[index - 1].lower)
        && words[index].can(.verbThird) && !words[index].can(.pluralNoun)
    }
    guard body.count >= 4, isThird || words[start].lower.hasSameBytes(as: verb.base),
      !(isThird && isTwofold),
      ![.preposition, .coordinator, .subordinator].contains(words[start + 1].tag),
      words[start + 1].tag != .punctuation, !["this", "these"].contains(words[start + 1].lower),
      entry.term.utf8.last != 0x2D
    else { return nil }
    let term = phrase(entry.term, kind)
    let question = Wording.question("when would you use", term)
    let placed = scope.program.map { Grounding.placed(question, in: $0) } ?? question
    let rest = reading.passage.text(words[start].bytes.upperBound..<entry.answer.upperBound)
    guard QuestionCheck.isSound(placed) else { return nil }
    let pair = Realisation(
      question: placed, answer: "Use \(term) to \(verb.base)\(rest)", score: 680, isGrounded: true)
    return Place(score: 680, position: entry.position * 4, realisations: [pair])
  }

  /// Whether what seems a verb is none: "mount-options Mount options for …".
  private func repeats(_ entry: Entry, from start: Int) -> Bool {
    let words = reading.words
    guard start + 1 < words.count else { return false }
    // "hwaddress Link local address …": a noun before a noun, where a verb would have an article.
    let phrases = PhraseReader(words: words, end: reading.sentences[entry.position].body.upperBound)
    if words[start].can(.noun), let object = phrases.baseNounPhrase(at: start + 1),
      [.noun, .adjective].contains(words[object.range.lowerBound].tag),
      words[object.head].tag == .noun, words[object.head].can(.common), !object.isPlural,
      !Fitness(reading: reading).isMass(words[object.head].lower)
    {
      return true
    }
    let parts = entry.term.lowercased().split { "-_ ".contains($0) }
    return parts.count > 1 && parts[0] == words[start].lower && parts[1] == words[start + 1].lower
  }

  /// Verbs of which nobody uses a thing "to …".
  private static let unusable = Set([
    "be", "have", "take", "note", "require", "mean", "imply", "default", "stand", "accept",
    "contain", "refer", "return", "work", "behave", "act", "function", "serve", "depend", "expect",
    "cause", "force", "require", "assume",
  ])

  private func place(_ entry: Entry, _ kind: String?, _ asked: [(Int, String)]) -> Place? {
    var realisations: [Realisation] = []
    for (points, question) in asked {
      let program = scope.program.flatMap { question.contains(" \($0) ") ? nil : $0 }
      let placed = program.map { Grounding.placed(question, in: $0) } ?? question
      guard QuestionCheck.isSound(placed) else { continue }
      realisations.append(
        Realisation(
          question: placed, answer: answer(of: entry, kind), score: 760 + points, isGrounded: true))
    }
    guard let best = realisations.first else { return nil }
    return Place(score: best.score, position: entry.position * 4, realisations: realisations)
  }

  /// The explanation with the term's name: "The option nts: …", or in place of "This option".
  private func answer(of entry: Entry, _ kind: String?) -> String {
    let text = reading.passage.text(entry.answer)
    let term = phrase(entry.term, kind)
    for opening in [kind.map { "This \($0) " } ?? "This ", "This "] where text.hasPrefix(opening) {
      return Wording.capitalised(term) + " " + text.dropFirst(opening.utf8.count)
    }
    return "With \(term): \(text)"
  }

  /// Where the verb stands that says what the term does: at the beginning, or after "This option".
  private func opening(of entry: Entry) -> Int? {
    let body = reading.sentences[entry.position].body
    let words = reading.words
    guard
      var start = body.first(where: { words[$0].bytes.lowerBound >= entry.answer.lowerBound })
    else { return nil }
    if words[start].lower == "this" {
      start += 1
      guard start < body.upperBound else { return nil }
      if EntryKinds.isNoun(words[start].lower) { start += 1 }
      guard start < body.upperBound, words[start].can(.verbThird), words[start].tag == .verb else {
        return nil
      }
    }
    return start
  }

  private static let settings = Set([
    "variable", "setting", "parameter", "directive", "field", "attribute", "property",
  ])

  /// Verbs that say what a setting is about, of which "how do you" would say too little.
  private static let roles = Set([
    "specify", "define", "determine", "control", "set", "limit", "enable", "disable", "select",
    "allow", "force", "prevent", "turn", "restrict", "override", "configure", "indicate",
  ])

  /// "specifies the interval between two requests", after "which option".
  private func role(of entry: Entry, from start: Int) -> String? {
    let words = reading.words
    // "Do not remove the letters": which option keeps the program from removing them?
    if words[start].lower == "do", words[start + 1].lower == "not", let program = scope.actor,
      let verb = Lexicon.verb(of: words[start + 2].lower), words[start + 2].can(.verbBase),
      let rest = wholeRest(of: entry, after: start + 2)
    {
      return Wording.join(["keeps", program, "from", verb.gerund, rest])
    }
    guard let verb = Lexicon.verb(of: words[start].lower),
      words[start].can(.verbBase) || words[start].can(.verbThird)
    else { return nil }
    guard Self.roles.contains(verb.base) else { return wholeRole(of: entry, from: start, verb) }
    let body = reading.sentences[entry.position].body
    let asker = SentenceAsker(
      reading, SentenceReading(index: entry.position, lead: .none, body: body))
    let goal = asker.goal(from: start, before: body.upperBound)
    let rest = goal.dropFirst()
    guard isWhole(goal, in: body), (4...14).contains(goal.count), asker.endsGoal(goal),
      let object = PhraseReader(words: words, end: goal.upperBound).baseNounPhrase(
        at: rest.lowerBound), !object.isPronoun, asker.fitness.isFit(rest)
    else { return nil }
    return Wording.join([verb.third, reading.innerText(rest)])
  }

  /// "removes the letter if it is empty": all that the first sentence says, where it is short.
  private func wholeRole(of entry: Entry, from start: Int, _ verb: Lexicon.Verb) -> String? {
    guard !["take", "note", "be", "have"].contains(verb.base) else { return nil }
    return wholeRest(of: entry, after: start).map { Wording.join([verb.third, $0]) }
  }

  /// The words after a verb up to the sentence's end, or to what it adds in parentheses.
  private func wholeRest(of entry: Entry, after start: Int) -> String? {
    let words = reading.words
    var rest = start + 1..<reading.sentences[entry.position].body.upperBound
    // "Show the version and exit": that it ends then is no part of the question.
    if rest.count > 4, ["exit", "exits", "quit"].contains(words[rest.upperBound - 1].lower),
      words[rest.upperBound - 2].lower == "and"
    {
      rest = rest.dropLast(2)
    }
    if let aside = rest.first(where: { words[$0].lower == "(" }) {
      let close = rest.first { words[$0].lower == ")" } ?? rest.upperBound
      guard close + 1 >= rest.upperBound else { return nil }
      rest = rest.lowerBound..<aside
    }
    // "Show a list and quit at once": the second verb would stand in another form.
    let isTwofold = zip(rest, rest.dropFirst()).contains { first, second in
      words[first].lower == "," && words[second].tag == .modal
        || ["and", "or", "but", "then", "then,"].contains(words[first].lower)
          && words[second].can([.verbBase, .verbThird])
          && (!words[second].can([.noun, .pluralNoun, .adjective]) || words[second].tag == .verb)
    }
    guard !isTwofold else { return nil }
    let fitness = Fitness(reading: reading)
    guard (3...17).contains(rest.count), let first = rest.first, let last = rest.last,
      ![.infinitiveTo, .coordinator, .adverb].contains(words[first].tag),
      !["for", "of"].contains(words[first].lower),
      [.noun, .pluralNoun, .name, .adjective, .symbol, .number, .participle, .gerund]
        .contains(words[last].tag),
      fitness.isFit(rest, allowsComma: true), !fitness.mentionsOwner(rest)
    else { return nil }
    return reading.innerText(rest)
  }

  /// Whether what follows the goal adds another act or more words on it, and neither a condition nor
  /// the other half of a phrase.
  private func isWhole(_ goal: Range<Int>, in body: Range<Int>) -> Bool {
    let words = reading.words
    let rest = goal.upperBound..<body.upperBound
    let isConditional = rest.contains {
      ["if", "unless", "when", "whenever"].contains(words[$0].lower)
    }
    guard let last = goal.last, !isConditional, words[last].tag != .adjective,
      words[last].tag != .participle
    else { return false }
    guard let next = rest.first, next + 1 < body.upperBound else { return true }
    switch words[next].lower {
    case "and", "or": return words[next + 1].can(.verbBase) && !words[next + 1].can(.noun)
    case ",":
      // "A, B and C" is cut after its first; "A, and do B" is not.
      if words[next + 1].tag == .coordinator {
        return next + 2 < body.upperBound
          && words[next + 2].can(.verbBase)
      }
      return [.gerund, .adverb, .subordinator, .question, .participle, .preposition]
        .contains(words[next + 1].tag) || words[next + 1].lower == "so"
    case "(":
      let close = rest.first { words[$0].lower == ")" } ?? body.upperBound
      return close + 1 >= body.upperBound || words[close + 1].tag == .punctuation
    // "options which follow this one" are not all options.
    case "which", "that", "who", "whose", "where": return false
    // "Suppress the output; print a count instead" is done for what comes after.
    case ";": return false
    default: return true
    }
  }

  /// "Replace variable with value", "set the directory to directory": what is to be put in there has no
  /// article.
  private func namesValue(_ range: Range<Int>) -> Bool {
    let words = reading.words
    let fitness = Fitness(reading: reading)
    return range.contains { index in
      let word = words[index]
      let before = words[index - 1]
      let isAlone =
        index + 1 >= range.upperBound
        || ![.noun, .pluralNoun, .name, .symbol, .gerund].contains(words[index + 1].tag)
      return word.tag == .noun && word.can(.common) && isAlone && !fitness.isMass(word.lower)
        && (before.tag == .preposition && ["to", "with"].contains(before.lower)
          || index == range.lowerBound)
        && Fitness.vague.contains(word.lower)
    }
  }

  /// What one does with the term: the verb that explains it, in its base form, and what it acts on.
  private func act(of entry: Entry, from start: Int) -> String? {
    let sentence = reading.sentences[entry.position]
    let words = reading.words
    guard !repeats(entry, from: start), let known = Lexicon.verb(of: words[start].lower),
      words[start].can(.verbBase) || words[start].can(.verbThird)
    else { return nil }
    let asker = SentenceAsker(
      reading, SentenceReading(index: entry.position, lead: .none, body: sentence.body))
    var goal = asker.goal(from: start, before: sentence.body.upperBound)
    if goal.count > 4, ["exit", "exits", "quit"].contains(words[goal.upperBound - 1].lower),
      words[goal.upperBound - 2].lower == "and"
    {
      goal = goal.dropLast(2)
    }
    let rest = goal.dropFirst()
    guard isWhole(goal, in: sentence.body), goal.count >= 3, goal.count <= 11,
      asker.isFitAct(goal, verb: known.base), !namesValue(rest),
      asker.fitness.isFit(rest)
    else { return nil }
    return Wording.join([known.base, reading.innerText(rest)])
  }
}

extension SentenceAsker {
  /// Verbs that say how a term works and not what it is good for.
  private static let formal = Set(
    """
    be know understand see have learn make begin start get say avoid give help require equal mean
    behave act work imply assume default specify indicate cause force allow let same do try return
    instruct tell control determine define apply default expect take treat contain use include
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Whether a question can end with these words.
  func endsGoal(_ goal: Range<Int>) -> Bool {
    guard let last = goal.last else { return false }
    switch words[last].tag {
    case .preposition, .determiner, .coordinator, .infinitiveTo, .subordinator, .possessive,
      .adverb, .modal, .formOfBe, .verb:
      return false
    default: return true
    }
  }

  /// Whether "how do you …" can go on with what a manual says a term does.
  func isFitAct(_ goal: Range<Int>, verb: String) -> Bool {
    guard !Self.formal.contains(verb) else { return false }
    let second = words[goal.lowerBound + 1]
    guard ![.coordinator, .infinitiveTo, .subordinator, .question].contains(second.tag) else {
      return false
    }
    if [",", "of", "that", "whether", "not", "only"].contains(second.lower) { return false }
    guard endsGoal(goal) else { return false }
    // "Connect scan is the default …" is no act.
    let isStatement = goal.contains { [.formOfBe, .modal, .formOfHave].contains(words[$0].tag) }
    guard !isStatement else { return false }
    let object = PhraseReader(words: words, end: goal.upperBound).baseNounPhrase(
      at: goal.lowerBound + 1)
    if let object, object.range.upperBound == goal.upperBound,
      words[object.range.lowerBound].lower == "the",
      object.range.count == 2, Fitness.vague.contains(words[object.head].lower)
    {
      return false
    }
    return true
  }
}
