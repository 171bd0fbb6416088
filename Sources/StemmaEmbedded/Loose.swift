import StemmaText

/// Finds what ties a sentence to those around it, where it is to stand without any question.
enum Loose {
  /// What goes on from what was said before, wherever it stands in a sentence.
  private static let ties = Set(
    """
    therefore thus hence however instead otherwise likewise similarly moreover furthermore meanwhile
    nevertheless nonetheless consequently accordingly opposite contrast latter former remaining
    respectively aforementioned
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// What may be announced, and told only later.
  private static let announced = Set(
    """
    steps groups ways kinds families causes stages parts methods types reasons rules things options
    treatments points measures forms principles factors cases problems classes sorts techniques phases
    advantages disadvantages effects questions tasks possibilities approaches properties
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  private static let numbers = Set([
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "various",
    "following", "number", "order", "different", "main",
  ])

  private static let papers = Set([
    "handbook", "guide", "chapter", "section", "book", "article", "manual", "tutorial", "paper",
    "document",
    "appendix", "text",
  ])

  /// Whether a sentence says something by itself.
  ///
  /// - Parameter words: its own, in order.
  static func isFree(_ text: String, _ words: ArraySlice<Word>) -> Bool {
    let lower = words.map(\.lower)
    guard lower.first != "that", !lower.contains(where: ties.contains), !announces(text, lower),
      !speaksOfText(lower), !refers(lower), !pointsBack(words), !leadsReader(lower),
      !text.contains(" // ")
    else { return false }
    // "The yield is then …", but "If it rains, then …".
    if lower.contains("then"), !["if", "when", "once"].contains(lower.first ?? "") { return false }
    return Dangling.isFree(Realisation(question: "", answer: text, score: 0))
  }

  /// "There are three kinds", and none of them is named.
  private static func announces(_ text: String, _ words: [String]) -> Bool {
    if text.utf8.contains(UInt8(ascii: ",")) && words.contains("and") || words.contains(":") {
      return false
    }
    return words.enumerated().contains { place, word in
      announced.contains(word) && words[max(0, place - 3)..<place].contains(where: numbers.contains)
    }
  }

  /// "The present guide explains …".
  private static func speaksOfText(_ words: [String]) -> Bool {
    zip(words, words.dropFirst()).contains { word, next in
      papers.contains(next) && ["this", "present", "next", "previous", "last"].contains(word)
    }
  }

  /// "the strength of that drink", where no drink was named before.
  private static func pointsBack(_ words: ArraySlice<Word>) -> Bool {
    words.indices.dropLast().contains { place in
      guard words[place].tag == .determiner,
        ["this", "that", "these", "those"].contains(words[place].lower)
      else { return false }
      let thing = ContentWords.stem(words[place + 1].lower)
      return !words[..<place].contains { ContentWords.stem($0.lower) == thing }
    }
  }

  private static let parts = Set([
    "chapter", "chapters", "section", "sections", "figure", "figures", "table", "tables", "page",
    "pages", "listing", "appendix", "step", "steps", "line", "lines", "clause", "paragraph",
    "article", "item", "exercise", "example", "part",
  ])

  /// "as we've seen in Chapter 3", "we'll discuss".
  private static func leadsReader(_ words: [String]) -> Bool {
    words.contains { ["we'll", "we've", "let's"].contains($0) }
      || zip(words, words.dropFirst()).contains { word, next in
        parts.contains(word) && next.utf8.first.map { (0x30...0x39).contains($0) } == true
      }
  }

  /// "in such bands", "the same arithmetic", "for that reason".
  private static func refers(_ words: [String]) -> Bool {
    let pairs = zip(words, words.dropFirst())
    return pairs.contains { word, next in
      word == "such" && next != "as" && next != "that" && next != "a" && next != "an"
        || word == "same" && words.first == "the" && words[min(1, words.count - 1)] == "same"
        || word == "that" && ["reason", "case", "point", "purpose", "way"].contains(next)
    }
  }
}
