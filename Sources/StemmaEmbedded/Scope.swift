import StemmaRecord
import StemmaText

/// What a passage's reader knows before reading it: which program its document describes, and the
/// headings it stands under.
struct Scope {
  /// "Mutt", by the document's file name; nil where that tells nothing.
  let program: String?
  /// Who does what the document says: that of "unbound.conf" is read by unbound.
  var actor: String? {
    guard let program else { return nil }
    for ending in [".conf", "_config", ".config", ".cfg"] where program.hasSuffix(ending) {
      return String(program.dropLast(ending.utf8.count))
    }
    return program
  }
  /// Outermost first, without their numbers.
  let headings: [String]

  /// Whether the passage stands under credits, a licence or the like, about which nobody asks.
  var isAside: Bool {
    let bytes = Array((headings.last ?? "").utf8)
    if bytes.elementsEqual("SEE ALSO".utf8) { return true }
    return Words.cut(bytes, in: 0..<bytes.count).contains { Self.asides.contains($0.lower) }
  }

  /// Whether its own heading announces examples, which its sentences are about.
  var isOfExamples: Bool {
    let bytes = Array((headings.last ?? "").utf8)
    return Words.cut(bytes, in: 0..<bytes.count).contains {
      ["example", "examples"].contains($0.lower)
    }
  }

  private static let asides = Set([
    "credits", "copyright", "acknowledgements", "acknowledgments", "thanks", "license", "licence",
    "authors", "contents", "changelog", "copying", "trademarks", "todo", "disclaimer",
    "acknowledgement",
  ])

  /// - Parameters:
  ///   - input: the document's name, such as `documents/mutt-manual.txt`.
  ///   - headings: the headings above the passage, outermost first.
  init(input: String, headings: [String], words: [Word], passage: Passage) {
    self.headings = headings.map(HeadingReader.withoutNumber)
    program = Self.program(in: input, words: words, passage: passage)
  }

  /// Parts of file names that say what sort of document it is, or shorten a common word.
  private static let sorts = Set(
    """
    admin adm api app apps changelog conf config copyright cfg dev doc docs documentation en eng
    faq faqs fr de guidebook hacking hist howto html info intro lic license list maint man manpage
    manuals misc news notes pkg prog progs quickref quickstart readme ref refman rel releasenotes
    rfc spec specs src std sys tech temp tmp todo tut tutorial txt upgrade usr ver whatsnew www
    guide manual reference policy introduction handbook overview guidelines constitution report user
    users developer developers maintainer maintainers administrator corpus dataset input output
    sample samples test tests text texts untitled unnamed foo bar baz
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// Endings of common words that the lexicon may lack; no program is taken to be named so.
  private static let endings = [
    "tion", "sion", "ment", "ness", "ity", "ing", "ance", "ence", "ship", "ers", "ors", "ies",
    "ism", "ist", "ists", "ogy", "phy", "ics", "age", "ous", "ful", "ive", "ble", "ture", "tory",
    "ally", "books", "book",
  ]

  private static func program(in input: String, words: [Word], passage: Passage) -> String? {
    let bytes = Array(input.utf8)
    let start = (bytes.lastIndex(of: 0x2F) ?? -1) + 1
    if let page = page(in: bytes[start...]) {
      let small = String(decoding: page.map { isLetter($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
      let name = String(decoding: page, as: UTF8.self)
      return spelling(of: small, in: words, passage)
        ?? (readsAsWord(small) ? Wording.capitalised(name) : name)
    }
    let end = bytes[start...].firstIndex(of: 0x2E) ?? bytes.count
    let parts = bytes[start..<end].split(whereSeparator: { !isLetter($0) && !isDigit($0) })
    // "file-man" and "units-readme" are of programs, whatever their names mean.
    let isOfProgram = parts.dropFirst().contains { part in
      ["man", "manpage", "readme"].contains { part.elementsEqual($0.utf8) }
    }
    for part in parts {
      let small = String(decoding: part.map { isLetter($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
      if sorts.contains(small) || part.allSatisfy(isDigit) { continue }
      if let spelt = spelling(of: small, in: words, passage) { return spelt }
      let isName = part.allSatisfy(isLetter) || isOfProgram && part.first.map(isLetter) ?? false
      guard isName, (isOfProgram ? 2...12 : 3...12).contains(part.count),
        isOfProgram || isUnheardOf(small)
      else {
        return nil
      }
      return Wording.capitalised(small)
    }
    return nil
  }

  /// "wpa_supplicant" of "wpa_supplicant-man.txt", "apt-get" of "apt-get-readme": a page of man and
  /// its like are called by what they are about.
  private static func page(in name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let stem = name[..<(name.lastIndex(of: 0x2E) ?? name.endIndex)]
    for ending in ["-man", "_man", "-manpage", "-readme", "-faq", "-howto"]
    where stem.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
      let page = stem.dropLast(ending.utf8.count)
      // Of one word, it is told from common words below.
      if !ending.hasPrefix("-man"), !ending.hasPrefix("_man"), !page.contains(0x2D) { return nil }
      let isName = page.allSatisfy { $0 > 0x20 && $0 < 0x7F } && page.contains(where: isLetter)
      return isName && (2...24).contains(page.count) ? page : nil
    }
    return nil
  }

  /// Whether a name such as "patch" could be read as a word, which a capital prevents. "pv" and
  /// "wpa_supplicant" cannot.
  private static func readsAsWord(_ small: String) -> Bool {
    small.utf8.allSatisfy(isLetter)
      && (Lexicon.knows(small)
        || small.utf8.count > 3 && small.utf8.contains { "aeiou".utf8.contains($0) })
  }

  /// How the passage writes the name, where it has it with a capital that starts no sentence.
  private static func spelling(of small: String, in words: [Word], _ passage: Passage) -> String? {
    for index in words.indices.dropFirst() where words[index].isCapitalised {
      guard words[index].lower.hasSameBytes(as: small),
        words[index - 1].tag != .punctuation
      else { continue }
      return passage.text(words[index].bytes)
    }
    return nil
  }

  private static func isUnheardOf(_ small: String) -> Bool {
    guard !Lexicon.knows(small) else { return false }
    for (ending, rest) in [("s", ""), ("er", ""), ("er", "e"), ("al", "")]
    where small.hasSuffix(ending) && Lexicon.knows(small.dropLast(ending.utf8.count) + rest) {
      return false
    }
    return !endings.contains { small.utf8.count > $0.utf8.count && small.hasSuffix($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
