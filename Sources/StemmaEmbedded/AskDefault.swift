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
    return [
      place(
        "what is the default value of it", term, kind, answer: text, position: 1, score: 860)
    ].compactMap { $0 }
  }

  /// Whether a label stands here, with a space after it, which may be one that breaks no line.
  private func isLabel(_ label: String, at start: Int, before end: Int) -> Bool {
    let after = start + label.utf8.count
    return after + 2 < end && bytes[start..<after].elementsEqual(label.utf8)
      && (bytes[after] == 0x20 || bytes[after] == 0xC2 && bytes[after + 1] == 0xA0)
  }

  /// "(default on)" in what explains a term.
  func ownDefault(_ entry: Entry) -> Place? {
    let first = reading.sentences[entry.position]
    let end = reading.passage.blocks[first.block].bytes.upperBound
    let labels = ["(default".utf8, "(Default".utf8].map { Array($0) }
    let count = labels[0].count
    for start in entry.answer.lowerBound..<max(entry.answer.lowerBound, end - count)
    where labels.contains(where: { bytes[start..<start + count].elementsEqual($0) }) {
      // Of several the first may be an argument's.
      let others = (start + 1)..<max(start + 1, end - count)
      guard
        !others.contains(where: {
          bytes[$0..<$0 + count].elementsEqual(bytes[start..<start + count])
        }),
        let close = bytes[start..<min(start + 60, end)].firstIndex(of: 0x29),
        close > start + count + 2, bytes[start + count] != 0x73,
        ![" for", " binding", " key"].contains(where: {
          bytes[start + count..<close].starts(with: $0.utf8)
        }),
        !bytes[start + 1..<close].contains(0x28)
      else { return nil }
      return place(
        "what is the default value of it", entry.term, entry.kind, answer: start + 1..<close,
        position: entry.position * 4 + 1, score: 830)
    }
    return nil
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
