import StemmaText

/// What a manual says of a term after it has explained it: "This option is on by default."
///
/// The term's name is put in, so that question and answer can be read by themselves, and then all is
/// asked that can be asked of any sentence.
struct EntryRemarks {
  let reading: Reading
  let scope: Scope
  let entries: EntryReader.Found
  /// The term that the passage goes on about.
  let continued: Continuation?

  /// Stands for the term while its sentence is read: terms may be no words at all.
  private static let stand = "Zyxterm"

  /// What a manual calls its terms when it speaks of them.
  private static let nouns = Set([
    "option", "setting", "variable", "command", "directive", "parameter", "switch", "flag",
    "function", "keyword", "action", "test", "mode", "field", "attribute", "property", "builtin",
    "operator", "macro", "primary", "predicate", "feature", "filter",
  ])

  private var words: [Word] { reading.words }

  func places() -> [Place] {
    let called = headingCall()
    let outer =
      continued?.term ?? scope.headings.last.flatMap(EntryReader.headingTerm) ?? called?.name
    var own: (term: String?, block: Int)?
    var places: [Place] = []
    for (index, sentence) in reading.sentences.enumerated() {
      if entries.own.contains(index) {
        own = (entries.all.first { $0.position == index }?.term, sentence.block)
        continue
      }
      let isOfOwn = own?.block == sentence.block
      guard let term = isOfOwn ? own?.term : outer else { continue }
      places += ownFact(sentence, at: index, of: term)
      let isNext = isOfOwn ? entries.own.contains(index - 1) : isFirst(index)
      if !isOfOwn, let called, !speaks(sentence, of: called.noun) { continue }
      if let text = supplied(sentence, term) ?? renamed(sentence)
        ?? (isNext ? resumed(sentence, term) : nil)
      {
        places += asked(of: text, at: index, of: term)
      }
    }
    return places
  }

  /// "The static Method" over a passage that says "this method".
  private func headingCall() -> (name: String, noun: String)? {
    guard continued == nil, let heading = scope.headings.last else { return nil }
    var parts = heading.split(separator: " ").map(String.init)
    if parts.first?.lowercased() == "the" { parts.removeFirst() }
    guard parts.count == 2, let noun = parts.last?.lowercased(), Self.nouns.contains(noun),
      parts[0].utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
      })
    else { return nil }
    return (parts[0], noun)
  }

  private func speaks(_ sentence: Reading.Sentence, of noun: String) -> Bool {
    zip(sentence.body, sentence.body.dropFirst()).contains {
      words[$0].lower == "this" && words[$1].lower == noun
    }
  }

  /// "The default is 10." in a paragraph that goes on about the term.
  private func ownFact(_ sentence: Reading.Sentence, at index: Int, of term: String) -> [Place] {
    guard continued != nil, opensPlainly(index) else { return [] }
    let kind = EntryKinds.kind(of: term, explained: [], under: scope.headings)
    return [
      EntryAsker(reading: reading, scope: scope).fact(
        sentence, from: sentence.bytes.lowerBound, term, kind, position: index * 4 + 2)
    ].compactMap { $0 }
  }

  /// The sentence with "the option Zyxterm" for each "this option"; nil where it has none.
  private func renamed(_ sentence: Reading.Sentence) -> String? {
    var text = ""
    var from = sentence.bytes.lowerBound
    for place in sentence.body.dropLast() where words[place].lower == "this" {
      let noun = words[place + 1]
      guard Self.nouns.contains(noun.lower) else { return nil }
      text += reading.passage.text(from..<words[place].bytes.lowerBound)
      text += words[place].isCapitalised ? "The " : "the "
      text += noun.lower + " " + Self.stand
      from = noun.bytes.upperBound
    }
    guard from > sentence.bytes.lowerBound else { return nil }
    return text + reading.passage.text(from..<sentence.bytes.upperBound)
  }

  /// Whether the sentence's paragraph begins with a common word, and so with no term of its own.
  private func opensPlainly(_ index: Int) -> Bool {
    let sentence = reading.sentences[index]
    guard let first = reading.sentences.first(where: { $0.block == sentence.block }),
      let start = first.words.first
    else { return false }
    let isShouted = reading.passage.bytes[words[start].bytes].dropFirst().contains { $0 < 0x61 }
    return !first.isItem && words[start].isCapitalised && words[start].tag != .symbol && !isShouted
  }

  private func isFirst(_ index: Int) -> Bool {
    index == 0 || reading.sentences[index - 1].block != reading.sentences[index].block
  }

  /// What "This" does where it stands for the term that was explained right before.
  private static let resuming = Set([
    "is", "can", "may", "implies", "overrides", "disables", "enables", "requires", "affects",
    "cannot", "should", "must", "does", "has", "works", "applies", "allows", "prevents", "will",
  ])

  /// "This implies --keep." as "The option Zyxterm implies --keep."; nil for anything else.
  private func resumed(_ sentence: Reading.Sentence, _ term: String) -> String? {
    let body = sentence.body
    guard body.count >= 3, let first = body.first, words[first].lower == "this",
      Self.resuming.contains(words[first + 1].lower),
      !body.dropFirst().contains(where: {
        ["this", "these", "why", "because", "same"].contains(words[$0].lower)
      }), let kind = EntryKinds.kind(of: term, explained: [], under: scope.headings)
    else { return nil }
    return "The \(kind) \(Self.stand) "
      + reading.passage.text(words[first + 1].bytes.lowerBound..<sentence.bytes.upperBound)
  }

  /// What may follow "If" where an entry leaves out that it speaks of its own term.
  private static let states = Set([
    "set", "unset", "enabled", "disabled", "true", "false", "empty", "zero", "negative", "given",
    "specified", "omitted", "on", "off",
  ])

  /// "If set to no, …" as "If the option Zyxterm is set to no, …"; nil for anything else.
  private func supplied(_ sentence: Reading.Sentence, _ term: String) -> String? {
    let body = sentence.body
    guard body.count > 5, let first = body.first, ["if", "when"].contains(words[first].lower),
      let comma = body.prefix(9).first(where: { words[$0].lower == "," })
    else { return nil }
    let state = words[first + 1].lower == "not" ? first + 2 : first + 1
    guard Self.states.contains(words[state].lower), comma > state,
      !(comma..<body.upperBound).contains(where: { words[$0].lower == "this" })
    else { return nil }
    let kind = EntryKinds.kind(of: term, explained: [], under: scope.headings) ?? "setting"
    return reading.passage.text(sentence.bytes.lowerBound..<words[first].bytes.upperBound)
      + " the \(kind) \(Self.stand) is "
      + reading.passage.text(words[first + 1].bytes.lowerBound..<sentence.bytes.upperBound)
  }

  private func asked(of text: String, at index: Int, of term: String) -> [Place] {
    let own = Reading(text, headings: [])
    var places: [Place] = []
    for sentence in SentenceReader(reading: own).readAll() {
      var asker = SentenceAsker(own, sentence)
      places += AnswerPicker(reading: own, sentence: sentence).places(from: asker.ask())
    }
    let name = Self.quoted(term)
    if let use = usefulness(text, name, at: index) { return [use] }
    return places.map { place in
      Place(
        score: place.score - 20, position: index * 4 + 2,
        realisations: place.realisations.filter { Self.isSound($0) }.map { pair in
          Realisation(
            question: Self.filled(pair.question, name), answer: Self.filled(pair.answer, name),
            score: pair.score - 20)
        })
    }
  }

  /// Whether a question names the term, and asks for what a remark can tell: what the term does, or
  /// who supports it, is told elsewhere.
  private static func isSound(_ pair: Realisation) -> Bool {
    let text = pair.question
    let isWhether = ["Is ", "Are ", "Does ", "Do ", "Can ", "May ", "Could ", "Should ", "Must "]
      .contains { text.hasPrefix($0) }
    // "Is it available?" with "… not available when …" is half an answer.
    let asked = Set(words(in: text))
    let rest = words(in: pair.answer).filter { !asked.contains($0) }
    if isWhether {
      let isHalf = rest.contains(where: limiting.contains) || rest.count > 7
      if isHalf || !Asked(text, nil).isWondered { return false }
    }
    return !text.hasSuffix(" by?") && !(text.hasPrefix("What does the ") && text.hasSuffix(" do?"))
      && !text.hasPrefix("What is the purpose ")
      && text.utf8.split { !(0x61...0x7A).contains($0 | 0x20) }
        .contains { $0.elementsEqual(stand.utf8) }
  }

  private static func filled(_ text: String, _ name: String) -> String {
    var result = ""
    for (place, part) in text.split(separator: stand, omittingEmptySubsequences: false).enumerated()
    {
      result += (place > 0 ? name : "") + part
    }
    return result
  }

  /// Words that an answer with a condition of its own has.
  private static let limiting = Set([
    "if", "when", "unless", "except", "until", "without", "but", "only", "using", "while", "for",
  ])

  private static func words(in text: String) -> [String] {
    text.utf8.split { !(0x61...0x7A).contains($0 | 0x20) && $0 != 0x2D }
      .map { String(decoding: $0.map { $0 | 0x20 }, as: UTF8.self) }
  }

  /// "The option Zyxterm is useful for scripts.": what is it useful for?
  private func usefulness(_ text: String, _ name: String, at index: Int) -> Place? {
    let parts = text.split(separator: " ", maxSplits: 12).map(String.init)
    guard parts.count > 6, ["The", "This"].contains(parts[0]), parts[2] == Self.stand,
      let place = parts.prefix(8).firstIndex(of: "useful"),
      parts[3..<place].allSatisfy({ Self.usefully.contains($0) }), text.utf8.count < 200
    else { return nil }
    let asked: [String]
    switch parts[place + 1] {
    case "for", "to", "in", "with": asked = ["what is the", parts[1], name, "useful for"]
    case "when", "if", "where", "whenever": asked = ["when is the", parts[1], name, "useful"]
    default: return nil
    }
    let question = Wording.question(Wording.join(asked))
    let pair = Realisation(
      question: scope.program.map { Grounding.placed(question, in: $0) } ?? question,
      answer: Self.filled(text, name), score: 800, isGrounded: true)
    guard QuestionCheck.isSound(pair.question), Dangling.isFree(pair) else { return nil }
    return Place(score: 800, position: index * 4 + 2, realisations: [pair])
  }

  private static let usefully = Set([
    "is", "can", "may", "might", "could", "be", "mainly", "particularly", "especially", "mostly",
    "only", "primarily", "very", "generally",
  ])

  /// Names that read as words need no quotation marks.
  private static func quoted(_ term: String) -> String {
    let isPlain = term.utf8.allSatisfy {
      (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
    }
    return isPlain && !Lexicon.knows(term) && term.utf8.first != 0x2D ? term : "\"\(term)\""
  }
}
