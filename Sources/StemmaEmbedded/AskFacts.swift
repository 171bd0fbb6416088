import StemmaText

/// Asks for what manuals add to a term's explanation in short sentences that need no subject: "Default
/// is 10.", "Valid values are 1 to 9.", "Implies --keep.".
extension EntryAsker {
  /// How a sentence begins, and what it answers; "it" stands for the term.
  static let facts: [(opening: String, asked: String)] =
    [
      ("Default key is ", "what is the default key for it"),
      ("The default key is ", "what is the default key for it"),
      ("Enabled by default", "is it enabled by default"),
      ("Disabled by default", "is it enabled by default"),
      ("On by default", "is it on by default"), ("Off by default", "is it on by default"),
      ("Same as ", "what is it the same as"), ("The same as ", "what is it the same as"),
      ("Equivalent to ", "what is it equivalent to"), ("Synonym for ", "what is it a synonym for"),
      ("Synonymous with ", "what is it synonymous with"), ("Alias for ", "what is it an alias for"),
      ("Short for ", "what is it short for"), ("Implies ", "what does it imply"),
      ("Overrides ", "what does it override"), ("Requires ", "what does it require"),
      ("Useful for ", "what is it useful for"), ("Useful to ", "what is it useful for"),
      ("Useful when ", "when is it useful"), ("Useful if ", "when is it useful"),
      ("Incompatible with ", "what is it incompatible with"),
      ("Conflicts with ", "what does it conflict with"),
      ("Only available ", "when is it available"), ("Available only ", "when is it available"),
      ("Only valid ", "when is it valid"), ("Valid only ", "when is it valid"),
      ("Only used ", "when is it used"), ("Used only ", "when is it used"),
      ("Only applies ", "when does it apply"), ("Applies only ", "when does it apply"),
      ("Has no effect ", "when does it have no effect"), ("Ignored ", "when is it ignored"),
      ("Added in ", "in which version was it added"),
      ("(Added in ", "in which version was it added"),
      ("New in ", "in which version was it added"),
      ("Introduced in ", "in which version was it added"),
      ("Available since ", "since when has it been available"),
    ] + values + defaults + repeats

  private static let defaults: [(opening: String, asked: String)] = [
    "Default is ", "The default is ", "Default value is ", "The default value is ", "Defaults to ",
    "Default: ", "default: ", "It defaults to ", "This defaults to ", "Default value: ",
  ].map { ($0, "what is the default value of it") }

  private static let values: [(opening: String, asked: String)] = {
    let sorts = [
      "valid", "allowed", "possible", "accepted", "permitted", "recognized", "supported", "legal",
      "available", "acceptable",
    ]
    var found: [(opening: String, asked: String)] = []
    for sort in sorts {
      for noun in ["values", "settings", "arguments", "choices", "options", "modes"] {
        for verb in [" are ", " include ", ": "] {
          found.append(
            (Wording.capitalised(sort) + " " + noun + verb, "what are the \(sort) \(noun) of it"))
        }
      }
    }
    return found
  }()

  private static let repeats: [(opening: String, asked: String)] = {
    var found: [(opening: String, asked: String)] = []
    for able in ["Can", "May"] {
      for verb in ["given", "specified", "used", "repeated", "set"] {
        for times in [" multiple times", " more than once", " several times"] {
          found.append((able + " be " + verb + times, "can it be given more than once"))
        }
      }
      found.append((able + " be repeated.", "can it be given more than once"))
    }
    return found
  }()

  /// The most bytes that such a sentence has.
  private static let lengthLimit = 200

  /// What the sentence from `start` on tells of a term; nil where it does not begin as one of those.
  func fact(
    _ sentence: Reading.Sentence, from start: Int, _ term: String, _ kind: String?, position: Int
  ) -> Place? {
    let text = reading.passage.bytes[start..<sentence.bytes.upperBound]
    guard text.count <= Self.lengthLimit, text.last == 0x2E || text.last == 0x29,
      !AnswerCheck.pointsAway(reading.words[sentence.words]),
      let (_, asked) = Self.facts.first(where: { text.starts(with: $0.opening.utf8) })
    else { return nil }
    let isOfVersion = asked.contains("version")
    guard !isOfVersion || text.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
    return place(asked, term, kind, answer: start..<sentence.bytes.upperBound, position: position)
  }

  /// The facts of all terms that the passage explains.
  func facts(of found: EntryReader.Found) -> [Place] {
    var places: [Place] = []
    for (index, sentence) in reading.sentences.enumerated() {
      let entry = found.all.first {
        reading.sentences[$0.position].block == sentence.block && $0.position <= index
      }
      if let term = found.terms[sentence.block], index >= term.place {
        let start =
          index == term.place
          ? reading.words[term.start].bytes.lowerBound : sentence.bytes.lowerBound
        places += [
          fact(sentence, from: start, term.name, term.kind, position: index * 4 + 1),
          index == term.place ? shortForm(of: term.name, in: sentence, before: start) : nil,
        ].compactMap { $0 }
      } else if let entry, sentence.bytes.lowerBound > entry.answer.lowerBound {
        places += [
          fact(
            sentence, from: sentence.bytes.lowerBound, entry.term, entry.kind,
            position: index * 4 + 1)
        ].compactMap { $0 }
      }
    }
    return places
  }

  /// "-q, --quiet Say less.": what is the short form of --quiet?
  private func shortForm(
    of name: String, in sentence: Reading.Sentence, before start: Int
  ) -> Place? {
    let bytes = reading.passage.bytes
    guard name.hasPrefix("--"), sentence.bytes.lowerBound < start else { return nil }
    let names = bytes[sentence.bytes.lowerBound..<start].split { " ,|".utf8.contains($0) }
    let shorts = names.filter {
      $0.count == 2 && $0.first == 0x2D && EntryReader.isLetter($0.last ?? 0)
    }
    guard shorts.count == 1, let short = shorts.first,
      names.contains(where: { $0.starts(with: name.utf8) })
    else { return nil }
    return place(
      "what is the short form of it", name, "option", answer: short.startIndex..<short.endIndex,
      position: sentence.block * 4 + 3, score: 640)
  }

  /// - Parameter asked: the question without its mark, with "it" for the term.
  func place(
    _ asked: String, _ term: String, _ kind: String?, answer: Range<Int>, position: Int,
    score: Int = 840
  ) -> Place? {
    let parts = asked.split(separator: " ").map { $0 == "it" ? phrase(term, kind) : String($0) }
    let question = Wording.question(Wording.join(parts))
    let whole = scope.program.map { Grounding.placed(question, in: $0) } ?? question
    guard QuestionCheck.isSound(whole) else { return nil }
    let pair = Realisation(
      question: whole, answer: reading.passage.text(answer), score: score, isGrounded: true)
    return Place(score: score, position: position, realisations: [pair])
  }
}
