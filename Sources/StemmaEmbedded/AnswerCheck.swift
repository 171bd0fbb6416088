import StemmaText

/// Looks at the words of an answer for what its reader could not follow.
enum AnswerCheck {
  /// "re- spectively": cut at the end of a line.
  static func isBroken(_ words: ArraySlice<Word>) -> Bool {
    words.contains { word in
      let text = word.lower.utf8
      return text.count > 1 && text.last == 0x2D && text.first != 0x2D
        || text.count > 3 && text.suffix(3).elementsEqual("\u{2010}".utf8)
    }
  }

  private static let pointers = Set([
    "above", "below", "following", "follows", "section", "chapter", "appendix", "figure",
    "aforementioned", "preceding", "listed", "todo", "fixme", "i", "my", "i'm", "i've", "copyright",
  ])

  /// "3.1.", as in a table of contents.
  private static func isSectionNumber(_ lower: String) -> Bool {
    lower.utf8.last == 0x2E && lower.utf8.allSatisfy { $0 == 0x2E || (0x30...0x39).contains($0) }
  }

  /// "See below", "the following list": words that send the reader elsewhere.
  static func pointsAway(_ words: ArraySlice<Word>) -> Bool {
    for (place, word) in words.enumerated() {
      let next = words.index(words.startIndex, offsetBy: place + 1)
      // "the data following the first record" points nowhere.
      let isParticiple =
        word.lower == "following" && place > 1 && next < words.endIndex
        && ["the", "a", "an", "each", "it"].contains(words[next].lower)
        && words[next - 2].tag != .determiner
      if pointers.contains(word.lower), !isParticiple { return true }
      if word.lower == "see" || word.lower == "refer" { return true }
      if word.tag == .number || word.tag == .symbol, isSectionNumber(word.lower) { return true }
      if place == 0, ["example", "usage", "examples", "e.g."].contains(word.lower) { return true }
    }
    return false
  }
}
