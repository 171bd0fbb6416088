import StemmaRecord

/// What a pair comes to: the words that tell its question from others, and its answer.
struct Gist {
  private let question: Set<String>
  private let answer: String

  private static let empty = Set([
    "what", "which", "how", "why", "when", "where", "does", "do", "did", "is", "are", "was", "were",
    "the", "a", "an", "of", "to", "in", "for", "you", "can", "should", "must", "would", "that",
    "if", "and", "or", "be", "on", "by", "with", "it", "happens", "about",
  ])

  init(_ pair: Realisation) {
    var words: Set<String> = []
    for part in pair.question.utf8.split(separator: 0x20) {
      let word = Self.small(part)
      if !Self.empty.contains(word) { words.insert(Self.stem(word)) }
    }
    question = words
    answer = pair.answer
  }

  /// Whether two pairs ask nearly the same, or answer the same to questions alike.
  func isNear(_ other: Gist) -> Bool {
    let common = question.intersection(other.question).count
    let smaller = min(question.count, other.question.count)
    let union = question.count + other.question.count - common
    if common * 4 > union * 3 { return true }
    let isSameAnswer = answer.hasSameBytes(as: other.answer)
    return isSameAnswer && common * 3 >= smaller * 2
  }

  /// ASCII letters made small, without question marks.
  private static func small(_ part: Substring.UTF8View.SubSequence) -> String {
    var bytes: [UInt8] = []
    for byte in part where byte != 0x3F {
      bytes.append(byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The word without what inflection adds, so that "causes" and "caused" are one.
  private static func stem(_ word: String) -> String {
    for ending in ["ing", "ed", "es", "s", "e"]
    where word.utf8.count > ending.utf8.count + 2 && word.hasSuffix(ending) {
      return String(word.dropLast(ending.utf8.count))
    }
    return word
  }
}
