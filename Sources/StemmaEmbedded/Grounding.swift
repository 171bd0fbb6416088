import StemmaText

/// Sees to it that a question can be understood by who has not read the passage: it names the program
/// or the topic it is about, and no thing that only the passage tells from others.
struct Grounding {
  let scope: Scope
  /// The words of all headings, in small letters.
  private let headingWords: Set<String>

  /// Whether the passage is of an essay, in which "the sea" needs nothing else.
  let isEssay: Bool

  init(scope: Scope, isEssay: Bool = false) {
    self.isEssay = isEssay
    self.scope = scope
    var found: Set<String> = []
    for heading in scope.headings {
      let bytes = Array(heading.utf8)
      for word in Words.cut(bytes, in: 0..<bytes.count) {
        found.insert(word.lower)
        if word.lower.hasSuffix("s") { found.insert(String(word.lower.dropLast())) }
      }
    }
    headingWords = found
  }

  /// The pair with its question made plain; nil where that cannot be done.
  func grounded(_ pair: Realisation) -> Realisation? {
    guard !pair.isGrounded else { return pair }
    if let parts = Circumstance.parts(of: pair.question) { return placed(pair, parts) }
    guard scope.program != nil || !scope.headings.isEmpty else { return pair }
    let bytes = Array(pair.question.utf8.dropLast())
    var words = Words.cut(bytes, in: 0..<bytes.count)
    Tagger.tag(&words, in: 0..<words.count)
    guard !namesUnknown(words) else { return nil }
    let telling = words.filter(isTelling).count
    guard telling >= 1 else { return nil }
    guard let program = scope.program else { return !isEssay && namesLoose(words) ? nil : pair }
    // "and/or/not jq supports …" is a title that ran into its text.
    let isRunIn = zip(words, words.dropFirst()).contains {
      $0.tag == .symbol && $0.lower.utf8.contains(0x2F) && Self.isProgram($1, program)
    }
    guard !isRunIn else { return nil }
    if words.contains(where: { Self.isProgram($0, program) }) { return pair }
    // What is asked after a sentence of its own has told enough.
    if words.dropLast().contains(where: { $0.lower == "." && $0.tag == .punctuation }) {
      return pair
    }
    var pair = pair
    pair.question = Self.placed(pair.question, in: program)
    return QuestionCheck.isSound(pair.question) ? pair : nil
  }

  /// What the term of a question's circumstance tells apart needs no other telling.
  private func placed(
    _ pair: Realisation, _ parts: (opening: Substring, rest: Substring)
  ) -> Realisation? {
    let bytes = Array(parts.rest.utf8.dropLast())
    var words = Words.cut(bytes, in: 0..<bytes.count)
    Tagger.tag(&words, in: 0..<words.count)
    guard words.contains(where: isTelling) else { return nil }
    guard let program = scope.program, !words.contains(where: { Self.isProgram($0, program) })
    else {
      return pair
    }
    var pair = pair
    pair.question = "\(parts.opening) in \(program), \(parts.rest)"
    return QuestionCheck.isSound(pair.question) ? pair : nil
  }

  /// Whether a word is the program's name, be it with its section as in "tar(1)".
  static func isProgram(_ word: Word, _ program: String) -> Bool {
    let small = program.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    // "stunnel4" is the page of stunnel, "sshd_config" that of sshd.
    let bare = small.prefix { !(0x30...0x39).contains($0) && $0 != 0x2E && $0 != 0x5F }
    var name = word.lower.utf8.prefix { $0 != 0x28 }
    if word.lower.hasSuffix("'s") { name = word.lower.utf8.dropLast(2) }
    return name.elementsEqual(small) || bare.count > 2 && name.elementsEqual(bare)
  }

  /// "In Mutt, what happens if …?" for what is long, "What is … in Mutt?" for what is short.
  static func placed(_ question: String, in program: String) -> String {
    let isLong = question.utf8.count { $0 == 0x20 } > 7
    let endsInPreposition = [" in?", " for?", " on?", " of?", " by?", " to?", " from?"]
      .contains { question.hasSuffix($0) }
    let hasPlace = question.utf8.split(separator: 0x20).contains { $0.elementsEqual("in".utf8) }
    guard isLong || hasPlace || endsInPreposition || question.hasPrefix("What happens"),
      let first = question.utf8.first
    else { return question.dropLast() + " in " + program + "?" }
    return "In " + program + ", " + String(UnicodeScalar(first | 0x20)) + question.dropFirst()
  }

  private static let empty = Set(
    """
    do does did have has had be is are was were use used uses make made know happen happens want
    need say describe explain mean meant consider keep mind bear remember newcomer beginner purpose
    exactly think worth important tell someone advise knowing possible place effect reason benefit
    good idea take can example way help anyone anybody useful
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  private func isTelling(_ word: Word) -> Bool {
    switch word.tag {
    case .noun, .pluralNoun, .name, .symbol, .gerund, .adjective, .verb, .participle, .possessive:
      return !Self.empty.contains(word.lower) && !Self.vague.contains(word.lower)
        && word.lower.utf8.count > 1 && !["your", "its", "their"].contains(word.lower)
    default: return false
    }
  }

  private static let vague = Set(
    Fitness.vague + ["prompt", "prompts", "path", "paths", "category", "categories", "strings"])

  /// Adjectives that tell a thing from none but those the passage has spoken of.
  static let idle = Set([
    "given", "specified", "same", "corresponding", "appropriate", "current", "new", "old", "first",
    "last", "whole", "actual", "real", "resulting", "particular", "specific", "original", "main",
    "second", "final", "full", "higher", "lower", "larger", "smaller", "longer", "shorter",
    "better",
    "older", "newer", "later", "earlier", "latest", "additional", "extra", "next", "previous",
    "different", "above", "relevant", "proper", "entire", "various",
  ])

  /// What documents without a program's name speak of as if there were but one.
  private static let loose = Set(
    """
    filter attribute plugin module driver target mirror maintainer submitter archive upload queue
    daemon process procedure handler buffer block header routine flag tag hook library branch
    repository suite section table field file command option variable value list package system
    user entry key node tree database document website site team project version release bug report
    script tool program server client method format structure tool
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  private static let vagueOpeners = Set(["several", "some", "both", "many", "most", "other"])

  private static let pointing = Set([
    "same",
    "given", "specified", "corresponding", "appropriate", "current", "final", "resulting",
    "original",
    "particular", "relevant", "latter", "former", "previous", "next", "actual", "conflicting",
  ])

  /// "the filter", "attributes" as what the question is about, with nothing that tells which.
  private func namesLoose(_ words: [Word]) -> Bool {
    for (index, word) in words.enumerated() {
      if Self.vagueOpeners.contains(word.lower), index <= 2 { return true }
      if word.lower == "the", index + 1 < words.count,
        Self.pointing.contains(words[index + 1].lower)
      {
        return true
      }
      let stem = word.lower.hasSuffix("s") ? String(word.lower.dropLast()) : word.lower
      guard index > 0, [.noun, .pluralNoun].contains(word.tag), Self.loose.contains(stem) else {
        continue
      }
      let before = words[index - 1]
      let isBare =
        before.lower == "the"
        || word.tag == .pluralNoun && [.formOfDo, .formOfBe, .modal].contains(before.tag)
        || before.lower == "about"
      let next = index + 1 < words.count ? words[index + 1] : nil
      let isTold =
        next.map {
          ["of", "for", "named", "called", "that", "which"].contains($0.lower)
            || [.noun, .pluralNoun, .symbol, .name].contains($0.tag)
        } ?? false
      if isBare, !isTold { return true }
    }
    return false
  }

  /// "the file", "the given value": a thing that nothing in the question or headings tells apart.
  private func namesUnknown(_ words: [Word]) -> Bool {
    for (first, last) in zip(words, words.dropFirst(3))
    where first.lower == "no" && ["given", "specified", "defined", "set"].contains(last.lower) {
      return true
    }
    for (index, word) in words.enumerated() where word.lower == "the" {
      var head = index
      var isTold = false
      var place = index + 1
      scan: while place < words.count {
        switch words[place].tag {
        case .noun, .pluralNoun, .name, .symbol, .gerund, .number:
          if head > index { isTold = true }
          head = place
        case .adjective, .participle:
          if !Self.idle.contains(words[place].lower) {
            isTold = isTold || words[place].tag == .participle
          }
        case .possessive: isTold = true
        default: break scan
        }
        place += 1
      }
      guard head > index else { continue }
      let noun = words[head].lower
      let isBare =
        head == index + 1 && [.noun, .pluralNoun].contains(words[head].tag)
        && !headingWords.contains(noun) && words[head].can(.common)
        && (place >= words.count || words[place].lower != "of" && !words[place].isQuotationMark)
      if isBare, scope.program != nil {
        let opener = index > 0 ? words[index - 1].lower : ""
        if index <= 4 || ["if", "when", "once", "after", "whether"].contains(opener) {
          return true
        }
        if words.filter({ isTelling($0) && $0.lower != noun }).isEmpty { return true }
      }
      if isTold || !Self.vague.contains(noun) || headingWords.contains(noun) { continue }
      let next = place < words.count ? words[place].lower : ""
      if ["of", "that", "which", "named", "called", "for", "to", "from"].contains(next) {
        continue
      }
      return true
    }
    return false
  }
}
