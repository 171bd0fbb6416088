import StemmaText

/// What a section's heading offers: a question that the section answers, or a topic.
struct HeadingReader {
  let reading: Reading
  let sentences: [SentenceReading]

  /// "8.3 Why does X fail?" over its answer.
  func askedPlaces() -> [Place] {
    var places: [Place] = []
    if let heading = reading.headings.last, let question = question(in: heading),
      let answer = opening(from: 0), isAbout(answer, question)
    {
      places.append(place(question, answer, position: -1, isReply: false))
    }
    for index in reading.sentences.indices {
      let sentence = reading.sentences[index]
      guard index == 0 || reading.sentences[index - 1].block != sentence.block,
        index + 1 < reading.sentences.count,
        let (question, next) = posed(at: index), let answer = opening(from: next)
      else { continue }
      places.append(place(question, answer, position: index * 4, isReply: true))
    }
    return places
  }

  /// The question that a block is or ends with, with the sentence after it.
  ///
  /// "When I do X, Y appears. What should I do?" tells what it asks about, so all of it is asked.
  private func posed(at index: Int) -> (question: String, next: Int)? {
    if let question = question(in: reading.text(of: reading.sentences[index])) {
      return (question, index + 1)
    }
    let block = reading.sentences[index].block
    let all = reading.sentences[index...].prefix { $0.block == block }
    guard (2...3).contains(all.count), let last = all.last,
      index + all.count < reading.sentences.count,
      let question = question(
        in: reading.passage.text(reading.sentences[index].bytes.lowerBound..<last.bytes.upperBound))
    else { return nil }
    return (question, index + all.count)
  }

  private func place(
    _ question: String, _ answer: String, position: Int, isReply: Bool
  ) -> Place {
    Place(
      score: 940, position: position,
      realisations: [
        Realisation(question: question, answer: answer, score: 940, isReply: isReply)
      ])
  }

  /// The text without its number, when it is a whole question that needs nothing else.
  func question(in text: String) -> String? {
    var bytes = Array(Self.withoutNumber(text).utf8)
    while bytes.last == 0x20 || bytes.last == 0x3A { bytes.removeLast() }
    guard bytes.last == 0x3F, bytes.count < 150, !bytes.dropLast().contains(0x3F) else {
      return nil
    }
    let line = String(decoding: bytes, as: UTF8.self)
    let inner = Reading(line, headings: [])
    // "I see X. What should I do?" tells what it asks about.
    guard inner.sentences.count <= 3, let sentence = inner.sentences.last,
      let first = sentence.body.first, sentence.body.count >= 3 || inner.sentences.count > 1,
      sentence.body.count <= 20, inner.words[first].isCapitalised
    else { return nil }
    let opener = inner.words[first]
    let isAsking =
      opener.can([.question, .modal, .formOfBe, .formOfDo, .formOfHave])
      && opener.lower != "whether" || ["in", "under", "for", "at"].contains(opener.lower)
    guard isAsking, inner.sentences.count > 1 || Self.isSelfContained(inner, sentence.body) else {
      return nil
    }
    return line
  }

  private static func isSelfContained(_ reading: Reading, _ range: Range<Int>) -> Bool {
    for index in range {
      let word = reading.words[index]
      switch word.lower {
      case "this", "these", "those", "they", "them", "their", "he", "she", "his", "her", "above",
        "below", "such":
        return false
      case "it" where index > range.lowerBound + 1 && index == range.upperBound - 1: return false
      default: break
      }
    }
    return true
  }

  /// "3.2. " and "Q4:" before a heading's words.
  static func withoutNumber(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var index = 0
    if bytes.first == 0x51, bytes.count > 2 { index = 1 }
    var digits = 0
    while index < bytes.count,
      (bytes[index] >= 0x30 && bytes[index] <= 0x39)
        || (index > 0 && [0x2E, 0x29, 0x3A, 0x2D].contains(bytes[index]))
    {
      index += 1
      digits += 1
    }
    if digits == 0 { return text }
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    return String(decoding: bytes[index...], as: UTF8.self)
  }

  /// The first sentences of the block that begins at this sentence, at most about 80 words, while
  /// they send nobody elsewhere.
  func opening(from start: Int) -> String? {
    guard start < reading.sentences.count else { return nil }
    let block = reading.sentences[start].block
    // Several questions in one block are a table of contents.
    let asked = reading.sentences.filter { other in
      other.block == block && reading.words[other.words.upperBound - 1].lower == "?"
    }
    guard asked.count <= 1 else { return nil }
    var end: Int?
    var count = 0
    for sentence in reading.sentences[start...] where sentence.block == block {
      let words = reading.words[sentence.words]
      let isShort =
        end == nil && words.count <= 7 && words.contains { Self.replies.contains($0.lower) }
      guard isReadable(sentence) || isShort, !AnswerCheck.pointsAway(words),
        count + words.count < 80
      else { break }
      count += words.count
      if !isShort { end = sentence.bytes.upperBound }
    }
    guard let end else { return nil }
    var first = reading.sentences[start].bytes.lowerBound
    for label in ["A: ", "A. ", "A) ", "A - ", "Answer: "]
    where reading.passage.bytes[first..<end].starts(with: label.utf8) {
      first += label.utf8.count
    }
    return reading.passage.text(first..<end)
  }

  /// Whether a sentence can stand in an answer, although nothing could be asked of it.
  private func isReadable(_ sentence: Reading.Sentence) -> Bool {
    if sentence.isProse { return true }
    let bytes = reading.passage.bytes[sentence.bytes]
    guard let first = sentence.words.first, let end = bytes.last, sentence.words.count >= 5,
      reading.words[first].isCapitalised || reading.words[first].tag == .symbol
    else { return false }
    let told = sentence.words.count { reading.words[$0].can(.common) }
    return told >= 4 && [0x2E, 0x21, 0x29].contains(end) && sentence.words.count <= 60
      && !bytes.contains { [0x7B, 0x7C, 0x7D, 0x5C, 0x40].contains($0) }
  }

  private static let replies = Set(["yes", "no", "sure", "nothing", "none", "never", "not"])

  /// Whether an answer speaks of what a question asks: any section under a heading may come after
  /// its answer.
  private func isAbout(_ answer: String, _ question: String) -> Bool {
    let bytes = Array(answer.utf8)
    let told = Words.cut(bytes, in: 0..<bytes.count).map(\.lower)
    if let first = told.first, Self.replies.contains(first) { return true }
    let line = Array(question.utf8)
    return Words.cut(line, in: 0..<line.count).contains { word in
      word.lower.utf8.count > 3 && word.can([.noun, .pluralNoun, .name, .symbol, .gerund])
        && !word.can([.question, .modal, .formOfDo, .formOfHave]) && told.contains(word.lower)
    }
  }
}
