import StemmaText

/// What of a sentence answers a question, and the step that leads from the one to the other.
struct ShortAnswer {
  let text: String
  /// Why that is the answer, in a sentence.
  let step: String

  /// - Parameters:
  ///   - sentence: one of the answer's.
  /// - Returns: nil where no rule tells what of it is asked for.
  init?(question: String, sentence: String) {
    let bare = Self.bare(sentence)
    guard
      let found = Self.reason(question, bare) ?? Self.outcome(question, bare)
        ?? Self.definition(question, bare) ?? Self.quantity(question, bare),
      Self.isBalanced(found.text)
    else { return nil }
    (text, step) = found
  }

  private typealias Found = (text: String, step: String)

  /// Without its final point.
  private static func bare(_ sentence: String) -> String {
    sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }

  private static func capitalised(_ text: some StringProtocol) -> String {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return String(text) }
    return String(UnicodeScalar(first - 32)) + text.dropFirst()
  }

  private static func isBalanced(_ text: String) -> Bool {
    func count(_ mark: Character) -> Int { text.count { $0 == mark } }
    return count("(") == count(")") && count("\"") % 2 == 0 && count("“") == count("”")
  }

  /// "X, because Y": why X?
  private static func reason(_ question: String, _ sentence: String) -> Found? {
    guard question.hasPrefix("Why ") || question.hasPrefix("What is the reason ") else {
      return nil
    }
    let parts = sentence.split(separator: " because ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.split(separator: 0x20).count >= 3 else { return nil }
    return (
      "Because \(parts[1]).",
      "The question asks for a reason, and the sentence gives it after “because”."
    )
  }

  /// "If X, Y": what happens if X?
  private static func outcome(_ question: String, _ sentence: String) -> Found? {
    for opening in ["If ", "When ", "Without ", "Unless "] where sentence.hasPrefix(opening) {
      guard let comma = sentence.firstRange(of: ", ") else { return nil }
      let condition = sentence[..<comma.lowerBound].dropFirst(opening.count)
      let rest = sentence[comma.upperBound...]
      guard rest.utf8.split(separator: 0x20).count >= 3, !rest.hasPrefix("and "),
        !rest.hasPrefix("or "), question.lowercased().contains(condition.lowercased())
      else { return nil }
      let outcome = rest.hasPrefix("then ") ? rest.dropFirst(5) : rest
      return (
        "\(capitalised(outcome)).",
        "The question gives the condition “\(opening.lowercased())\(condition)”, and the sentence says what "
          + "follows from it."
      )
    }
    return nil
  }

  /// "X is a Y": what is X?
  private static func definition(_ question: String, _ sentence: String) -> Found? {
    for verb in ["is", "are"] {
      let opening = "What \(verb) "
      guard question.hasPrefix(opening), question.hasSuffix("?") else { continue }
      let name = question.dropFirst(opening.count).dropLast()
      let head = "\(name) \(verb) ".lowercased()
      guard sentence.lowercased().hasPrefix(head), sentence.utf8.count > head.utf8.count else {
        continue
      }
      let rest = String(decoding: sentence.utf8.dropFirst(head.utf8.count), as: UTF8.self)
      guard ["a ", "an ", "the ", "one "].contains(where: rest.hasPrefix),
        rest.utf8.split(separator: 0x20).count >= 3
      else { continue }
      return (
        "\(capitalised(rest)).",
        "The question asks what \(name) \(verb), and the sentence says so after “\(verb)”."
      )
    }
    return nil
  }

  private static let asking = ["How many ", "How much ", "How long ", "How far ", "How often "]
  private static let nearly = Set([
    "about", "around", "roughly", "nearly", "almost", "over", "approximately", "exactly",
  ])

  /// "X has three Ys": how many?
  private static func quantity(_ question: String, _ sentence: String) -> Found? {
    guard asking.contains(where: question.hasPrefix) else { return nil }
    let words = sentence.split(separator: " ").map(String.init)
    let places = words.indices.filter { Numerals.isNumber(words[$0]) }
    guard let first = places.first, let last = places.last, last - first <= 2,
      last == first || ["to", "or", "and"].contains(words[first + 1]), last + 1 < words.count
    else { return nil }
    var start = first
    while start > 0, nearly.contains(words[start - 1].lowercased()) { start -= 1 }
    let unit = words[last + 1].trimmed(of: ",;:")
    let text = (words[start...last] + [unit]).joined(separator: " ")
    return (
      "\(capitalised(text)).", "The question asks for a number, and the sentence has one: \(text)."
    )
  }
}

extension String {
  /// Without marks at its end.
  fileprivate func trimmed(of marks: String) -> String {
    var text = self
    while let last = text.last, marks.contains(last) { text.removeLast() }
    return text
  }
}

/// Numbers as prose has them.
enum Numerals {
  private static let words = Set([
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "thousand",
  ])

  static func isNumber(_ word: String) -> Bool {
    value(word) != nil || words.contains(word.lowercased())
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Of digits, with groups of three or a decimal point, in thousandths; nil for anything else.
  static func value(_ word: some StringProtocol) -> Int? {
    let bytes = Array(word.utf8)
    guard let first = bytes.first, isDigit(first), let last = bytes.last, isDigit(last),
      bytes.count <= 12, bytes.allSatisfy({ isDigit($0) || $0 == 0x2C || $0 == 0x2E })
    else { return nil }
    let parts = bytes.filter { $0 != 0x2C }.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int(String(decoding: parts[0], as: UTF8.self)) else {
      return nil
    }
    guard parts.count == 2 else { return whole * 1000 }
    let digits = String(decoding: parts[1].prefix(3), as: UTF8.self)
    let padded = digits + String(repeating: "0", count: 3 - digits.utf8.count)
    return Int(padded).map { whole * 1000 + $0 }
  }
}
