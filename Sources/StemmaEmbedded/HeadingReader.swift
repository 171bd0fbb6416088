import StemmaText

/// What a section's heading offers: a question that the section answers, or a topic.
struct HeadingReader {
  let reading: Reading
  let sentences: [SentenceReading]

  /// "8.3 Why does X fail?" over its answer.
  func askedPlaces() -> [Place] {
    var places: [Place] = []
    if let heading = reading.headings.last, let question = question(in: heading),
      let answer = opening(from: 0)
    {
      places.append(place(question, answer, position: -1))
    }
    for index in reading.sentences.indices {
      let sentence = reading.sentences[index]
      guard index == 0 || reading.sentences[index - 1].block != sentence.block,
        reading.passage.blocks[sentence.block].kind == .paragraph,
        index + 1 < reading.sentences.count,
        let question = question(in: reading.text(of: sentence)),
        let answer = opening(from: index + 1)
      else { continue }
      places.append(place(question, answer, position: index * 4))
    }
    return places
  }

  private func place(_ question: String, _ answer: String, position: Int) -> Place {
    Place(
      score: 940, position: position,
      realisations: [Realisation(question: question, answer: answer, score: 940)])
  }

  /// The text without its number, when it is a whole question that needs nothing else.
  func question(in text: String) -> String? {
    var bytes = Array(Self.withoutNumber(text).utf8)
    while bytes.last == 0x20 || bytes.last == 0x3A { bytes.removeLast() }
    guard bytes.last == 0x3F, bytes.count < 130, !bytes.dropLast().contains(0x3F) else {
      return nil
    }
    let line = String(decoding: bytes, as: UTF8.self)
    let inner = Reading(line, headings: [])
    guard inner.sentences.count == 1, let sentence = inner.sentences.first,
      let first = sentence.body.first, sentence.body.count >= 3, sentence.body.count <= 20,
      inner.words[first].isCapitalised
    else { return nil }
    let opener = inner.words[first]
    let isAsking =
      opener.can([.question, .modal, .formOfBe, .formOfDo, .formOfHave])
      && opener.lower != "whether" || ["in", "under", "for", "at"].contains(opener.lower)
    guard isAsking, Self.isSelfContained(inner, sentence.body) else { return nil }
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

  /// The first sentences of the block that begins at this sentence, at most about 80 words.
  private func opening(from start: Int) -> String? {
    guard start < reading.sentences.count else { return nil }
    let first = reading.sentences[start]
    // Several questions in one block are a table of contents.
    let asked = reading.sentences.filter { other in
      other.block == first.block && reading.words[other.words.upperBound - 1].lower == "?"
    }
    guard asked.count <= 1 else { return nil }
    guard first.isProse, !first.isItem, !reading.text(of: first).hasPrefix("A:"),
      Fitness(reading: reading).leaning(first.body) < 90
    else {
      return nil
    }
    var end = first.bytes.upperBound
    var count = first.words.count
    var index = start + 1
    while index < reading.sentences.count, reading.sentences[index].block == first.block,
      reading.sentences[index].isProse, count + reading.sentences[index].words.count < 80
    {
      count += reading.sentences[index].words.count
      end = reading.sentences[index].bytes.upperBound
      index += 1
    }
    return reading.passage.text(first.bytes.lowerBound..<end)
  }
}
