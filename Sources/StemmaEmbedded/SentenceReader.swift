import StemmaText

/// What a sentence says, as far as it could be read with certainty.
struct SentenceReading {
  /// What stands before the main clause.
  enum Lead {
    case none
    /// "However," and the like, which a question leaves out.
    case connective
    /// "In Debian,": its words without the comma.
    case phrase(Range<Int>)
    /// "If …,", "When …,", "Because …,": the word that begins it and the clause after that.
    case subordinate(word: String, clause: Range<Int>)
    /// "To build it,": from the verb on.
    case purpose(Range<Int>)
    /// "By calling it,": from the -ing form on.
    case means(Range<Int>)
  }

  let index: Int
  var lead: Lead
  /// The main clause with a subject of its own.
  var clause: Clause?
  /// An imperative main clause, from its verb on.
  var imperative: Range<Int>?
  /// Whether the imperative begins with "do not" or "never".
  var isForbidding = false
  var body: Range<Int>
  /// The main clause's pronoun stands for the subject of the lead.
  var hasOwnAntecedent = false
  /// What follows a leading "if" or "when" clause, where it could not be read as a clause.
  var outcome: Range<Int>?
}

/// Reads whole sentences: what leads in, and the main clause.
struct SentenceReader {
  let reading: Reading

  private var words: [Word] { reading.words }

  func read(_ index: Int) -> SentenceReading? {
    let sentence = reading.sentences[index]
    let body = sentence.body
    guard sentence.isProse, body.count >= 4 else { return nil }
    var result = SentenceReading(index: index, lead: .none, body: body)
    var start = body.lowerBound
    while start < body.upperBound, words[start].tag == .coordinator { start += 1 }
    if start > body.lowerBound {
      guard words[start - 1].lower != "or", words[start - 1].lower != "nor" else { return nil }
      result.lead = .connective
    }
    if ["see", "refer", "consult", "cf", "cf."].contains(words[start].lower) { return nil }
    if ["note", "remember", "keep", "be", "bear", "please", "also"].contains(words[start].lower),
      let stacked = stacked(from: start, in: body, index: index, into: result)
    {
      return stacked
    }
    if words[start].lower == "there", case .none = result.lead { return result }
    if let read = main(at: start, in: body, index: index) {
      result.clause = read.clause
      result.imperative = read.imperative
      result.isForbidding = read.isForbidding
      return result
    }
    if let stacked = stacked(from: start, in: body, index: index, into: result) { return stacked }
    return withLead(from: start, in: body, index: index, into: result)
  }

  /// "However, if A, B" and "Note that A": what comes before the lead or clause goes.
  private func stacked(
    from start: Int, in body: Range<Int>, index: Int, into result: SentenceReading
  ) -> SentenceReading? {
    guard let inner = afterOpening(start, in: body) else { return nil }
    var result = result
    result.lead = .connective
    if let read = main(at: inner, in: body, index: index), read.imperative == nil {
      result.clause = read.clause
      return result
    }
    return withLead(from: inner, in: body, index: index, into: result)
  }

  /// Where the sentence proper begins after "However," or "Note that".
  private func afterOpening(_ start: Int, in body: Range<Int>) -> Int? {
    var place = start
    while place < body.upperBound, place < start + 6 {
      if words[place].lower == ",", place > start {
        guard case .connective = lead(start..<place) else { return nil }
        return place + 1
      }
      place += 1
    }
    let openings = [
      ["note", "that"], ["remember", "that"], ["keep", "in", "mind", "that"],
      ["note", "also", "that"], ["please", "note", "that"], ["also", "note", "that"],
      ["be", "aware", "that"], ["bear", "in", "mind", "that"], ["of", "course"],
    ]
    for opening in openings where start + opening.count < body.upperBound {
      if opening.indices.allSatisfy({ words[start + $0].lower == opening[$0] }) {
        return start + opening.count
      }
    }
    return nil
  }

  private func withLead(
    from start: Int, in body: Range<Int>, index: Int, into result: SentenceReading
  ) -> SentenceReading? {
    var result = result
    var comma = start
    var tries = 0
    while comma < min(body.upperBound, start + 26), tries < 3 {
      if words[comma].lower == ",", words[comma].tag == .punctuation {
        tries += 1
        if let lead = lead(start..<comma),
          let read = main(at: afterThen(comma + 1), in: body, index: index)
        {
          result.lead = lead
          result.clause = read.clause
          result.imperative = read.imperative
          result.isForbidding = read.isForbidding
          return result
        }
      }
      comma += 1
    }
    return withOutcome(from: start, in: body, into: result)
  }

  /// "If A, B" where B is plain enough to be an event, although not read in full.
  private func withOutcome(
    from start: Int, in body: Range<Int>, into result: SentenceReading
  ) -> SentenceReading? {
    guard let comma = (start..<body.upperBound).first(where: { words[$0].lower == "," }),
      let lead = lead(start..<comma), case .subordinate(let word, _) = lead,
      word == "if" || word == "when"
    else { return nil }
    let outcome = afterThen(comma + 1)..<max(body.upperBound, afterThen(comma + 1))
    guard let first = outcome.first, outcome.count >= 4,
      [.determiner, .name, .symbol, .noun, .pluralNoun].contains(words[first].tag),
      !["there", "this", "that", "these"].contains(words[first].lower), !words[first].can(.verbBase)
    else { return nil }
    let end = outcome.first { words[$0].tag == .punctuation && !words[$0].isQuotationMark }
    let isEvent = (first..<(end ?? body.upperBound)).contains { index in
      words[index].lower == "will"
        || words[index].tag == .formOfBe && words[index + 1].tag == .participle
    }
    guard isEvent else { return nil }
    var result = result
    result.lead = lead
    result.outcome = outcome
    return result
  }

  private func afterThen(_ index: Int) -> Int {
    index < words.count && words[index].lower == "then" ? index + 1 : index
  }

  private struct Main {
    var clause: Clause?
    var imperative: Range<Int>?
    var isForbidding = false
  }

  private func main(at start: Int, in body: Range<Int>, index: Int) -> Main? {
    guard start < body.upperBound else { return nil }
    var first = start
    // "Only X may …" says less about X than "X may …" would.
    if ["only", "even", "not", "rarely", "hardly", "seldom", "just", "merely", "especially", "nor"]
      .contains(words[start].lower)
    {
      return nil
    }
    while first < body.upperBound, words[first].tag == .adverb,
      words[first].lower != "there", words[first].lower != "here"
    {
      first += 1
    }
    guard first < body.upperBound else { return nil }
    let lower = words[first].lower
    if lower == "please", first + 1 < body.upperBound { first += 1 }
    if lower == "do", first + 2 < body.upperBound, words[first + 1].tag == .negation,
      words[first + 2].can(.verbBase)
    {
      return Main(imperative: first + 2..<body.upperBound, isForbidding: true)
    }
    if lower == "never", first + 1 < body.upperBound, words[first + 1].can(.verbBase) {
      return Main(imperative: first + 1..<body.upperBound, isForbidding: true)
    }
    let reader = ClauseReader(reading, sentence: index, end: body.upperBound)
    if words[first].tag == .verb, words[first].can(.verbBase), !words[first].can(.verbThird) {
      if let clause = reader.clause(at: first), !clause.subject.isPronoun,
        words[first].isDoubtful
      {
        return Main(clause: clause)
      }
      return Main(imperative: first..<body.upperBound)
    }
    guard let clause = reader.clause(at: first) else { return nil }
    return Main(clause: clause)
  }

  private static let connectives = Set(
    """
    for-example|for-instance|in-addition|as-a-result|in-contrast|by-contrast|on-the-other-hand
    in-other-words|in-short|in-particular|in-general|in-practice|in-fact|of-course|as-usual
    in-the-end|at-the-same-time|on-the-contrary|as-a-consequence
    in-summary|to-summarize|to-summarise|in-effect|in-essence|in-principle|in-theory|as-always
    as-such|above-all|after-all
    in-any-case|at-first|at-last|in-conclusion|in-reality|in-turn|on-the-whole|by-the-way
    as-mentioned|as-expected|in-most-cases
    in-many-cases|in-some-cases|first-of-all|most-importantly|more-importantly|as-noted|even-so
    """.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "|" }).map { String($0) })

  private func lead(_ range: Range<Int>) -> SentenceReading.Lead? {
    guard let first = range.first else { return nil }
    let joined = range.count <= 5 ? range.map { words[$0].lower }.joined(separator: "-") : ""
    if Self.connectives.contains(joined) { return .connective }
    if range.count == 1 {
      return words[first].tag == .adverb && words[first].lower != "otherwise" ? .connective : nil
    }
    let lower = words[first].lower
    if words[first].tag == .infinitiveTo || lower == "to", range.count > 1,
      words[first + 1].can(.verbBase)
    {
      return .purpose(first + 1..<range.upperBound)
    }
    if lower == "in", range.count > 3, words[first + 1].lower == "order",
      words[first + 2].lower == "to"
    {
      return .purpose(first + 3..<range.upperBound)
    }
    if lower == "by", words[first + 1].tag == .gerund {
      return .means(first + 1..<range.upperBound)
    }
    switch lower {
    case "if", "when", "whenever", "once", "because", "since", "unless", "although", "though",
      "while", "after", "before", "until", "as":
      return .subordinate(word: lower, clause: first + 1..<range.upperBound)
    default: break
    }
    if words[first].tag == .gerund, lower == "using" { return .means(first..<range.upperBound) }
    let isLeaning = range.contains {
      ["this", "that", "these", "those", "such", "it", "them", "its"].contains(words[$0].lower)
    }
    let isPhrase = words[first].tag == .preposition && range.count <= 12 && !isLeaning
    return isPhrase ? .phrase(range) : nil
  }
}
