import StemmaText

extension SentenceAsker {
  /// What stands after a name to say what is named so.
  static let kinds = Set(
    """
    command option directive variable file function key flag tool utility program script macro
    module plugin parameter setting attribute daemon filter mode keyword switch field method class
    package library protocol driver extension operator statement feature target action hook
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// "The xleave option enables the client to …": what does the xleave option do?
  mutating func askOfNamed(_ clause: Clause) {
    let verb = clause.verb
    guard let name = namedThing(clause.subject), verb.kind == .active, !verb.isNegated,
      verb.adverbs.allSatisfy({ words[$0].lower != "only" }),
      verb.form == .third || verb.form == .base || isAble(verb), clause.core.count >= 3,
      !VerbLists.stative.contains(verb.base), !["take", "accept"].contains(verb.base)
    else { return }
    let does =
      isAble(verb)
      ? Wording.question("what", wording.inversion(of: verb).auxiliary, name, "do")
      : Wording.question("what", clause.subject.isPlural ? "do" : "does", name, "do")
    add(.definition, 890, does)
    askWhich(clause)
    if !clause.subject.isPlural {
      add(.definition, 850, Wording.question("what is the purpose of", name))
    }
  }

  /// "The maxpoll directive sets the longest interval": which directive sets it?
  private mutating func askWhich(_ clause: Clause) {
    let range = clause.subject.range
    guard !clause.subject.isPlural, clause.verb.form == .third, clause.verb.auxiliary == nil,
      let kind = range.map({ words[$0].lower }).first(where: { Self.kinds.contains($0) }),
      let core = fitCore(clause, atMost: 14), core.count >= 3, !fitness.mentionsOwner(core),
      words[core.lowerBound].tag != .infinitiveTo, words[core.lowerBound].tag != .pronoun
    else { return }
    add(.subject, 800, Wording.question("which", kind, wording.predicate(clause, core: core)))
  }

  private func isAble(_ verb: VerbGroup) -> Bool {
    verb.form == .modal && ["can", "will"].contains(wording.inversion(of: verb).auxiliary)
  }

  /// "With the -q option Y will do Z": what does the -q option do?
  mutating func askOfNamedMeans() {
    let start = sentence.body.lowerBound
    guard ["with", "using"].contains(words[start].lower), start + 4 < sentence.body.upperBound,
      let phrase = PhraseReader(words: words, end: sentence.body.upperBound)
        .baseNounPhrase(at: start + 1), let name = namedThing(phrase)
    else { return }
    add(.definition, 870, Wording.question("what does", name, "do"))
  }

  /// "the xleave option", "the option -q": the name, or nil where nothing tells the thing.
  func namedThing(_ phrase: NounPhrase) -> String? {
    let range = phrase.range
    guard range.count >= 3, range.count <= 6, !phrase.isCompound,
      words[range.lowerBound].lower == "the", !phrase.isPronoun
    else { return nil }
    let marks = range.dropFirst().filter { !words[$0].isQuotationMark }
    guard marks.count == 2, let first = marks.first, let last = marks.last else { return nil }
    let stem = Self.stem(words[last].lower)
    if Self.kinds.contains(stem), isName(first) {
      return "the " + reading.innerText(first..<last + 1)
    }
    guard Self.kinds.contains(words[first].lower), isName(last) else { return nil }
    return "the " + reading.innerText(first..<last + 1)
  }

  private static func stem(_ lower: String) -> String {
    lower.hasSuffix("s") ? String(lower.dropLast()) : lower
  }

  /// Whether a word is a name that its document gave to something.
  private func isName(_ index: Int) -> Bool {
    let word = words[index]
    // An option of one letter may be any command's.
    if let term, Circumstance.isNamed(word.lower, in: term) { return true }
    if word.tag == .symbol { return !word.lower.utf8.contains(0x40) && word.lower.utf8.count > 2 }
    let isQuoted =
      index > 0 && words[index - 1].isQuotationMark && index + 1 < words.count
      && words[index + 1].isQuotationMark
    let isLetters = word.lower.utf8.allSatisfy { (0x61...0x7A).contains($0) }
    return isQuoted || !word.can(.common) && isLetters && word.lower.utf8.count > 2
  }
}
