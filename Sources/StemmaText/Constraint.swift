/// A manifest's constraint that a machine can check: a limit on a text's length, a word it must or
/// must not hold, or its form.
///
/// Constraints are sentences for a teacher. Those of a few common forms are read here, in English,
/// and about the response of a row unless they name another field. All others are for the teacher
/// alone.
public struct Constraint: Hashable, Sendable {
  /// Raised whenever the same sentence would be read otherwise, or the same text judged otherwise.
  public static let revision = 1

  public enum Unit: String, CaseIterable, Sendable {
    case words, sentences, characters
  }

  public enum Demand: Hashable, Sendable {
    case atMost(Int, Unit)
    case atLeast(Int, Unit)
    /// In normal form.
    case mentions([UInt8])
    /// In normal form.
    case avoids([UInt8])
    /// A list of at least two lines that begin with `- `, `* ` or a number.
    case isList
    /// No such line.
    case isProse
  }

  public let demand: Demand
  /// Whether it is about what is asked, and not about what is answered.
  public let isAboutInstruction: Bool

  /// - Returns: nil for a sentence that is for a teacher alone.
  public init?(_ sentence: String) {
    guard let demand = Reading(sentence).demand else { return nil }
    self.demand = demand
    let words = NormalForm(sentence).bytes.split(separator: 0x20)
    isAboutInstruction = ["instruction", "instructions", "question", "questions"].contains { name in
      words.contains { $0.elementsEqual(name.utf8) }
    }
  }

  /// Whether a text is as it should be.
  public func holds(of text: String) -> Bool {
    switch demand {
    case .atMost(let limit, let unit): Self.count(unit, in: text) <= limit
    case .atLeast(let limit, let unit): Self.count(unit, in: text) >= limit
    case .mentions(let words): Self.holds(words, in: text)
    case .avoids(let words): !Self.holds(words, in: text)
    case .isList: Self.listItems(in: text) > 1
    case .isProse: Self.listItems(in: text) == 0
    }
  }

  /// How much there is of a text: words are parted by white space, a sentence ends in `.`, `!` or
  /// `?` before white space, characters are Unicode scalars.
  public static func count(_ unit: Unit, in text: String) -> Int {
    if unit == .characters { return text.unicodeScalars.count }
    var count = 0
    var isInside = false
    var last: UInt8 = 0x20
    for byte in text.utf8 {
      let isSpace = byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
      if unit == .words {
        if !isSpace, !isInside { count += 1 }
        isInside = !isSpace
      } else {
        if isSpace, isInside, Self.endsSentence(last) {
          count += 1
          isInside = false
        }
        if !isSpace { isInside = true }
      }
      last = byte
    }
    return unit == .sentences && isInside ? count + 1 : count
  }

  private static func endsSentence(_ byte: UInt8) -> Bool {
    byte == 0x2E || byte == 0x21 || byte == 0x3F
  }

  /// Whole words only.
  private static func holds(_ words: [UInt8], in text: String) -> Bool {
    let form = NormalForm(text).bytes
    guard form.count >= words.count else { return false }
    for start in 0...(form.count - words.count) where start == 0 || form[start - 1] == 0x20 {
      let end = start + words.count
      guard end == form.count || form[end] == 0x20 else { continue }
      if form[start..<end].elementsEqual(words) { return true }
    }
    return false
  }

  private static func listItems(in text: String) -> Int {
    text.utf8.split(separator: 0x0A).count { line in
      let digits = line.prefix { (0x30...0x39).contains($0) }
      if digits.isEmpty { return line.starts(with: "- ".utf8) || line.starts(with: "* ".utf8) }
      let rest = line.dropFirst(digits.count)
      return rest.starts(with: ". ".utf8) || rest.starts(with: ") ".utf8)
    }
  }

  /// A sentence as words, looked through for the forms that are known.
  private struct Reading {
    let sentence: String
    let words: [String]

    init(_ sentence: String) {
      self.sentence = sentence
      words = NormalForm(sentence).bytes.split(separator: 0x20)
        .map { String(decoding: $0, as: UTF8.self) }
    }

    var demand: Demand? { limit ?? quoted ?? form }

    /// `at most 80 words`, `no more than 3 sentences`, `under 200 characters`, `80 words or fewer`.
    private var limit: Demand? {
      for (index, word) in words.enumerated() {
        guard let number = Int(word), (1...1_000_000).contains(number), index + 1 < words.count,
          let unit = Unit.allCases.first(where: { Self.isCalled($0, words[index + 1]) })
        else { continue }
        let before = words[..<index].suffix(3).joined(separator: " ")
        let after = words[(index + 2)...].prefix(2).joined(separator: " ")
        if Self.ends(before, in: ["no more than", "not more than", "no longer than"]) {
          return .atMost(number, unit)
        }
        if Self.ends(before, in: ["no fewer than", "not fewer than", "no less than"]) {
          return .atLeast(number, unit)
        }
        if Self.ends(
          before, in: ["at most", "up to", "maximum of", "within", "maximum", "limit to"])
          || ["or fewer", "or less", "at most", "maximum"].contains(after)
        {
          return .atMost(number, unit)
        }
        if Self.ends(before, in: ["at least", "minimum of", "minimum"])
          || ["or more", "at least", "minimum"].contains(after)
        {
          return .atLeast(number, unit)
        }
        if Self.ends(before, in: ["fewer than", "less than", "under", "below", "shorter than"]) {
          return .atMost(number - 1, unit)
        }
        if Self.ends(before, in: ["more than", "over", "longer than"]) {
          return .atLeast(number + 1, unit)
        }
      }
      return nil
    }

    private static func ends(_ text: String, in endings: [String]) -> Bool {
      endings.contains { text == $0 || text.hasSuffix(" " + $0) }
    }

    private static func isCalled(_ unit: Unit, _ word: String) -> Bool {
      word == unit.rawValue || word + "s" == unit.rawValue
    }

    /// `Mention "return policy"`, `Never use the word "simply"`.
    private var quoted: Demand? {
      guard let text = quotedText, let first = words.first else { return nil }
      let form = NormalForm(text).bytes
      guard !form.isEmpty else { return nil }
      let opening = words.prefix(3)
      if first == "avoid" || first == "never" || first == "without"
        || opening.starts(with: ["do", "not"]) || opening.starts(with: ["don", "t"])
      {
        return .avoids(form)
      }
      return ["mention", "include", "use", "name", "contain"].contains(first)
        ? .mentions(form) : nil
    }

    /// What stands between the first two quotation marks of a kind.
    private var quotedText: String? {
      let marks: [(Character, Character)] = [("\"", "\""), ("“", "”"), ("«", "»"), ("`", "`")]
      for (opening, closing) in marks {
        guard let start = sentence.firstIndex(of: opening) else { continue }
        let rest = sentence[sentence.index(after: start)...]
        if let end = rest.firstIndex(of: closing) { return String(rest[..<end]) }
      }
      return nil
    }

    private var form: Demand? {
      let text = words.joined(separator: " ")
      let prose = ["no lists", "no bullet points", "no list", "without lists", "plain prose"]
      if prose.contains(where: text.contains) { return .isProse }
      let list = [
        "bullet points", "bulleted list", "bullet list", "numbered list", "numbered steps",
      ]
      return list.contains(where: text.contains) ? .isList : nil
    }
  }
}
