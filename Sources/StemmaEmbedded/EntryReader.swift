import StemmaText

/// Finds the terms that a section explains: the one its heading names, and those its paragraphs and
/// items begin with.
struct EntryReader {
  let reading: Reading
  let scope: Scope
  /// Whether the section goes on about a term, so that its headings tell nothing of what it lists.
  var isContinued = false

  var words: [Word] { reading.words }
  var bytes: [UInt8] { reading.passage.bytes }

  /// What a remark begins with.
  static let calls = Set([
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
    /// The terms that blocks explain, by block: with the sentence and the word that begin what explains
    /// them.
    var terms: [Int: (name: String, kind: String?, place: Int, start: Int)] = [:]
    /// Blocks that begin with what may be a term, but was not read as one.
    var others: Set<Int> = []
    /// Whether the section is a part of what a manual says of one term, and of nothing else.
    var isReference = false
  }

  func find() -> Found {
    var found = Found()
    for (place, sentence) in reading.sentences.enumerated() where isFirst(place) {
      if let synopsis = Synopsis(words, sentence.words, in: bytes) {
        found.own.insert(place)
        if synopsis.name.utf8.count > 2 || listsOptions {
          add(synopsis.name, from: synopsis.start, place, to: &found)
        }
        continue
      }
      guard let own = ownTerm(sentence) else {
        if isOtherTerm(sentence) { found.others.insert(sentence.block) }
        continue
      }
      found.own.insert(place)
      if let name = Self.name(reading.text(own.term)),
        listsOptions || name.utf8.count > 2 || name.utf8.first != 0x2D
      {
        add(
          name, from: own.start, place, isCall: isCall(own.term), isKey: isKey(own.term, name),
          to: &found)
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

  private func add(
    _ name: String, from start: Int, _ place: Int, isCall: Bool = false, isKey: Bool = false,
    to found: inout Found
  ) {
    let entry = entry(name, from: start, place, isCall: isCall, isKey: isKey)
    if let entry { found.all.append(entry) }
    guard isTermOfManual(name) else { return }
    let kind =
      entry?.kind
      ?? EntryKinds.kind(of: name, explained: [], under: isContinued ? [] : scope.headings)
    found.terms[reading.sentences[place].block] = (name, kind, place, start)
  }

  /// An option or an unheard-of word, as plain words before a dash or colon are not.
  private func isTermOfManual(_ name: String) -> Bool {
    !name.utf8.contains(0x20) && name.utf8.count > 1 && name.utf8.first != 0x28
      && (name.utf8.first == 0x2D || !Lexicon.knows(name))
  }

  /// Whether the headings announce options: elsewhere, one of a single letter is some command's.
  private var listsOptions: Bool {
    // Under "Builtins" within "Description", each has options of its own.
    scope.headings.suffix(1).contains { heading in
      let bytes = Array(heading.utf8)
      return Words.cut(bytes, in: 0..<bytes.count).contains { Self.listing.contains($0.lower) }
    }
  }

  private static let listing = Set([
    "option", "options", "argument", "arguments", "switches", "flags", "parameters", "usage",
    "invocation", "invoking", "line", "description",
  ])

  func isFirst(_ place: Int) -> Bool {
    place == 0 || reading.sentences[place - 1].block != reading.sentences[place].block
  }

  /// The first word after the name in angles of what a term takes: "port: <number> The port".
  private func afterValue(_ start: Int, in sentence: Reading.Sentence) -> Int {
    guard start < sentence.words.upperBound, bytes[words[start].bytes.lowerBound] == 0x3C,
      let close = bytes[words[start].bytes.lowerBound..<sentence.bytes.upperBound].prefix(40)
        .firstIndex(of: 0x3E)
    else { return start }
    return (start..<sentence.words.upperBound).first { words[$0].bytes.lowerBound > close } ?? start
  }

  /// "type=type": a word before a value to be put in is a key, whatever else it means.
  private func isKey(_ term: Range<Int>, _ name: String) -> Bool {
    reading.text(term).hasPrefix(name + "=")
  }

  private func entry(
    _ name: String, from first: Int, _ place: Int, isCall: Bool, isKey: Bool
  ) -> Entry? {
    let sentence = reading.sentences[place]
    let start = afterValue(first, in: sentence)
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
    // "A='-b' export" is a line of a script.
    let isScript = name.utf8.contains(0x3D) && name.utf8.contains { [0x20, 0x27].contains($0) }
    // "Debconf sets" before a variable in a line of its own is no name.
    let said = words[sentence.words].prefix { $0.bytes.upperBound <= words[start].bytes.lowerBound }
    let isSaying =
      said.count == 2 && name.utf8.contains(0x20)
      && said.contains {
        $0.can(.verbThird) && $0.tag != .symbol && !$0.isCapitalised && Lexicon.knows($0.lower)
      }
    guard !isNumbered, !isSaying,
      name.utf8.contains(where: Self.isLetter) || EntryKinds.listsKeys(scope.headings),
      name.utf8.count(where: { $0 == 0x20 }) < 4, !isLabel, !isScript, !isFile,
      !isTitle,
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
      let shape = shape(of: start..<sentence.body.upperBound, naming: name),
      !isConditional(start, name),
      shape != .statement || tells(explained, of: name)
        || explains(explained, name, shape, under: scope.headings)
    else { return nil }
    return Entry(
      term: name,
      kind: EntryKinds.kind(
        of: name, explained: explained, under: isContinued ? [] : scope.headings)
        ?? (isCall ? "function" : nil),
      shape: shape, answer: words[start].bytes.lowerBound..<end.bytes, position: place,
      startsWithArticle: opensWithArticle(explained),
      isNamed: isKey || EntryKinds.kind(of: name, explained: explained, under: []) != nil,
      length: explained.count)
  }

  /// A term without quotation marks and emphasis around it.
  static func name(_ text: String) -> String? {
    var core = Array(text.utf8)[...]
    while let byte = core.first, "\"'`*".utf8.contains(byte) { core.removeFirst() }
    // "port: <number>" is called by what stands before its value.
    if let end = core.indices.dropFirst().first(where: { index in
      let next = index + 1 < core.endIndex ? core[index + 1] : 0
      return core[index] == 0x3A && next == 0x20 || core[index] == 0x20 && next == 0x3C
    }) {
      core = core[..<end]
    }
    while let byte = core.last, "\"'`*:,".utf8.contains(byte) { core.removeLast() }
    // "wrap[=<name>]" may take a value.
    if let open = core.indices.dropFirst().first(where: { index in
      core[index] == 0x5B && index + 1 < core.endIndex && core[index + 1] == 0x3D
    }) {
      core = core[..<open]
    }
    // "mode=arg" takes a value, "sync=off" has it in its name.
    if let sign = core.dropFirst().firstIndex(of: 0x3D), sign + 1 < core.endIndex,
      core[..<sign].allSatisfy({
        isLetter($0) || (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x5F].contains($0)
      }),
      !OptionValue.isLiteral(core[(sign + 1)...])
    {
      core = core[..<sign]
    }
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

  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Whether the sentence ends as one should, and is nothing but words.
  func isComplete(_ place: Int) -> Bool {
    let sentence = reading.sentences[place]
    return sentence.words.count > sentence.body.count && sentence.body.count >= 4
      && bytes[sentence.bytes.upperBound - 1] != 0x3A && !isClutter(sentence)
  }

  /// "version number" before "This option sets …": words that anything else might begin with.
  func isNamedAtOnce(_ start: Int) -> Bool {
    start + 2 < words.count && words[start].lower == "this" && words[start].isCapitalised
      && EntryKinds.isNoun(words[start + 1].lower)
  }

  func opensWithArticle(_ words: ArraySlice<Word>) -> Bool {
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

  /// Whether a word has capitals and no small letters.
  func isShouted(_ index: Int) -> Bool {
    let text = bytes[words[index].bytes]
    return text.contains { (0x41...0x5A).contains($0) }
      && !text.contains { (0x61...0x7A).contains($0) }
  }

  /// Whether a sentence begins with a name in marks or capitals before what explains it.
  func isOtherTerm(_ sentence: Reading.Sentence) -> Bool {
    guard sentence.words.count >= 4, let first = sentence.words.first else { return false }
    let next = words[first + 1]
    return (isShouted(first) && words[first].bytes.count > 2 || words[first].tag == .symbol)
      && next.isCapitalised && next.can(.common)
      && !next.can(.name)
  }

  /// How far an explanation goes: whole sentences of one block, until enough is said.
  func end(from start: Int, in place: Int) -> (bytes: Int, words: Int)? {
    let block = reading.sentences[place].block
    guard !AnswerCheck.pointsAway(words[start..<reading.sentences[place].words.upperBound]),
      bytes[reading.sentences[place].bytes.upperBound - 1] != 0x3A
    else { return nil }
    var end = (reading.sentences[place].bytes.upperBound, reading.sentences[place].words.upperBound)
    guard end.1 - start <= 70 else { return nil }
    for next in reading.sentences.indices[(place + 1)...] {
      let sentence = reading.sentences[next]
      let isLimit = sentence.words.count <= 7
      // "LC_ALL This variable …" may follow without a line between.
      guard sentence.block == block, end.1 - start < Self.enough || isLimit,
        Synopsis(words, sentence.words, in: bytes) == nil, !isOtherTerm(sentence),
        isComplete(next) || isLimit && words[sentence.words.upperBound - 1].lower == ".",
        sentence.words.upperBound - start <= 75, !AnswerCheck.pointsAway(words[sentence.words])
      else { break }
      end = (sentence.bytes.upperBound, sentence.words.upperBound)
    }
    return end
  }
}
