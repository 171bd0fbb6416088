import StemmaText

/// A question's words, which tell or do not tell what it is about.
struct Asked {
  let words: [Word]
  let bytes: [UInt8]
  private let program: String?

  init(_ question: String, _ program: String?) {
    bytes = Array(question.utf8.dropLast())
    var words = Words.cut(bytes, in: 0..<bytes.count)
    Tagger.tag(&words, in: 0..<words.count)
    self.words = words
    self.program = program
  }

  var isWhether: Bool {
    guard let first = words.first else { return false }
    return [.formOfBe, .formOfDo, .formOfHave, .modal].contains(first.tag)
  }

  private static let telling = Set(
    """
    enabled disabled enable disable on off mandatory optional required supported support deprecated
    obsolete available sensitive case-sensitive case-insensitive insensitive compatible allowed
    allow ignored ignore permitted experimental recommended used given specified combined repeated
    times once require accept affect affected effect apply default needed necessary removed preserved
    safe recursive override need use changed limited included created deleted copied written kept
    check follow
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Whether somebody would wonder: "Is it supported?", and not "Is it quite esoteric?".
  var isWondered: Bool { words.contains { Self.telling.contains($0.lower) } }

  /// "How do you split a theme?": whoever asks so knows what is to be split.
  var isOfReader: Bool {
    words.count > 6
      && ["you", "one"].contains { name in words.prefix(3).contains { $0.lower == name } }
  }

  var isConditional: Bool {
    words.dropFirst().contains {
      ["if", "when", "once", "unless", "whenever", "after", "before"].contains($0.lower)
    } || ["under", "when"].contains(words.first?.lower ?? "")
  }

  private static let given = Set([
    "given", "specified", "used", "set", "provided", "supplied", "passed", "present", "identified",
    "defined", "omitted", "opened", "found", "needed", "required", "available", "selected",
  ])

  /// "if a name is given": by whom, and to what?
  var isGiven: Bool {
    words.last.map { Self.given.contains($0.lower) } ?? false
      || words.contains { ["given", "specified", "supplied", "provided"].contains($0.lower) }
  }

  /// Whether a noun stands before a noun, vague as both may be.
  var hasPair: Bool {
    zip(words, words.dropFirst()).contains { first, second in
      [.noun, .name].contains(first.tag) && [.noun, .pluralNoun].contains(second.tag)
    }
  }

  /// "if no name is given" is a case of all that takes one.
  var isOfNone: Bool { words.contains { $0.lower == "no" } }

  var isSpecific: Bool {
    words.indices.dropFirst().contains { index in
      let isQuoted =
        words[index - 1].isQuotationMark && index + 1 < words.count
        && words[index + 1].isQuotationMark
      return isQuoted
        || Standing.isSpecific(words[index], bytes[words[index].bytes], program, opens: false)
        || isCalledByKind(index)
    }
  }

  /// "The fixed-address declaration": a word with a hyphen that no dictionary has, and its kind.
  private func isCalledByKind(_ index: Int) -> Bool {
    let word = words[index]
    guard index + 1 < words.count, word.lower.utf8.contains(0x2D), !Lexicon.knows(word.lower),
      word.lower.utf8.first != 0x2D
    else { return false }
    let kind = words[index + 1].lower
    return SentenceAsker.kinds.contains(kind) || ["declaration", "clause", "block"].contains(kind)
  }

  var isTold: Bool { isSpecific || Standing.isCompound(words.dropFirst()) }
}
