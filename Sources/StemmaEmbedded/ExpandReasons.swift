import StemmaText

extension Expander {
  /// "X must do Y." and the sentence that says why.
  func importance(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    guard let act = duty(sentence) else { return [] }
    let loss = leaning(order)
    var reason = act.hasReason
    var answer = statement(sentence)
    var isNeglect = false
    if let next = followingReason(order) {
      reason = true
      isNeglect = next.isNeglect
      answer += " " + next.text
    }
    guard reason else { return [] }
    var wordings: [(Int, String)] = [
      (20, Wording.question("why", act.auxiliary, act.subject, act.words)),
      (0, Wording.question("what is the reason why", act.subject, act.auxiliary, act.words)),
    ]
    if act.subject == "you", act.auxiliary == "should", !act.isForbidden {
      wordings.append((10, Wording.question("why is it important to", act.words)))
      wordings.append((0, Wording.question("why is it a good idea to", act.words)))
      if isNeglect {
        wordings.append((20, Wording.question("what may happen if you do not", act.words)))
      }
    }
    return place(order, score: 850 - loss, answer: answer, wordings)
  }

  private struct Duty {
    let auxiliary: String
    let subject: String
    let words: String
    let hasReason: Bool
    let isForbidden: Bool
  }

  private func duty(_ sentence: SentenceReading) -> Duty? {
    let asker = SentenceAsker(reading, sentence)
    switch sentence.lead {
    case .none, .connective: break
    default: return nil
    }
    if let imperative = sentence.imperative, let verb = imperative.first,
      !VerbLists.referring.contains(words[verb].lower)
    {
      let goal = asker.goal(from: verb, before: imperative.upperBound)
      guard goal.count >= 2, goal.count <= 11, asker.isFitGoal(goal) else { return nil }
      let rest = goal.upperBound..<imperative.upperBound
      return Duty(
        auxiliary: "should", subject: "you",
        words: (sentence.isForbidding ? "not " : "") + reading.innerText(goal),
        hasReason: rest.contains { words[$0].lower == "because" || words[$0].lower == "otherwise" },
        isForbidden: sentence.isForbidding)
    }
    guard let clause = sentence.clause, clause.verb.form == .modal, asker.worth(of: clause) != nil,
      let core = asker.fitCore(clause, atMost: 10, isOpen: true), !core.isEmpty
    else { return nil }
    let inversion = wording.inversion(of: clause.verb)
    guard inversion.auxiliary == "should" || inversion.auxiliary == "must" else { return nil }
    return Duty(
      auxiliary: inversion.auxiliary, subject: wording.subject(clause),
      words: Wording.join([inversion.tail, reading.innerText(core)]),
      hasReason: clause.adjuncts.contains { [.because, .soThat, .inOrderTo].contains($0.kind) },
      isForbidden: clause.verb.isNegated)
  }

  /// The next sentence when it begins "Otherwise", "This ensures" and the like.
  private func followingReason(_ order: Int) -> (text: String, isNeglect: Bool)? {
    let index = sentences[order].index + 1
    guard index < reading.sentences.count else { return nil }
    let sentence = reading.sentences[index]
    guard sentence.block == reading.sentences[sentences[order].index].block, sentence.isProse,
      sentence.words.count <= 35
    else { return nil }
    let first = words[sentence.words.lowerBound].lower
    let second = words[sentence.words.lowerBound + 1].lower
    if first == "otherwise" { return (reading.text(of: sentence), true) }
    let isReason =
      first == "this"
      && [
        "ensures", "allows", "makes", "means", "prevents", "avoids", "helps", "lets", "guarantees",
        "saves", "reduces", "protects", "keeps", "enables",
      ].contains(second)
    return isReason ? (reading.text(of: sentence), false) : nil
  }

  private static let beneficial = Set([
    "allow", "enable", "help", "let", "simplify", "improve", "protect", "save", "facilitate",
  ])

  /// "X lets you do Y": why is X useful?
  func benefits(_ order: Int) -> [Place] {
    let sentence = sentences[order]
    guard let clause = sentence.clause, let topic = topic(clause), !clause.verb.isNegated,
      !clause.core.isEmpty
    else { return [] }
    let opener = words[clause.subject.range.lowerBound].lower
    let isKind = ["a", "an", "each", "every"].contains(opener)
    let be = clause.subject.isPlural || clause.subject.isCompound || isKind ? "are" : "is"
    let loss = leaning(order)
    let answer = extended(order)
    guard !isKind, !SentenceAsker.persons.contains(words[clause.subject.head].lower),
      clause.subject.isCompound || clause.verb.form != .modal
    else { return [] }
    // "Allows values up to 8" is no use of it, "allows the user to …" is.
    let isForAct =
      !["allow", "enable"].contains(clause.verb.base)
      || clause.core.contains { words[$0].tag == .infinitiveTo }
    if clause.verb.kind == .active, Self.beneficial.contains(clause.verb.base), isForAct,
      clause.verb.form == .third || clause.verb.form == .base
    {
      return place(
        order, score: 800 + topic.worth - loss, answer: answer,
        [
          (10, Wording.question("why", be, topic.name, "useful")),
          (0, Wording.question("what is the benefit of", topic.name)),
        ])
    }
    let isNever = sentence.body.contains { words[$0].lower == "never" }
    let isUse =
      !isNever && clause.verb.kind == .passive && clause.verb.base == "use"
      && clause.core.first.map {
        words[$0].tag == .infinitiveTo || ["when", "if"].contains(words[$0].lower)
      } ?? true
    let isUseful =
      clause.verb.kind == .copula
      && clause.core.prefix(3).contains {
        ["useful", "suitable", "handy"].contains(words[$0].lower)
      }
    let isOfEntry = circumstance?.term(ofBlock: reading.sentences[sentence.index].block) != nil
    if isUse || isUseful, !isOfEntry, clause.verb.form != .past, clause.core.count >= 3 {
      return place(
        order, score: 800 + topic.worth - loss, answer: answer,
        [
          (10, Wording.question("when would you use", topic.name))
        ] + (isUseful ? [(0, Wording.question("when", be, topic.name, "useful"))] : []))
    }
    return []
  }
}
