import StemmaRecord
import StemmaText

/// A term that a manual explains: an option, a variable, a command, a key.
struct Entry {
  /// How the explanation begins, which decides what can be asked.
  enum Shape {
    /// "Save the game.", "If set, …", "This option …": what it does.
    case act
    /// "You can use this command to …": what it is used for.
    case use
    /// "This variable is used if …": when it is used.
    case occasion
    /// "A list of …": what it is.
    case thing
    /// "Log files are rotated every hour.": what comes of it.
    case effect
    /// "Mutt uses it to …": nothing that could be asked by the term alone.
    case statement
    /// "Note: …": what one should heed.
    case warning
  }

  let term: String
  /// "variable", "option" and the like; nil where the manual does not say.
  let kind: String?
  let shape: Shape
  /// The explanation, in the passage's bytes.
  let answer: Range<Int>
  /// The index of its first sentence, for ties.
  let position: Int
  /// "The number of …": no way to say what a thing does.
  let startsWithArticle: Bool
  /// Whether the explanation itself says what it is: "This option …", "The keep directive …".
  let isNamed: Bool
  /// Whether it is called by a common word, be it in capitals.
  var isWord: Bool {
    let isShouted = term.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    return Lexicon.knows(isShouted ? term.lowercased() : term)
  }
  /// How many words explain it.
  let length: Int
}

/// What entries are called by: the nouns that manuals use for what they list.
enum EntryKinds {
  private static let nouns = [
    "variable", "option", "command", "function", "key", "directive", "parameter", "setting",
    "hook", "macro", "keyword", "statement", "feature", "switch", "flag", "method", "attribute",
    "token", "skill", "field", "action", "operator", "condition", "driver", "target",
    "signal", "file", "script", "program", "tag", "filter", "module", "tool", "package", "property",
    "argument",
  ]

  /// Those that an explanation is likelier to mention than to mean.
  private static let solid = Set([
    "file", "script", "program", "package", "tool", "module", "target", "tag", "key", "argument",
  ])

  /// The noun that the explanation or a heading uses, the nearest first.
  static func kind(of term: String, explained words: ArraySlice<Word>, under headings: [String])
    -> String?
  {
    let bytes = Array(term.utf8)
    for (first, second) in zip(words.prefix(8), words.prefix(9).dropFirst())
    where first.lower == "this" {
      if let noun = singular(second.lower), !solid.contains(noun) { return noun }
    }
    // "The function select", "the select function": what stands beside its name.
    for (first, second) in zip(words.prefix(5), words.prefix(6).dropFirst()) {
      if isCalled(second.lower, term), let noun = singular(first.lower) { return noun }
      if isCalled(first.lower, term), let noun = singular(second.lower), !solid.contains(noun) {
        return noun
      }
    }
    if bytes.first == 0x24 { return "variable" }
    if bytes.first == 0x2D || bytes.first == 0x2B && bytes.count > 2 { return "option" }
    if term.hasSuffix("()") { return "function" }
    for (level, heading) in headings.reversed().enumerated() {
      // Under an entry, its own kind says nothing of what it lists.
      if EntryReader.headingTerm(heading) != nil { break }
      let bytes = Array(heading.utf8)
      // Beside options, the values of one are listed.
      if heading.hasSameBytes(as: "OPTIONS"), ![0x2D, 0x2B].contains(term.utf8.first),
        !term.isEmpty
      {
        break
      }
      if heading.utf8.split(separator: 0x20).contains(where: { $0.elementsEqual("AND".utf8) }) {
        break
      }
      for word in Words.cut(bytes, in: 0..<bytes.count).reversed() {
        if let noun = singular(word.lower), word.lower.utf8.count > noun.utf8.count,
          noun != "file" || isFileName(term), level == 0 || !solid.contains(noun)
        {
          return noun
        }
      }
      let isShouted =
        !bytes.isEmpty
        && term.utf8.allSatisfy {
          (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
        }
      if isShouted, heading.lowercased().contains("environment") { return "variable" }
      let isConfiguration = Words.cut(bytes, in: 0..<bytes.count).contains {
        $0.lower == "configuration"
      }
      let isSmall = !bytes.isEmpty && term.utf8.allSatisfy { (0x61...0x7A).contains($0) }
      if isConfiguration, !term.isEmpty, term.utf8.contains(0x5F) || isSmall {
        return "setting"
      }
    }
    return nil
  }

  /// Whether a word is the term, be it with what it takes in parentheses.
  static func isCalled(_ lower: String, _ term: String) -> Bool {
    let name = lower.utf8.prefix { $0 != 0x28 }
    return name.elementsEqual(term.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
  }

  /// What stands in a file is listed under "Files" as often as files are.
  private static func isFileName(_ term: String) -> Bool {
    term.utf8.contains { [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "~")].contains($0) }
  }

  /// Whether the headings announce keys or commands, which may be single letters.
  static func listsKeys(_ headings: [String]) -> Bool {
    ["command", "key", "option", "function"].contains(
      kind(of: "", explained: [], under: headings) ?? "")
  }

  /// Whether a word is one of those nouns, in the singular.
  static func isNoun(_ lower: String) -> Bool { nouns.contains(lower) }

  private static func singular(_ lower: String) -> String? {
    for noun in nouns where lower == noun || lower == Morphology.plural(of: noun) { return noun }
    return nil
  }
}
