import StemmaText

/// Finds the terms that a section explains: the one its heading names, and those its paragraphs and
/// items begin with.
struct EntryReader {
  let reading: Reading
  let scope: Scope
  /// Whether the section goes on about a term, so that its headings tell nothing of what it lists.
  var isContinued = false

  var words: [Word] { reading.words }
  private var bytes: [UInt8] { reading.passage.bytes }

  /// What a remark begins with.
  private static let calls = Set([
    "note", "notes", "example", "examples", "warning", "see", "important", "tip", "caution", "hint",
    "todo", "fixme", "o", "bug", "bugs", "nb", "ps", "usage", "syntax", "synopsis", "default",
    "type",
  ])

  /// This many words are enough of an explanation.
  private static let enough = 45

  /// What a section has of entries.
  struct Found {
    var all: [Entry] = []
    /// The sentences that begin with a term of their own, and so are none to a reader of clauses.
    var own: Set<Int> = []
    /// Whether the section is a part of what a manual says of one term, and of nothing else.
    var isReference = false
  }

  func find() -> Found {
    var found = Found()
    for (place, sentence) in reading.sentences.enumerated() where isFirst(place) {
      if let synopsis = Synopsis(words, sentence.words, in: bytes) {
        found.own.insert(place)
        if synopsis.name.utf8.count > 2 || listsOptions,
          let entry = entry(synopsis.name, from: synopsis.start, place)
        {
          found.all.append(entry)
        }
        continue
      }
      guard let own = ownTerm(sentence) else { continue }
      found.own.insert(place)
      if let name = Self.name(reading.text(own.term)),
        let entry = entry(name, from: own.start, place)
      {
        found.all.append(entry)
      }
    }
    guard found.all.isEmpty else { return found }
    if let entry = headingEntry() { found.all.append(entry) }
    if let term = scope.headings.last.flatMap(Self.headingTerm),
      EntryKinds.kind(of: term, explained: [], under: scope.headings.dropLast()) != nil
    {
      // Without a number, a line of code may have been taken for a heading.
      let isNumbered = reading.headings.last != scope.headings.last
      found.isReference = isNumbered || !found.all.isEmpty
    }
    return found
  }

  /// Whether the headings announce options: elsewhere, one of a single letter is some command's.
  private var listsOptions: Bool {
    scope.headings.contains { heading in
      let bytes = Array(heading.utf8)
      return Words.cut(bytes, in: 0..<bytes.count).contains { Self.listing.contains($0.lower) }
    }
  }

  private static let listing = Set([
    "option", "options", "argument", "arguments", "switches", "flags", "parameters", "usage",
    "invocation", "invoking", "line", "description",
  ])

  private func isFirst(_ place: Int) -> Bool {
    place == 0 || reading.sentences[place - 1].block != reading.sentences[place].block
  }

  // MARK: - Terms in the text

  /// "resync Redraw the screen", "timeout: the seconds to wait".
  private func ownTerm(_ sentence: Reading.Sentence) -> (term: Range<Int>, start: Int)? {
    let range = sentence.words
    guard let first = range.first, range.count >= 5 else { return nil }
    if let mark = separator(in: range) {
      let term = first..<mark
      guard isListed(term, sentence), mark + 4 <= range.upperBound, !isRun(mark..<range.upperBound),
        words[mark + 1].isCapitalised
          || words[mark].lower != "=" && (term.count > 1 || words[first].lower.utf8.count > 1)
      else { return nil }
      let start = words[mark + 1].lower == ":" ? mark + 2 : mark + 1
      return start + 3 <= range.upperBound ? (term, start) : nil
    }
    if let start = capital(in: range), isTerm(first..<start) {
      return (first..<start, start)
    }
    return title(in: range)
  }

  /// "Ogres (Og) The Ogres are …": a title that ran into its text, which names it again at once.
  private func title(in range: Range<Int>) -> (term: Range<Int>, start: Int)? {
    guard let first = range.first, words[first].isCapitalised, words[first].lower.utf8.count > 3,
      !words[first].can([.determiner, .preposition, .pronoun])
    else { return nil }
    let stem = words[first].lower.utf8.prefix(5)
    for start in range.dropFirst().prefix(7) where words[start].isCapitalised {
      let isArticle = ["the", "a", "an"].contains(words[start].lower)
      if isArticle, start - first <= 3, isTitle(first..<start) { return (first..<start, start) }
      let again = isArticle ? start + 1 : start
      guard again < range.upperBound, words[again].lower.utf8.prefix(5).elementsEqual(stem) else {
        continue
      }
      let end = (first..<start).first { words[$0].lower == "(" } ?? start
      return (first..<end, start)
    }
    return nil
  }

  /// The colon or dash between a term and its explanation, among the first five words.
  private func separator(in range: Range<Int>) -> Int? {
    for index in range.dropFirst().prefix(5) {
      let word = words[index]
      let isDash =
        ["-", "--", "=", "\u{2014}", "\u{2013}"].contains(word.lower) && word.followsSpace
      if isDash || word.lower == ":" && !word.followsSpace { return index }
      if word.lower == "." || word.lower == "," { return nil }
    }
    return nil
  }

  /// "a - one thing; b - another": several terms in one sentence.
  private func isRun(_ range: Range<Int>) -> Bool {
    guard let mark = range.first else { return false }
    let next = range.dropFirst().first { words[$0].lower == ";" }
    return next.map { end in
      (end..<min(end + 6, range.upperBound)).contains { words[$0].lower == words[mark].lower }
    } ?? false
  }

  /// Before a colon or dash an item may have a term of plain words.
  private func isListed(_ term: Range<Int>, _ sentence: Reading.Sentence) -> Bool {
    if isTerm(term) { return true }
    guard sentence.isItem, term.count <= 4, let first = term.first else { return false }
    return !Self.calls.contains(words[first].lower)
      && term.allSatisfy {
        [.noun, .pluralNoun, .name, .symbol, .adjective].contains(words[$0].tag)
      }
  }

  /// "Armor Class" before "A measure of …": capitals, and nouns only.
  private func isTitle(_ term: Range<Int>) -> Bool {
    term.allSatisfy { index in
      words[index].isCapitalised && words[index].can([.noun, .pluralNoun, .name])
        && !words[index].can([.preposition, .subordinator, .adverb, .coordinator, .pronoun])
    }
  }

  /// Where the explanation begins with a capital, after at most four words of a term.
  private func capital(in range: Range<Int>) -> Int? {
    for index in range.dropFirst().prefix(4) where words[index].isCapitalised {
      let word = words[index]
      guard word.can(.common), !word.can(.name), word.followsSpace,
        word.lower.utf8.count > 1 || word.lower == "a"
      else { return nil }
      return index
    }
    return nil
  }

  /// Whether words that stand before an explanation can be nothing but its term.
  private func isTerm(_ term: Range<Int>) -> Bool {
    guard let first = term.first, let last = term.last else { return false }
    let text = bytes[words[first].bytes.lowerBound..<words[last].bytes.upperBound]
    guard text.count <= 40, text.contains(where: Self.isLetter) || text.count == 1 else {
      return false
    }
    if term.count > 1, !text.contains(0x20) {
      return !text.contains(0x40) && text.last != 0x2C && text.contains { !Self.isLetter($0) }
    }
    if term.count > 1 {
      // Arguments after a command have marks around them, or the command before has.
      return term.allSatisfy { index in
        words[index].tag == .symbol || words[index].tag == .punctuation
      } && !text.contains(0x2C)
    }
    let word = words[first]
    if word.tag == .symbol { return !text.contains(0x40) && !text.starts(with: "http".utf8) }
    if text.contains(0x5F) || text.contains(where: { (0x30...0x39).contains($0) }) { return true }
    if Self.calls.contains(word.lower) { return false }
    let isSmall = !word.isCapitalised
    if text.count == 1 {
      return word.lower != "o" && !text.contains { (0x30...0x39).contains($0) }
        && EntryKinds.listsKeys(scope.headings)
    }
    if isSmall { return true }
    return word.can(.name) && text.count > 2 && text.allSatisfy { $0 <= 0x5A }
      && !word.can(.common)
  }

  private func entry(_ name: String, from start: Int, _ place: Int) -> Entry? {
    let sentence = reading.sentences[place]
    let isNumbered =
      name.utf8.first.map { (0x30...0x39).contains($0) } ?? false
      && name.utf8.contains { $0 == 0x2E || $0 == 0x20 }
    // "(b)" and "Q." count or label, "src/main.c" is said to have been changed.
    let isLabel = name.utf8.first == 0x28 || name.utf8.count == 2 && name.utf8.last == 0x2E
    let isFile = name.utf8.contains(0x2F) && !["/", "~", "-"].contains(name.first)
    // "Stores The point is …" is a title that ran into its text.
    let isTitle =
      start + 1 < sentence.words.upperBound && words[start].can([.noun, .pluralNoun])
      && words[start].isCapitalised && ["the", "a", "an"].contains(words[start + 1].lower)
      && words[start + 1].isCapitalised
    guard !isNumbered, name.utf8.count(where: { $0 == 0x20 }) < 4, !isLabel, !isFile, !isTitle,
      start < sentence.words.upperBound,
      !isClutter(sentence),
      let end = end(from: start, in: place)
    else { return nil }
    let explained = words[start..<end.words]
    let leans = explained.prefix(4).contains { ["these", "those"].contains($0.lower) }
    guard explained.count >= 4, !leans,
      words[start].tag != .punctuation || words[start].isQuotationMark,
      bytes[words[start].bytes.lowerBound] != 0x23,
      let last = explained.last(where: { $0.tag != .punctuation }),
      last.tag != .number || !last.lower.utf8.contains(0x2E),
      ![.preposition, .determiner, .coordinator, .infinitiveTo].contains(last.tag),
      let shape = shape(of: start..<sentence.body.upperBound),
      shape != .statement || tells(explained, of: name)
        || explains(explained, name, shape, under: scope.headings)
    else { return nil }
    return Entry(
      term: name,
      kind: EntryKinds.kind(
        of: name, explained: explained, under: isContinued ? [] : scope.headings),
      shape: shape, answer: words[start].bytes.lowerBound..<end.bytes, position: place,
      startsWithArticle: opensWithArticle(explained), length: explained.count)
  }

  // MARK: - Terms in headings

  /// The term that the heading names, explained by the section's first sentences.
  private func headingEntry() -> Entry? {
    guard let heading = scope.headings.last, let name = Self.headingTerm(heading) else {
      return nil
    }
    for place in reading.sentences.indices where isFirst(place) {
      let sentence = reading.sentences[place]
      guard reading.passage.blocks[sentence.block].kind == .paragraph, isComplete(place),
        let start = sentence.body.first, let shape = shape(of: sentence.body),
        let end = end(from: start, in: place)
      else { continue }
      let explained = words[start..<end.words]
      guard !isAside(sentence.body),
        explains(explained, name, shape, under: scope.headings.dropLast())
      else { continue }
      guard explained.count >= 6 else { continue }
      return Entry(
        term: name,
        kind: EntryKinds.kind(
          of: name, explained: explained, under: scope.headings.dropLast()),
        shape: shape, answer: words[start].bytes.lowerBound..<end.bytes, position: place,
        startsWithArticle: opensWithArticle(explained), length: explained.count)
    }
    return nil
  }

  /// "If the list is empty, …" in the midst of what a manual says of a term.
  private func isAside(_ body: Range<Int>) -> Bool {
    guard let first = body.first, ["if", "when"].contains(words[first].lower) else { return false }
    return ["the", "a", "an", "used", "no", "more", "multiple"].contains(words[first + 1].lower)
      && !body.prefix(9).contains { words[$0].lower == "this" }
  }

  /// Whether a whole sentence beside an option tells of it: no default value, nothing of "you".
  private func tells(_ words: ArraySlice<Word>, of name: String) -> Bool {
    name.utf8.first == 0x2D && words.count >= 9
      && !words.prefix(3).contains { ["default", "you", "your", "value"].contains($0.lower) }
  }

  /// Whether the words are about the term and not about what else its heading may cover.
  private func explains(
    _ words: ArraySlice<Word>, _ name: String, _ shape: Entry.Shape, under headings: [String]
  ) -> Bool {
    let bare = name.utf8.drop { $0 == 0x24 || $0 == 0x2D }
    let isNamed = words.contains { word in
      word.lower.utf8.elementsEqual(name.utf8)
        || word.lower.utf8.drop { $0 == 0x24 || $0 == 0x2D }.elementsEqual(bare)
    }
    if isNamed { return true }
    let isKind = EntryKinds.kind(of: name, explained: [], under: headings) != nil
    let isMeant = words.prefix(8).contains { $0.lower == "this" }
    return isKind && (isMeant || shape != .statement)
  }

  /// The heading, where it is a term and no title: one word such as `alias_file` or `-MCT`.
  static func headingTerm(_ heading: String) -> String? {
    guard let name = name(heading), !name.utf8.contains(0x20) else { return nil }
    let text = Array(name.utf8)
    guard text.count >= 2 else { return nil }
    let hasMark = text.contains { $0 == 0x5F || $0 == 0x24 || (0x30...0x39).contains($0) }
    let isSmall = (0x61...0x7A).contains(text[0])
    let hasSmall = text.contains { (0x61...0x7A).contains($0) }
    let isOption = text[0] == 0x2D && hasSmall
    guard !text.contains(where: { $0 == 0x2A || $0 == 0x2F }) else { return nil }
    return isSmall || isOption || hasMark && text.contains(where: isLetter) ? name : nil
  }

  // MARK: - What both need

  /// A term without quotation marks and emphasis around it.
  private static func name(_ text: String) -> String? {
    var core = Array(text.utf8)[...]
    while let byte = core.first, "\"'`*".utf8.contains(byte) { core.removeFirst() }
    while let byte = core.last, "\"'`*:,".utf8.contains(byte) { core.removeLast() }
    if core.first == 0x5F, core.last == 0x5F, core.count > 2 { core = core.dropFirst().dropLast() }
    // What a function takes is no part of its name.
    if let open = core.firstIndex(of: 0x28), open > core.startIndex + 1, core.last == 0x29 {
      core = core[..<open]
    }
    guard !core.isEmpty, core.allSatisfy({ $0 < 0x80 && !"\"`{}|\\@".utf8.contains($0) }) else {
      return nil
    }
    return String(decoding: core, as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Whether the sentence ends as one should, and is nothing but words.
  private func isComplete(_ place: Int) -> Bool {
    let sentence = reading.sentences[place]
    return sentence.words.count > sentence.body.count && sentence.body.count >= 4
      && bytes[sentence.bytes.upperBound - 1] != 0x3A && !isClutter(sentence)
  }

  private func opensWithArticle(_ words: ArraySlice<Word>) -> Bool {
    words.first.map { ["the", "a", "an"].contains($0.lower) } ?? false
  }

  private func isClutter(_ sentence: Reading.Sentence) -> Bool {
    let text = bytes[sentence.bytes]
    if text.contains(where: { $0 == 0xE2 }) {
      // Lines that frame a table.
      for index in text.indices.dropLast(1) where text[index] == 0xE2 && text[index + 1] == 0x94 {
        return true
      }
    }
    return AnswerCheck.isBroken(words[sentence.words])
  }

  /// How far an explanation goes: whole sentences of one block, until enough is said.
  private func end(from start: Int, in place: Int) -> (bytes: Int, words: Int)? {
    let block = reading.sentences[place].block
    guard !AnswerCheck.pointsAway(words[start..<reading.sentences[place].words.upperBound]),
      bytes[reading.sentences[place].bytes.upperBound - 1] != 0x3A
    else { return nil }
    var end = (reading.sentences[place].bytes.upperBound, reading.sentences[place].words.upperBound)
    guard end.1 - start <= 70 else { return nil }
    for next in reading.sentences.indices[(place + 1)...] {
      let sentence = reading.sentences[next]
      let isLimit = sentence.words.count <= 7
      guard sentence.block == block, end.1 - start < Self.enough || isLimit,
        isComplete(next) || isLimit && words[sentence.words.upperBound - 1].lower == ".",
        sentence.words.upperBound - start <= 75, !AnswerCheck.pointsAway(words[sentence.words])
      else { break }
      end = (sentence.bytes.upperBound, sentence.words.upperBound)
    }
    return end
  }
}
