import StemmaText

extension SentenceAsker {
  /// "X does Y because Z": why does X do Y?
  mutating func askOfCauses(_ clause: Clause) {
    if case .subordinate(let word, let range) = sentence.lead,
      word == "because" || word == "since" && range.count > 2
    {
      askWhy(clause, score: 900, reason: nil)
      return
    }
    for adjunct in clause.adjuncts {
      let isOwn =
        adjunct.range.lowerBound == clause.core.upperBound
        || clause.adjuncts.first?.kind == .comma
          && clause.adjuncts.first?.range.count == 1
          && clause.adjuncts.count > 1 && clause.adjuncts[1].range == adjunct.range
      guard isOwn else { continue }
      switch adjunct.kind {
      case .because: askWhy(clause, score: 940, reason: adjunct.range)
      case .becauseOf: askWhy(clause, score: 900, reason: adjunct.range)
      case .since:
        let followsComma = words[adjunct.range.lowerBound - 1].lower == ","
        if followsComma { askWhy(clause, score: 880, reason: adjunct.range) }
      case .inOrderTo, .soThat:
        // "X is the size needed in order to …" does not tell why.
        if clause.core.count >= 3, clause.verb.kind != .copula {
          askWhy(clause, score: 860, reason: adjunct.range)
        }
      default: break
      }
    }
  }

  private mutating func askWhy(_ clause: Clause, score: Int, reason: Range<Int>?) {
    let isIdle = reason?.contains { ["factors", "reasons"].contains(words[$0].lower) } ?? false
    let isBeing =
      clause.verb.kind == .copula
      && clause.core.first.map {
        words[$0].tag == .determiner
      } ?? false
    if isBeing, !clause.verb.isNegated { return }
    guard let worth = worth(of: clause), let core = fitCore(clause, atMost: 14), !isIdle,
      clause.adjuncts.first?.kind != .coordination
    else { return }
    if clause.subject.isYou, clause.verb.form != .modal, clause.verb.kind == .active,
      clause.verb.base == "want"
    {
      return
    }
    let asked: String
    if case .subordinate(let word, let range) = sentence.lead, word != "because", word != "since" {
      // What is so under a condition is asked with it.
      guard word == "if" || word == "when", let condition = fitCondition(range) else { return }
      asked = Wording.join([wording.inverted(clause, core: core), word, condition])
    } else {
      asked = wording.inverted(clause, core: core)
    }
    let whole = score + worth
    add(.cause, whole, Wording.question("why", asked))
    add(.cause, whole - 110, Wording.question("for what reason", asked))
    if clause.verb.form != .modal, !clause.subject.isYou {
      add(
        .cause, whole - 130,
        Wording.question("what is the reason that", wording.statement(clause, core: core)))
    }
  }
}
