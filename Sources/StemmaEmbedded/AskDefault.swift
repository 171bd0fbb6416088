import StemmaText

/// What entries have besides an explanation: a default value or key.
extension EntryAsker {
  private var bytes: [UInt8] { reading.passage.bytes }

  /// "Type: boolean / Default: yes" under a heading that is a term.
  func headingDefault() -> [Place] {
    guard let heading = scope.headings.last, let term = EntryReader.headingTerm(heading) else {
      return []
    }
    var found: [(text: Range<Int>, block: Range<Int>)] = []
    for block in reading.passage.blocks {
      let range = block.bytes
      for start in range where start == range.lowerBound || bytes[start - 1] == 0x20 {
        if isLabel("Default:", at: start, before: range.upperBound) {
          found.append((start..<range.upperBound, range))
        }
      }
    }
    guard found.count == 1, let (text, block) = found.first, text.count <= 120,
      block.lowerBound == text.lowerBound
        || ["Type:", "Usage:", "Range:"].contains(where: {
          isLabel($0, at: block.lowerBound, before: block.upperBound)
        })
    else { return [] }
    let under = scope.headings.dropLast()
    let kind = EntryKinds.kind(of: term, explained: [], under: Array(under))
    guard kind != nil || text.lowerBound > block.lowerBound else { return [] }
    return place("the default value of", term, kind, answer: text, position: 1, score: 860)
  }

  /// Whether a label stands here, with a space after it, which may be one that breaks no line.
  private func isLabel(_ label: String, at start: Int, before end: Int) -> Bool {
    let after = start + label.utf8.count
    return after + 2 < end && bytes[start..<after].elementsEqual(label.utf8)
      && (bytes[after] == 0x20 || bytes[after] == 0xC2 && bytes[after + 1] == 0xA0)
  }

  /// "Default key is `^X'.", "The default is 10." in what explains a term; "(default on)".
  func ownDefault(_ entry: Entry) -> Place? {
    let first = reading.sentences[entry.position]
    for (label, asked) in Self.labels {
      for sentence in reading.sentences[entry.position...].prefix(8)
      where sentence.block == first.block && sentence.bytes.lowerBound > entry.answer.lowerBound {
        let text = bytes[sentence.bytes]
        guard text.starts(with: label.utf8), text.count <= 120, text.last == 0x2E,
          !AnswerCheck.pointsAway(reading.words[sentence.words])
        else { continue }
        return place(
          asked, entry.term, entry.kind, answer: sentence.bytes, position: entry.position * 4 + 1,
          score: 840
        ).first
      }
    }
    let end = reading.passage.blocks[first.block].bytes.upperBound
    let label = Array("(default".utf8)
    for start in entry.answer.lowerBound..<max(entry.answer.lowerBound, end - label.count)
    where bytes[start..<start + label.count].elementsEqual(label) {
      guard let close = bytes[start..<min(start + 60, end)].firstIndex(of: 0x29),
        close > start + label.count + 2, bytes[start + label.count] != 0x73,
        !bytes[start + label.count..<close].starts(with: " for".utf8),
        !bytes[start + 1..<close].contains(0x28)
      else { return nil }
      return place(
        "the default value of", entry.term, entry.kind, answer: start + 1..<close,
        position: entry.position * 4 + 1, score: 830
      ).first
    }
    return nil
  }

  static let labels = [
    ("Default key is ", "the default key for"), ("Default is ", "the default value of"),
    ("The default is ", "the default value of"), ("Default value is ", "the default value of"),
    ("The default value is ", "the default value of"), ("Defaults to ", "the default value of"),
    ("Default: ", "the default value of"), ("The default key is ", "the default key for"),
  ]

  func place(
    _ asked: String, _ term: String, _ kind: String?, answer: Range<Int>, position: Int, score: Int
  ) -> [Place] {
    let question = Wording.question("what is", asked, phrase(term, kind))
    let whole = scope.program.map { Grounding.placed(question, in: $0) } ?? question
    guard QuestionCheck.isSound(whole) else { return [] }
    let pair = Realisation(
      question: whole, answer: reading.passage.text(answer), score: score, isGrounded: true)
    return [Place(score: score, position: position, realisations: [pair])]
  }

  /// "Internet Message Access Protocol (IMAP)": what does IMAP stand for?
  func abbreviations() -> [Place] {
    let words = reading.words
    var places: [Place] = []
    for (index, sentence) in reading.sentences.enumerated() {
      for place in sentence.words.dropFirst(3).dropLast()
      where words[place - 1].lower == "(" && words[place + 1].lower == ")" {
        let short = Array(bytes[words[place].bytes])
        let start = place - 1 - short.count
        guard (3...6).contains(short.count), short.allSatisfy({ (0x41...0x5A).contains($0) }),
          start >= sentence.words.lowerBound,
          zip(short, start..<place - 1).allSatisfy({ letter, at in
            bytes[words[at].bytes.lowerBound] & 0xDF == letter
          })
        else { continue }
        let text = words[start].bytes.lowerBound..<words[place + 1].bytes.upperBound
        let name = String(decoding: short, as: UTF8.self)
        let question = Wording.question("what does", name, "stand for")
        places.append(
          Place(
            score: 800, position: index * 4,
            realisations: [
              Realisation(
                question: question, answer: reading.passage.text(text), score: 800,
                isGrounded: true)
            ]))
      }
    }
    return places
  }
}
