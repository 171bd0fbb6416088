/// Finds what points out of an answer: "this variable" where none was named, "if set" without a word
/// of what is set.
enum Dangling {
  /// Nouns that a demonstrative takes up; what they stand for must have been said before.
  private static let nouns: [[UInt8]] = [
    "variable", "variables", "option", "options",
  ].map { Array($0.utf8) }

  private static let demonstratives: [[UInt8]] = ["this", "these"].map {
    Array($0.utf8)
  }

  private static let conditions: [[UInt8]] = ["if", "when", "unless"].map {
    Array($0.utf8)
  }

  private static let states: [[UInt8]] = ["set", "unset"].map { Array($0.utf8) }

  /// Whether question and answer, read one after the other, name all they speak of.
  static func isFree(_ pair: Realisation) -> Bool {
    let question = words(pair.question)
    let answer = words(pair.answer)
    for (place, word) in answer.enumerated().dropLast() {
      let next = answer[place + 1]
      if demonstratives.contains(word), nouns.contains(next) {
        let isNamed = question.contains(next) || answer[..<place].contains(next)
        if !isNamed { return false }
      }
      if conditions.contains(word), states.contains(next) { return false }
    }
    return true
  }

  /// Runs of ASCII letters, in small letters.
  private static func words(_ text: String) -> [[UInt8]] {
    text.utf8.split { !(0x41...0x5A).contains($0) && !(0x61...0x7A).contains($0) }
      .map { $0.map { $0 | 0x20 } }
  }
}
