import StemmaRecord
import StemmaText

/// Terms that paragraphs and items begin with.
extension EntryReader {
  /// "resync Redraw the screen", "timeout: the seconds to wait".
  func ownTerm(_ sentence: Reading.Sentence) -> (term: Range<Int>, start: Int)? {
    let range = sentence.words
    guard let first = range.first, range.count >= 5 else { return nil }
    if let mark = separator(in: range) {
      let term = first..<mark
      guard isListed(term, sentence), mark + 4 <= range.upperBound, !isRun(mark..<range.upperBound),
        words[mark + 1].isCapitalised
          || words[mark].lower != "=" && (term.count > 1 || words[first].lower.utf8.count > 1)
      else { return nil }
      let start = words[mark + 1].lower == ":" ? mark + 2 : mark + 1
      return start + 3 <= range.upperBound ? (term, start) : nil
    }
    if let start = capital(in: range) {
      if isTerm(first..<start) { return (first..<start, start) }
      let isSmall = (first..<start).allSatisfy { !words[$0].isCapitalised }
      if isSmall, start - first < 3, words[first].can([.noun, .verbBase, .adjective]),
        isNamedAtOnce(start)
      {
        return (first..<first + 1, start)
      }
      if takesArguments(first..<start) { return (first..<first + 1, start) }
    }
    if let start = afterNames(in: range) { return (first..<first + 1, start) }
    // A column's name and its header: "rss RSS resident set size".
    if words[first + 1].lower.hasSameBytes(as: words[first].lower),
      isTerm(first..<first + 1),
      !words[first].isCapitalised, isShouted(first + 1), words[first].lower.utf8.count > 1
    {
      return (first..<first + 1, first + 2)
    }
    return title(in: range)
  }

  /// "fold, fold_by(rule) The …": names parted by commas, one of them with a mark that no word has.
  private func afterNames(in range: Range<Int>) -> Int? {
    var isMarked = false
    var isName = true
    for index in range.prefix(14) {
      let word = words[index]
      if index > range.lowerBound, word.isCapitalised, word.can(.common), !word.can(.name), !isName
      {
        return isMarked ? index : nil
      }
      let text = bytes[word.bytes]
      if isName {
        guard let letter = text.first, (0x61...0x7A).contains(letter),
          text.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.contains(0x2F), !text.contains(0x2D)
        else { return nil }
        if text.contains(0x28) || text.contains(0x5F) { isMarked = true }
      } else if word.lower != "," {
        return nil
      }
      isName.toggle()
    }
    return nil
  }

  /// Whether a term is written as a function with what it takes, and not as "tar(1)".
  func isCall(_ term: Range<Int>) -> Bool {
    guard let first = term.first else { return false }
    let text = bytes[words[first].bytes]
    guard let open = text.firstIndex(of: 0x28), text.last == 0x29, open + 1 < text.endIndex else {
      return false
    }
    return text.first.map { (0x61...0x7A).contains($0) } ?? false
      && (Self.isLetter(text[open + 1]) || text[open + 1] == 0x29)
  }

  /// "maxpoll interval" before "The …": an unheard-of word with the names of what it takes.
  private func takesArguments(_ term: Range<Int>) -> Bool {
    guard let first = term.first, term.count > 1, !words[first].isCapitalised,
      words[first].lower.utf8.count > 3, !Lexicon.knows(words[first].lower)
    else { return false }
    // "range(upto), range(from;upto)".
    if words[first].lower.utf8.last == 0x29 {
      return term.allSatisfy { [.symbol, .punctuation].contains(words[$0].tag) }
    }
    return term.dropFirst().allSatisfy { index in
      let word = words[index]
      return [.noun, .symbol, .punctuation, .number].contains(word.tag)
        && ![",", ":", ";", "."].contains(word.lower)
        && (word.tag != .noun || !word.can([.verbThird, .verbPast, .preposition, .adverb]))
    }
  }

  /// "Ogres (Og) The Ogres are …": a title that ran into its text, which names it again at once.
  private func title(in range: Range<Int>) -> (term: Range<Int>, start: Int)? {
    guard let first = range.first, words[first].isCapitalised, words[first].lower.utf8.count > 3,
      !words[first].can([.determiner, .preposition, .pronoun])
    else { return nil }
    let stem = words[first].lower.utf8.prefix(5)
    for start in range.dropFirst().prefix(7) where words[start].isCapitalised {
      let isArticle = ["the", "a", "an"].contains(words[start].lower)
      if isArticle, start - first <= 3, isTitle(first..<start) { return (first..<start, start) }
      let again = isArticle ? start + 1 : start
      guard again < range.upperBound, words[again].lower.utf8.prefix(5).elementsEqual(stem) else {
        continue
      }
      let end = (first..<start).first { words[$0].lower == "(" } ?? start
      return (first..<end, start)
    }
    return nil
  }

  /// The colon or dash between a term and its explanation, among the first five words.
  private func separator(in range: Range<Int>) -> Int? {
    for index in range.dropFirst().prefix(5) {
      let word = words[index]
      let isDash =
        ["-", "--", "=", "\u{2014}", "\u{2013}"].contains(word.lower) && word.followsSpace
      if isDash || word.lower == ":" && !word.followsSpace { return index }
      if word.lower == "." || word.lower == "," { return nil }
    }
    return nil
  }

  /// "a - one thing; b - another": several terms in one sentence.
  private func isRun(_ range: Range<Int>) -> Bool {
    guard let mark = range.first else { return false }
    let next = range.dropFirst().first { words[$0].lower == ";" }
    return next.map { end in
      (end..<min(end + 6, range.upperBound)).contains { words[$0].lower == words[mark].lower }
    } ?? false
  }

  /// Before a colon or dash an item may have a term of plain words.
  private func isListed(_ term: Range<Int>, _ sentence: Reading.Sentence) -> Bool {
    if isTerm(term) { return true }
    guard sentence.isItem, term.count <= 4, let first = term.first else { return false }
    return !Self.calls.contains(words[first].lower)
      && term.allSatisfy {
        [.noun, .pluralNoun, .name, .symbol, .adjective].contains(words[$0].tag)
      }
  }

  /// "Armor Class" before "A measure of …": capitals, and nouns only.
  private func isTitle(_ term: Range<Int>) -> Bool {
    term.allSatisfy { index in
      words[index].isCapitalised && words[index].can([.noun, .pluralNoun, .name])
        && !words[index].can([.preposition, .subordinator, .adverb, .coordinator, .pronoun])
    }
  }

  /// Where the explanation begins with a capital, after at most four words of a term.
  private func capital(in range: Range<Int>) -> Int? {
    for index in range.dropFirst().prefix(4) where words[index].isCapitalised {
      let word = words[index]
      guard word.can(.common), !word.can(.name), word.followsSpace,
        word.lower.utf8.count > 1 || word.lower == "a"
      else { return nil }
      return index
    }
    return nil
  }

  /// Whether words that stand before an explanation can be nothing but its term.
  private func isTerm(_ term: Range<Int>) -> Bool {
    guard let first = term.first, let last = term.last else { return false }
    let text = bytes[words[first].bytes.lowerBound..<words[last].bytes.upperBound]
    guard text.count <= 40, text.contains(where: Self.isLetter) || text.count == 1 else {
      return false
    }
    if term.count > 1, !text.contains(0x20) {
      return !text.contains(0x40) && text.last != 0x2C && text.contains { !Self.isLetter($0) }
    }
    if term.count > 1 {
      // Arguments after a command have marks around them, or the command before has.
      return term.allSatisfy { index in
        words[index].tag == .symbol || words[index].tag == .punctuation
      } && !text.contains(0x2C)
    }
    let word = words[first]
    if word.tag == .symbol { return !text.contains(0x40) && !text.starts(with: "http".utf8) }
    if text.contains(0x5F) || text.contains(where: { (0x30...0x39).contains($0) }) { return true }
    if Self.calls.contains(word.lower) { return false }
    let isSmall = !word.isCapitalised
    if text.count == 1 {
      return word.lower != "o" && !text.contains { (0x30...0x39).contains($0) }
        && EntryKinds.listsKeys(scope.headings)
    }
    if isSmall { return true }
    return word.can(.name) && text.count > 2 && text.allSatisfy { $0 <= 0x5A }
      && !word.can(.common)
  }
}
