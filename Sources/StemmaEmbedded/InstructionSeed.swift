import StemmaRecord
import StemmaText

/// A seed as the embedded teacher sees it: read once for a prompt, however many records it asks for.
struct InstructionSeed {
  /// Ends in a mark, so that a sentence can follow it.
  let instruction: String
  let response: String
  /// The response's sentences, or what a sentence of several demands is made of; at least one.
  let parts: [String]
  /// The response is of several lines, and so not to be taken apart.
  let isBlock: Bool
  /// Content words in the order of the seed, at most four.
  let terms: [String]

  init(_ seed: Seed) {
    instruction = Self.sentence(Self.trimmed(seed.instruction))
    let trimmed = Self.trimmed(seed.response)
    isBlock = trimmed.utf8.contains(0x0A)
    response = isBlock ? trimmed : Self.sentence(trimmed)
    let sentences = isBlock ? [response] : Self.sentences(response)
    parts = sentences.count == 1 && !isBlock ? Self.demands(sentences[0]) : sentences
    terms = Self.terms(seed.instruction + " " + seed.response)
  }

  /// Without white space at both ends.
  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  /// With a capital and a mark at its end.
  static func sentence(_ text: String) -> String {
    guard let last = text.unicodeScalars.last else { return text }
    let capital = Wording.capitalised(text)
    let isLetter = last.properties.isAlphabetic || ("0"..."9").contains(last) || last == ")"
    return isLetter ? capital + "." : capital
  }

  // MARK: Parts

  private static let abbreviations = [
    "e.g.", "i.e.", "etc.", "dr.", "mr.", "mrs.", "ms.", "vs.", "no.", "st.", "approx.", "cf.",
    "prof.", "inc.", "jr.",
  ]

  /// Parted at `.`, `!` or `?` before a space and what can begin a sentence.
  private static func sentences(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    var parts: [String] = []
    var start = 0
    for index in bytes.indices.dropFirst().dropLast()
    where bytes[index] == 0x20 && endsSentence(bytes, before: index) {
      guard begins(bytes[index + 1]) else { continue }
      parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
      start = index + 1
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts.filter { !$0.utf8.isEmpty }
  }

  private static func endsSentence(_ bytes: [UInt8], before space: Int) -> Bool {
    let last = bytes[space - 1]
    if last == 0x21 || last == 0x3F { return true }
    guard last == 0x2E else { return false }
    let start = bytes[..<space].lastIndex(of: 0x20).map { $0 + 1 } ?? 0
    let word = String(
      decoding: bytes[start..<space].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 },
      as: UTF8.self)
    return word.utf8.count > 2 && !abbreviations.contains(word)
  }

  private static func begins(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x22 || byte >= 0x80
  }

  /// `Restate the complaint, list the causes, and flag the dangers.` as three sentences; any other
  /// sentence as it is.
  private static func demands(_ sentence: String) -> [String] {
    guard sentence.hasSuffix("."), !sentence.utf8.contains(UInt8(ascii: ";")) else {
      return [sentence]
    }
    var pieces = sentence.dropLast().split(separator: ",").map {
      String($0.drop { $0 == " " })
    }
    guard let last = pieces.popLast(), pieces.count >= 2, last.hasPrefix("and ") else {
      return [sentence]
    }
    pieces.append(String(last.dropFirst(4)))
    let isEachADemand = pieces.allSatisfy { piece in
      let words = piece.split(separator: " ")
      guard words.count > 1, let first = words.first else { return false }
      return Lexicon.entry(for: first.lowercased()).classes.contains(.verbBase)
    }
    return isEachADemand ? pieces.map { Wording.capitalised($0) + "." } : [sentence]
  }

  // MARK: Terms

  private static let empty: Set<String> = [
    "about", "above", "after", "again", "against", "because", "before", "being", "below", "between",
    "could", "during", "every", "first", "further", "given", "having", "other", "please", "shall",
    "should", "their", "there", "these", "things", "those", "through", "under", "until", "using",
    "where", "which", "while", "whose", "would", "write", "without", "within", "yours", "something",
    "somebody", "nothing", "since", "still", "might", "never", "always", "often", "make", "makes",
  ]

  private static let notTerms: WordClass = [
    .adverb, .verbThird, .verbPast, .participle, .preposition, .subordinator, .determiner, .pronoun,
    .modal,
  ]

  private static func terms(_ text: String) -> [String] {
    var found: [String] = []
    for word in NormalForm(text).bytes.split(separator: 0x20) where word.count >= 5 {
      let term = String(decoding: word, as: UTF8.self)
      guard found.count < 4, !empty.contains(term), !found.contains(term),
        word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A })
      else { continue }
      let classes = Lexicon.entry(for: term).classes
      let isNoun = classes.contains(.noun) || classes.contains(.pluralNoun)
      if isNoun && classes.isDisjoint(with: notTerms) { found.append(term) }
    }
    return found
  }
}
