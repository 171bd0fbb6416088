import StemmaRecord
import StemmaText

/// The sentences of a text that can stand for it: complete, free of words that point out of them, and
/// ranked by how much they share with the rest of the text and by where they stand.
///
/// A sentence gets points for each of its content words by the number of other sentences that have the
/// word, over its length; for opening the text or a paragraph; and for words of the heading.
struct KeySentences {
  struct Sentence {
    let text: String
    /// Where it stands, for the order of reading.
    let place: Int
    let words: Set<String>
    let score: Int
  }

  /// The best first; ties in the order of the text.
  let ranked: [Sentence]
  /// How many sentences the text has.
  let count: Int

  private static let openingPoints = 120
  private static let paragraphPoints = 40
  private static let headingPoints = 30
  private static let lengthLoss = 60
  private static let longWords = 32
  /// So many other sentences with a word count at most.
  private static let mostSharers = 6
  private static let sharerPoints = 60

  init(of section: Section) {
    let reading = Reading(section.text, headings: section.headingPath)
    count = reading.sentences.count
    let words = reading.sentences.map { ContentWords.of(reading.text(of: $0)) }
    var sharers: [String: Int] = [:]
    for word in words.joined() { sharers[word, default: 0] += 1 }
    let heading = ContentWords.of(section.headingPath.last ?? "")
    var found: [Sentence] = []
    var block = -1
    for (place, sentence) in reading.sentences.enumerated() {
      let opensBlock = sentence.block != block
      block = sentence.block
      let text = reading.text(of: sentence)
      let isWhole = sentence.isProse && Loose.isFree(text, reading.words[sentence.body])
      guard isWhole, !words[place].isEmpty else { continue }
      // Added in any order: whole numbers.
      let shared = words[place].reduce(0) { $0 + min(Self.mostSharers, (sharers[$1] ?? 1) - 1) }
      var score = Self.sharerPoints * shared / (words[place].count + 4)
      if place == 0 { score += Self.openingPoints }
      if opensBlock { score += Self.paragraphPoints }
      score += Self.headingPoints * min(2, words[place].intersection(heading).count)
      if sentence.body.count > Self.longWords { score -= Self.lengthLoss }
      found.append(Sentence(text: text, place: place, words: words[place], score: score))
    }
    ranked = found.sorted {
      $0.score != $1.score ? $0.score > $1.score : $0.place < $1.place
    }
  }
}
