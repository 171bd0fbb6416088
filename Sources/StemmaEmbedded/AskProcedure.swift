import StemmaText

extension SentenceAsker {
  /// The ways to ask for a way to reach a goal.
  mutating func addProcedures(_ goal: Range<Int>, score: Int, answer: Range<Int>? = nil) {
    let words = reading.innerText(goal)
    let ways: [(Int, String)] = [
      (0, Wording.question("how do you", words)),
      (-20, Wording.question("how can you", words)),
      (-70, Wording.question("what should you do to", words)),
      (-60, Wording.question("how does one", words)),
    ]
    for (offset, question) in ways { add(.procedure, score + offset, question, answer: answer) }
  }

  /// "To do X, do Y" with a subject in the main clause.
  mutating func askOfPurposeLead(_ clause: Clause) {
    guard case .purpose(let goal) = sentence.lead, goal.count <= 12, isFitGoal(goal) else { return }
    let isInstruction = clause.subject.isYou || clause.verb.form == .modal
    if goal.count <= 8 {
      askOfOthersDuty(Wording.join(["to", reading.innerText(goal)]), clause)
    }
    if isInstruction {
      addProcedures(goal, score: 910)
    } else if clause.verb.kind == .active, clause.verb.auxiliary == nil, worth(of: clause) != nil {
      let does = clause.verb.form == .third ? "does" : clause.verb.form == .past ? "did" : "do"
      add(
        .procedure, 840,
        Wording.question("how", does, wording.subject(clause), reading.innerText(goal)))
    }
  }

  /// Commands: "Run X to do Y.", "To do Y, run X.", "If A, run X.", "Do not run X."
  mutating func askOfImperative() {
    guard let imperative = sentence.imperative, let verb = imperative.first else { return }
    askWhetherTo(imperative)
    guard !VerbLists.referring.contains(words[verb].lower), !sentence.isForbidding else { return }
    switch sentence.lead {
    case .purpose(let goal) where goal.count <= 12 && isFitGoal(goal):
      addProcedures(goal, score: 930)
      return
    case .subordinate(let word, let range):
      if let goal = wish(range) {
        addProcedures(goal, score: 910)
      } else if word == "if" || word == "when" || word == "once" || word == "before"
        || word == "after", let condition = fitCondition(range)
      {
        let preposition = word == "once" ? "after" : word
        if let term {
          if words[range.lowerBound].lower == "you" { return }
          add(.condition, 890, Wording.question("what does", term, "do", preposition, condition))
          return
        }
        add(.condition, 890, Wording.question("what should you do", preposition, condition))
        add(.condition, 800, Wording.question("what do you do", preposition, condition))
        add(.condition, 770, Wording.question("what is to be done", preposition, condition))
      } else if word == "when", term == nil, let activity = fitActivity(range) {
        askOfActivity(activity)
      }
      return
    default: break
    }
    askOfInstruction(imperative)
    if drafts.isEmpty, case .none = sentence.lead { askOfPlainCommand(imperative) }
  }

  /// "Use X to do Y."
  private mutating func askOfInstruction(_ imperative: Range<Int>) {
    guard let verb = imperative.first, VerbLists.instructive.contains(words[verb].lower),
      imperative.count >= 4
    else { return }
    for index in verb + 2..<imperative.upperBound - 1 where words[index].tag == .infinitiveTo {
      let goal = goal(from: index + 1, before: imperative.upperBound)
      // "Set it to 0 if you do not want to do Y" is no way to do Y.
      let isConditional = (verb..<index).contains {
        ["if", "unless", "when", "not", "n't"].contains(words[$0].lower)
      }
      guard !isConditional, isFitGoal(goal), goal.count <= 11 else { return }
      addProcedures(goal, score: 900)
      return
    }
  }

  /// "Clean the type by wiping it.": how do you clean the type?
  private mutating func askOfPlainCommand(_ imperative: Range<Int>) {
    let what = goal(from: imperative.lowerBound, before: imperative.upperBound)
    guard let verb = what.first, what.count >= 3, what.count <= 11, isFitGoal(what),
      !["let", "get", "do", "go", "come", "try", "take", "type", "make", "give", "feel", "keep"]
        .contains(words[verb].lower),
      words[verb + 1].tag != .pronoun
    else { return }
    if let means = toolPhrase(in: what.dropFirst()) {
      let act = what.lowerBound..<means
      if act.count >= 2, isFitGoal(act) { addProcedures(act, score: 850) }
    }
  }

  /// The words of a goal, up to the first adjunct.
  func goal(from start: Int, before end: Int) -> Range<Int> {
    let phrases = PhraseReader(words: words, end: end)
    let adjuncts = AdjunctReader(words: words, phrases: phrases, end: end).adjuncts(from: start)
    return start..<(adjuncts.first?.range.lowerBound ?? end)
  }

  /// "You can do X by doing Y", "X is done with Y": how?
  mutating func askOfManner(_ clause: Clause) {
    guard clause.verb.kind != .copula, !clause.verb.isNegated,
      !["want", "need", "like", "prefer", "wish", "have", "require"].contains(clause.verb.base),
      let means = means(in: clause.core, isPassive: clause.verb.kind == .passive),
      means > clause.core.lowerBound || clause.verb.kind == .passive
    else { return }
    let core = clause.core.lowerBound..<means
    guard core.count <= 9, fitness.isFit(core, owner: clause.antecedent ?? clause.subject),
      !clause.core.isEmpty
    else { return }
    if let last = core.last,
      [.preposition, .coordinator, .adverb, .gerund, .participle].contains(words[last].tag)
        || ["either", "both", "only"].contains(words[last].lower)
    {
      return
    }
    if clause.subject.isYou, wording.inversion(of: clause.verb).auxiliary == "may" {
      return
    }
    if let auxiliary = clause.verb.auxiliary, ["was", "were"].contains(words[auxiliary].lower) {
      return
    }
    let asked = wording.inverted(clause, core: core)
    add(.procedure, 890, Wording.question("how", asked))
    if clause.subject.isYou, clause.verb.form == .modal {
      let act = Wording.join([clause.verb.base, reading.innerText(core)])
      guard wording.inversion(of: clause.verb).auxiliary == "can" else { return }
      add(.procedure, 810, Wording.question("how would you", act))
    }
  }

  /// "By doing Y, you can do X", "We can do X with Y": how can you do X?
  mutating func askOfOurWay(_ clause: Clause) {
    guard clause.verb.form == .modal, !clause.verb.isNegated, clause.verb.kind == .active,
      ["can", "could", "may"].contains(wording.inversion(of: clause.verb).auxiliary),
      clause.subject.isWe || clause.subject.isYou
    else { return }
    var goal = clause.verb.main..<clause.core.upperBound
    if case .means = sentence.lead {
      guard endsWell(clause) else { return }
    } else {
      guard clause.verb.base != "use", let means = toolPhrase(in: clause.core) else { return }
      goal = clause.verb.main..<means
    }
    guard goal.count >= 2, goal.count <= 10, isFitGoal(goal) else { return }
    addProcedures(goal, score: 850)
  }

  /// Where "with a command" or "by building" begins after an object.
  private func toolPhrase(in core: Range<Int>) -> Int? {
    for index in core.dropFirst() where index + 1 < core.upperBound {
      let next = words[index + 1]
      if words[index].lower == "by", next.tag == .gerund { return index }
      if words[index].lower == "using" { return index }
      if words[index].lower == "with", next.lower == "the" || next.lower == "a" {
        let phrases = PhraseReader(words: words, end: core.upperBound)
        guard let tool = phrases.baseNounPhrase(at: index + 1) else { return nil }
        let names = [
          "command", "option", "tool", "program", "utility", "function", "flag", "script",
          "key", "switch", "method", "menu",
        ]
        return names.contains(words[tool.head].lower) ? index : nil
      }
    }
    return nil
  }

  /// What needs another beside it: "combined with X" is no way to combine.
  private static let joining = Set([
    "combined", "compared", "associated", "filled", "replaced", "mixed", "linked", "shared",
    "used", "ignored", "conjunction",
  ])

  /// Where "by building", "using X" or, after a passive, "with X" begins.
  private func means(in core: Range<Int>, isPassive: Bool) -> Int? {
    for index in core where index + 1 < core.upperBound {
      let next = words[index + 1]
      switch words[index].lower {
      case "by" where next.tag == .gerund: return index
      case "using" where index > 0 && words[index - 1].lower != "by": return index
      case "via": return index
      case "by", "with":
        guard isPassive, !Self.joining.contains(words[index - 1].lower),
          let tool = PhraseReader(words: words, end: core.upperBound)
            .baseNounPhrase(at: index + 1), namedThing(tool) != nil
        else { continue }
        return index
      case "through":
        guard isPassive, index == core.lowerBound, next.tag == .determiner || next.tag == .symbol,
          words[index - 1].lower != "associated"
        else { continue }
        return index
      default: break
      }
    }
    return nil
  }
}
