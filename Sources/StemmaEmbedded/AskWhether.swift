import StemmaText

extension SentenceAsker {
  /// The words of a list that is written with spaces and line ends.
  static func set(_ list: String) -> Set<String> {
    Set(list.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })
  }

  /// What things can or cannot do, and what is worth knowing that they do at all.
  private static let abilities = set(
    """
    support provide require need accept allow include offer preserve ignore understand recognize
    recognise handle respect honor honour work run affect apply prevent guarantee depend imply
    """)

  /// How things can be said to stand.
  private static let states = set(
    """
    supported allowed required enabled disabled ignored needed included recommended permitted
    preserved deprecated available optional mandatory necessary possible case-sensitive
    case-insensitive compatible sufficient safe removed installed limited forbidden prohibited
    visible reliable secure encrypted portable
    """)

  /// "X cannot do Y", "X supports Y", "X is not available in Y": can, does or is it?
  mutating func askWhether(_ clause: Clause) {
    let verb = clause.verb
    let opener = words[clause.subject.range.lowerBound].lower
    // "File is not a regular file": an item of a list of conditions.
    let head = words[clause.subject.head]
    let isBare =
      clause.subject.range.count == 1 && head.tag == .noun && head.can(.common)
      && clause.antecedent == nil && !fitness.isMass(head.lower)
    guard !isBare else { return }
    guard let core = fitCore(clause, atMost: 12, isOpen: true), !clause.subject.isWe,
      let lead = circumstance, verb.form != .past, verb.kind != .progressive,
      core.count >= 2 || verb.kind != .active, !Self.counting.contains(opener), isDecidable(clause)
    else { return }
    let isNamedOne =
      isNamed(clause.antecedent ?? clause.subject) && opener != "a" && opener != "an"
    guard isTelling(clause) || isNamedOne else { return }
    let subject = (clause.antecedent ?? clause.subject).range
    guard !subject.contains(where: { Grounding.idle.contains(words[$0].lower) }) else { return }
    var asked = clause
    asked.verb.isNegated = false
    let inversion = wording.inversion(of: asked.verb)
    // "X might not be there", "X should be used" where that is needed, "X is not done" there.
    // "X may do Y" says that it does at times.
    let isMaybe =
      ["may", "might"].contains(inversion.auxiliary)
      && (verb.isNegated || verb.kind == .active && !clause.subject.isYou || verb.base == "have")
    if let last = core.last, ["also", "too"].contains(words[last].lower) { return }
    let isIdle =
      verb.isNegated && verb.kind == .passive && core.isEmpty
      && !Self.states.contains(words[verb.main].lower)
    guard !isMaybe, !isIdle, core.allSatisfy({ words[$0].tag != .negation }),
      verb.isNegated || inversion.auxiliary != "should"
    else { return }
    // "X must not do Y" answers whether it may.
    let isForbidden = verb.isNegated && inversion.auxiliary == "must"
    let auxiliary =
      isForbidden || ["may", "might"].contains(inversion.auxiliary) ? "can" : inversion.auxiliary
    // "X has no effect": does it have any?
    let rest =
      core.first.map { words[$0].lower } == "no"
      ? "any " + reading.innerText(core.dropFirst()) : reading.innerText(core)
    add(
      .action, isTelling(clause) ? 720 : 630,
      Wording.question(auxiliary, wording.subject(clause), inversion.tail, rest, lead))
  }

  private static let counting = set(
    "some many most several few each every no both any one neither either such there other another")

  /// "By default, X …" as it stands at a question's end; nil for what a question would lose.
  private var circumstance: String? {
    guard case .phrase(let range) = sentence.lead else { return "" }
    if range.count == 2, words[range.lowerBound].lower == "by",
      words[range.lowerBound + 1].lower == "default"
    {
      return "by default"
    }
    return leadPhrase.utf8.isEmpty ? nil : leadPhrase
  }

  /// Whether the subject has a name of its own, and so is known outside of its paragraph.
  private func isNamed(_ subject: NounPhrase) -> Bool {
    subject.isYou
      || subject.range.contains { [.name, .symbol].contains(words[$0].tag) && !isOpening($0) }
        && words[subject.range.lowerBound].tag != .number
  }

  /// Whether a word may have its capital, and so seem a name, for beginning the sentence.
  private func isOpening(_ index: Int) -> Bool {
    index == sentence.body.lowerBound && words[index].isCapitalised
      && words[index].lower.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
      && words[index].bytes.dropFirst().allSatisfy {
        !(0x41...0x5A).contains(reading.passage.bytes[$0])
      }
  }

  /// Whether somebody may wonder if the clause is so.
  private func isDecidable(_ clause: Clause) -> Bool {
    let verb = clause.verb
    let isVague =
      verb.adverbs.contains {
        Self.hedges.contains(words[$0].lower)
      } || clause.core.prefix(2).contains { Self.hedges.contains(words[$0].lower) }
    guard !isVague, !Self.idle.contains(verb.base), !isRelative(clause.core),
      words[(clause.antecedent ?? clause.subject).head].lower.utf8.count > 1
    else { return false }
    if clause.subject.isYou {
      if clause.adjuncts.first?.kind == .coordination { return false }
      if verb.form == .modal { return verb.base != "use" && verb.base != "need" }
      return ["need", "have"].contains(verb.base) && !clause.core.isEmpty
        && words[clause.core.lowerBound].tag == .infinitiveTo
    }
    guard isWhole(clause) else { return false }
    // "The attackers can drop it", "X can be in two modes": nobody doubts it.
    if verb.form == .modal, !verb.isNegated, [.active, .copula].contains(verb.kind),
      wording.inversion(of: verb).auxiliary == "can", !isNamed(clause.antecedent ?? clause.subject)
    {
      return false
    }
    guard verb.kind == .copula else { return true }
    let isOfKind = ["a", "an"].contains(words[clause.subject.range.lowerBound].lower)
    guard let first = clause.core.first, words[first].tag != .infinitiveTo,
      !isOfKind || clause.verb.isNegated,
      !["short", "due", "able", "worth", "similar"].contains(words[first].lower)
    else { return false }
    return [.adjective, .adverb, .preposition].contains(words[first].tag) || verb.isNegated
      || Self.states.contains(words[first].lower)
  }

  /// Whether the core is not cut in the midst of a phrase: "a bogus, scrambled path", "fixed width
  /// (mono-spaced) fonts".
  private func isWhole(_ clause: Clause) -> Bool {
    guard let next = clause.adjuncts.first, next.range.lowerBound + 1 < clause.end else {
      return true
    }
    switch next.kind {
    case .comma:
      return ![.adjective, .participle, .gerund, .number].contains(
        words[next.range.lowerBound + 1].tag)
    case .parenthesis:
      let close = next.range.first { words[$0].lower == ")" } ?? next.range.upperBound
      let after = close + 1
      return after >= clause.end
        || ![.noun, .pluralNoun, .name, .symbol, .adjective].contains(words[after].tag)
    default: return true
    }
  }

  /// "Less secure than the other mode".
  private func isCompared(_ core: Range<Int>) -> Bool {
    guard let first = core.first, core.count >= 4, ["more", "less"].contains(words[first].lower),
      words[first + 1].tag == .adjective
    else { return false }
    return words[first + 2].lower == "than"
  }

  /// "More variable", without what it is more variable than; "instead" of nothing named.
  private func isRelative(_ core: Range<Int>) -> Bool {
    let compares = core.contains {
      ["more", "less", "better", "instead"].contains(words[$0].lower)
    }
    if core.contains(where: { words[$0].lower == "whether" }) { return true }
    if core.first.map({ words[$0].tag == .question }) ?? false { return true }
    return compares && !core.contains { words[$0].lower == "than" }
  }

  private static let hedges = set(
    "always also usually often sometimes probably merely just simply mainly roughly perhaps almost really only"
  )

  /// What papers say of themselves, and what nobody doubts.
  private static let idle = set(
    """
    describe discuss explain mention mean look seem concern assume happen become see find think want
    expect say try do ask wish imagine guess note know suppose consider occur show list document
    remember intend like appear tend vary hope believe give go come
    """)

  /// Whether the clause says what a thing can or cannot do, or how it stands.
  private func isTelling(_ clause: Clause) -> Bool {
    let verb = clause.verb
    if verb.isNegated { return true }
    if verb.form == .modal { return wording.inversion(of: verb).auxiliary == "can" }
    switch verb.kind {
    case .active: return Self.abilities.contains(verb.base)
    case .passive: return Self.states.contains(words[verb.main].lower)
    case .copula:
      return clause.core.first.map { Self.states.contains(words[$0].lower) } ?? false
        || isCompared(clause.core)
    case .progressive: return false
    }
  }

  /// "Do not do X": should you do X?
  mutating func askWhetherTo(_ imperative: Range<Int>) {
    guard sentence.isForbidding, !isOfEntry, case .none = sentence.lead else { return }
    let act = goal(from: imperative.lowerBound, before: imperative.upperBound)
    guard act.count >= 3, act.count <= 12, isFitGoal(act),
      !["forget", "worry", "expect", "hesitate", "confuse", "try", "let", "be", "use"].contains(
        words[act.lowerBound].lower)
        || words[act.lowerBound].lower == "use" && words[act.lowerBound + 1].tag != .pronoun
    else { return }
    add(.action, 800, Wording.question("should you", reading.innerText(act)))
  }
}
