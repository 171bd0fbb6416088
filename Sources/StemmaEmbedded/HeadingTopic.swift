import StemmaText

/// What the headings above a passage say that it is about, as questions can name it.
struct HeadingTopic {
  /// "chroot names", "the static method".
  let phrase: String

  /// The nearest of the last two headings that tells a topic; nil where neither does.
  init?(_ scope: Scope, _ reading: Reading) {
    // Under "Address options", a sentence is of one of them.
    guard let last = scope.headings.last, !Self.lists(last) else { return nil }
    let headings = scope.headings.suffix(2).reversed().filter { !Self.lists($0) }
    guard
      let phrase = headings.lazy.compactMap({ Self.phrase(of: $0, scope.program, reading) }).first
    else { return nil }
    self.phrase = phrase
  }

  /// Titles that every manual has, and words that tell nothing of what follows.
  private static let general = Set(
    """
    description options option synopsis name overview introduction notes note bugs caveats files
    file examples example usage general details miscellaneous misc background environment
    diagnostics history author configuration format commands command parameters settings syntax
    summary reference references other others more further common basic basics advanced additional
    special various standards conforming colophon requirements terminology definitions notation
    conventions limitations warnings warning contents appendix appendices continued arguments
    features feature internals hints tips troubleshooting questions faq part chapter section
    preface foreword about directives statements declarations keys keywords variables flags switches
    functions actions operators methods attributes values parameters reference the and of getting started what why how when where which who tutorial manual guide
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Whether a heading announces a list of things that are explained one by one.
  private static func lists(_ heading: String) -> Bool {
    let words = heading.lowercased().utf8.split { !(0x61...0x7A).contains($0) }
    guard let last = words.last.map({ String(decoding: $0, as: UTF8.self) }), last.hasSuffix("s")
    else {
      return false
    }
    return EntryKinds.isNoun(String(last.dropLast()))
      || ["builtins", "types", "values"].contains(last)
  }

  /// A heading in small letters, where it is a phrase of nouns; nil for titles of every manual's
  /// sections and for what was no heading.
  private static func phrase(
    of heading: String, _ program: String?, _ reading: Reading
  ) -> String? {
    let bytes = Array(heading.utf8)
    let isPlain = bytes.allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || [0x20, 0x2D, 0x5F, 0x2F, 0x2E].contains(byte)
    }
    guard isPlain, (4...48).contains(bytes.count), bytes.last != 0x2E else { return nil }
    var words = Words.cut(Array(heading.lowercased().utf8), in: 0..<bytes.count)
    Tagger.tag(&words, in: 0..<words.count)
    guard let first = words.first, let last = words.last, words.count <= 6, words.count >= 1,
      isNoun(last), !first.can([.preposition, .question, .coordinator, .number]),
      first.tag == .determiner || isNoun(first)
        || [.adjective, .gerund, .participle].contains(first.tag),
      words.allSatisfy({ word in
        isNoun(word)
          || [.adjective, .gerund, .participle, .determiner, .preposition, .coordinator]
            .contains(word.tag)
      })
    else { return nil }
    let telling = words.filter { isTelling($0) && !general.contains($0.lower) }
    guard !telling.isEmpty, words.count > 1 || !Lexicon.knows(last.lower) || last.tag == .pluralNoun
    else { return nil }
    // The program's own name is in every question.
    if let program, telling.allSatisfy({ Grounding.isProgram($0, program) }) { return nil }
    let isShouted = !bytes.contains { (0x61...0x7A).contains($0) }
    let parts = words.map { word in
      let text = String(decoding: bytes[word.bytes], as: UTF8.self)
      let isCommon = word.can(.common) || Lexicon.knows(word.lower)
      let isCapital = text.utf8.dropFirst().contains { (0x41...0x5A).contains($0) } && !isShouted
      if isCommon && !isCapital { return word.lower }
      if isCapital { return text }
      let told = reading.words.filter { $0.lower == word.lower }
      if told.contains(where: { !$0.isCapitalised }) { return word.lower }
      if isShouted, let told = told.first { return reading.passage.text(told.bytes) }
      let isAcronym =
        isShouted && text.utf8.count < 6 || word.tag == .name && !word.lower.hasSuffix("s")
      return isAcronym ? text : word.lower
    }
    return Wording.join(parts)
  }

  private static func isNoun(_ word: Word) -> Bool {
    [.noun, .pluralNoun, .name, .symbol].contains(word.tag)
  }

  private static func isTelling(_ word: Word) -> Bool {
    isNoun(word) || [.gerund, .adjective].contains(word.tag)
  }
}
