import StemmaRecord
import StemmaText

/// Makes of a good answer one that is worse, by rules that can be told: what was asked for is cut off, or
/// something else is answered that the passage says.
///
/// What is left of an answer that was cut is worse only where the question asked for the rest. So a reason
/// is cut off where a reason was asked for, and sentences or clauses where all was that is worth knowing.
struct WorseAnswer {
  enum Flaw: String, CaseIterable {
    /// The good answer's beginning.
    case incomplete
    /// What the passage answers to another question.
    case beside
  }

  let good: String
  let question: String
  /// All that the passage can be asked.
  let places: [Place]

  /// - Returns: which of the two is drawn, where both can be had; nil where neither can.
  func drawn(_ draws: inout Draws) -> (text: String, flaw: Flaw)? {
    let others = besides()
    let isCut = draws.below(2) == 0
    let place = Int(draws.below(UInt64(max(1, others.count))))
    if isCut || others.isEmpty, let text = incomplete() { return (text, .incomplete) }
    return others.isEmpty ? nil : (others[place], .beside)
  }

  /// Words in their normal form.
  static func words(_ text: String) -> [String] {
    NormalForm(text).bytes.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
  }

  // MARK: What is asked

  /// The words of what it asks about altogether; nil where it asks for something particular.
  private var topic: [String]? {
    for (opening, ending) in Self.openQuestions where question.hasPrefix(opening) {
      let tail = question.dropFirst(opening.count)
      let name = tail.hasSuffix(ending) ? tail.dropLast(ending.count) : tail
      return Self.words(String(name)).filter { $0.utf8.count >= 4 }
    }
    return nil
  }

  private static let openQuestions = [
    ("What should you know about ", "?"), ("What is worth knowing about ", "?"),
    ("How would you describe ", " to a beginner?"), ("How would you explain ", " to a newcomer?"),
  ]

  private var asksForReason: Bool {
    question.hasPrefix("Why ") || question.hasPrefix("What is the reason ")
  }

  // MARK: Cut short

  private static let reasons = [", because ", " because ", ", since ", " so that "]
  /// Where a sentence may end before its time.
  private static let joints = reasons + ["; ", ", ", " unless ", " if ", " when ", " but "]
  private static let fewestWords = 4

  private func incomplete() -> String? {
    if asksForReason { return cut(at: Self.reasons, atMost: (9, 10)) }
    guard topic != nil else { return nil }
    let passage = Passage(good)
    if passage.sentences.count > 1, let second = passage.sentences.dropFirst().first {
      return Self.trimmed(passage.text(0..<second.bytes.lowerBound))
    }
    return cut(at: Self.joints, atMost: (3, 4))
  }

  /// The longest beginning that ends before a joint.
  ///
  /// - Parameter share: it has at most so many words of so many.
  private func cut(at joints: [String], atMost share: (part: Int, whole: Int)) -> String? {
    let whole = Self.wordCount(good)
    let bytes = Array(good.utf8)
    var best: (text: String, count: Int)?
    for joint in joints {
      let mark = Array(joint.utf8)
      guard bytes.count > mark.count else { continue }
      for start in 1..<(bytes.count - mark.count) where bytes[start...].starts(with: mark) {
        let head = String(decoding: bytes[..<start], as: UTF8.self)
        let count = Self.wordCount(head)
        guard count >= Self.fewestWords, count * share.whole <= whole * share.part,
          count > best?.count ?? 0, Self.isBalanced(head)
        else { continue }
        best = (Self.trimmed(head) + ".", count)
      }
    }
    return best?.text
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while let last = scalars.last, last == " " || last == "," || last == ";" || last == ":" {
      scalars.removeLast()
    }
    return String(scalars)
  }

  private static func wordCount(_ text: String) -> Int { text.utf8.split(separator: 0x20).count }

  /// Whether whatever is opened in it is closed too.
  private static func isBalanced(_ text: String) -> Bool {
    func count(_ mark: Character) -> Int { text.count { $0 == mark } }
    return count("(") == count(")") && count("[") == count("]") && count("`") % 2 == 0
      && count("\"") % 2 == 0 && count("“") == count("”")
  }

  // MARK: Beside the point

  /// What the passage answers to questions that are not near this one: with no sentence of the good
  /// answer, and with no word of the topic where that was all that was asked for.
  private func besides() -> [String] {
    let own = Gist(Realisation(question: question, answer: good, score: 0))
    let (sentences, topic) = (Self.sentences(good), topic ?? [])
    var found: [String] = []
    for place in places {
      guard let pair = place.realisations.first, !Gist(pair).isNear(own),
        sentences.isDisjoint(with: Self.sentences(pair.answer)),
        !Self.speaks(pair.answer, of: topic),
        !found.contains(where: { $0.hasSameBytes(as: pair.answer) })
      else { continue }
      found.append(pair.answer)
    }
    return found
  }

  private static func sentences(_ text: String) -> Set<[UInt8]> {
    let passage = Passage(text)
    return Set(passage.sentences.map { NormalForm(passage.text($0.bytes)).bytes })
  }

  /// Whether a text has a word of a topic, or one that begins alike.
  private static func speaks(_ text: String, of topic: [String]) -> Bool {
    let heads = topic.map { $0.utf8.prefix(5) }
    return words(text).contains { word in
      heads.contains { word.utf8.starts(with: $0) }
    }
  }
}
