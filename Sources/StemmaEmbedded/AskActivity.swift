import StemmaText

extension SentenceAsker {
  /// "When creating an image, …": the words after "when", where they are fit for a question.
  func fitActivity(_ range: Range<Int>) -> String? {
    guard range.count >= 2, range.count <= 10, let first = range.first, let last = range.last,
      words[first].tag == .gerund, !["doing", "being", "having"].contains(words[first].lower),
      [.noun, .pluralNoun, .name].contains(words[last].tag), fitness.isFit(range)
    else { return nil }
    return reading.innerText(range)
  }

  /// "When creating an image, do Y": what should you do when creating an image?
  mutating func askOfActivity(_ activity: String) {
    add(.condition, 860, Wording.question("what should you do when", activity))
    add(.condition, 800, Wording.question("what should you remember when", activity))
  }

  /// "When creating an image, you must do Y."
  mutating func askOfOwnActivity(_ range: Range<Int>, _ clause: Clause) {
    guard clause.subject.isYou, let activity = fitActivity(range), !clause.verb.isNegated else {
      return
    }
    let modal = clause.verb.form == .modal ? wording.inversion(of: clause.verb).auxiliary : ""
    if ["should", "must", "can"].contains(modal) {
      add(.condition, 860, Wording.question("what", modal, "you do when", activity))
    } else if ["need", "have"].contains(clause.verb.base), let first = clause.core.first,
      words[first].tag == .infinitiveTo
    {
      add(
        .condition, 860, Wording.question("what do you", clause.verb.base, "to do when", activity))
    }
  }

  /// "If A, B" with an event for B: what happens if A?
  mutating func askOfOutcome() {
    guard case .subordinate(let word, let range) = sentence.lead,
      let condition = fitCondition(range)
    else { return }
    add(.condition, 840, Wording.question("what happens", word, condition))
  }

  /// "You can run X to do Y": how do you do Y?
  mutating func askOfOwnInstruction(_ clause: Clause) {
    guard clause.subject.isYou || clause.subject.isWe, clause.verb.form == .modal,
      clause.verb.kind == .active, !clause.verb.isNegated, case .none = sentence.lead,
      VerbLists.instructive.contains(clause.verb.base), clause.core.count >= 4,
      let to = clause.core.dropFirst().first(where: { words[$0].tag == .infinitiveTo }),
      isTool(clause.core.lowerBound..<to)
    else { return }
    let goal = goal(from: to + 1, before: clause.core.upperBound)
    guard goal.count <= 11, isFitGoal(goal) else { return }
    addProcedures(goal, score: 880)
  }

  /// Whether the words before "to Y" name what is used for Y, as "proof required" does not.
  func isTool(_ range: Range<Int>) -> Bool {
    guard let last = range.last,
      [.noun, .pluralNoun, .name, .symbol, .punctuation]
        .contains(words[last].tag)
    else { return false }
    return !range.contains {
      [
        "this", "these", "that", "such", "order", "way", "need", "possibilities", "ability",
        "if", "unless", "when", "not", "n't",
      ]
      .contains(words[$0].lower)
    }
  }
}
