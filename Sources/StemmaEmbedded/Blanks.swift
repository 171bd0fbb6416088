import StemmaText

/// What can be taken out of a text's sentences so that one of four is to be put there: numbers and names.
///
/// A number stands for itself and its unit, a name for itself and the word before it: so is told which others
/// of the text are of its kind.
struct Blanks {
  /// Something of a sentence that can be left blank.
  struct Blank {
    /// The sentence, by its place.
    let sentence: Int
    /// Where it stands in the passage's bytes.
    let bytes: Range<Int>
    let text: String
    let kind: Kind
    /// Of a number: from the least to the greatest that it covers, in thousandths.
    let span: ClosedRange<Int>?
  }

  enum Kind: Hashable {
    case number(unit: String)
    case name(after: String)
  }

  let reading: Reading
  private(set) var all: [Blank] = []
  /// The content words of each sentence.
  let contents: [Set<String>]

  init(_ text: String, headings: [String]) {
    reading = Reading(text, headings: headings)
    let reading = self.reading
    contents = reading.sentences.map { ContentWords.of(reading.text(of: $0)) }
    for place in reading.sentences.indices {
      all += numbers(in: place) + names(in: place)
    }
  }

  private var words: [Word] { reading.words }

  private func text(_ index: Int) -> String { reading.passage.text(words[index].bytes) }

  // MARK: Numbers

  private func numbers(in place: Int) -> [Blank] {
    let body = reading.sentences[place].body
    var found: [Blank] = []
    var index = body.lowerBound
    while index < body.upperBound {
      guard let low = Numerals.value(text(index)) else {
        index += 1
        continue
      }
      let start = index
      var high = low
      if index + 2 < body.upperBound, ["to", "and", "or"].contains(words[index + 1].lower),
        let other = Numerals.value(text(index + 2)), other > low
      {
        high = other
        index += 2
      }
      index += 1
      let isLast = index >= body.upperBound || words[index].tag == .punctuation
      let unit =
        isYear(start, low, high)
        ? Self.year : isLast ? "" : ContentWords.stem(words[index].lower)
      found.append(blank(place, start..<index, .number(unit: unit), low...high))
    }
    return found
  }

  static let year = "year"
  private static let years = 1_000_000...2_100_000

  /// "in 1966".
  private func isYear(_ index: Int, _ low: Int, _ high: Int) -> Bool {
    guard low == high, Self.years.contains(low), text(index).utf8.count == 4, index > 0 else {
      return false
    }
    return ["in", "since", "by", "from", "until", "of", "around", "about"]
      .contains(words[index - 1].lower)
  }

  private func blank(
    _ place: Int, _ range: Range<Int>, _ kind: Kind, _ span: ClosedRange<Int>?
  ) -> Blank {
    let bytes =
      words[range.lowerBound].bytes.lowerBound..<words[range.upperBound - 1].bytes.upperBound
    return Blank(
      sentence: place, bytes: bytes, text: reading.passage.text(bytes), kind: kind, span: span)
  }

  // MARK: Names

  private static let before = Set(["in", "by", "from", "at", "of", "near", "on", "to", "with"])

  /// Runs of names after a preposition.
  private func names(in place: Int) -> [Blank] {
    let body = reading.sentences[place].body
    var found: [Blank] = []
    var index = body.lowerBound
    while index < body.upperBound {
      let word = words[index]
      guard index > body.lowerBound, word.isCapitalised, isName(word),
        Self.before.contains(words[index - 1].lower)
      else {
        index += 1
        continue
      }
      let start = index
      while index < body.upperBound, words[index].isCapitalised, isName(words[index]),
        words[index].followsSpace
      { index += 1 }
      guard index > start else {
        index += 1
        continue
      }
      // "in Brittany's harbours", "in British ports": no name by itself.
      let isWhole =
        index == body.upperBound || words[index].tag == .punctuation
        || words[index].can([.preposition, .coordinator]) || words[index].tag == .formOfBe
      if isWhole {
        found.append(
          blank(place, start..<index, .name(after: words[start - 1].lower), nil))
      }
    }
    return found
  }

  /// Letters alone, and no word that everybody uses.
  private func isName(_ word: Word) -> Bool {
    word.tag != .symbol && word.lower.utf8.count > 2
      && word.lower.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 >= 0x80 }
      && (word.can(.name) || !word.can(.common))
  }
}
