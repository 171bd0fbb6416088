/// A generated section as it is written: an instruction of one pair, with its marker.
public struct DlmGenerated: Hashable, Sendable {
  public let marker: DlmMarker
  public let pair: DlmPair

  /// - Returns: nil where the pair's texts, white space at their ends aside, could not be read back
  ///   from a document: one is empty, or holds a heading or a fence of the form, a code block
  ///   without an end, or control characters.
  public init?(_ marker: DlmMarker, question: String, answer: String) {
    let texts = [question, answer].map {
      String(decoding: DlmDocument.trimmed(Array($0.utf8)[...]), as: UTF8.self)
    }
    self.marker = marker
    pair = DlmPair(question: texts[0], answer: texts[1])
    let isText = texts.allSatisfy { text in
      text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 || $0 == 0x0A }
        && Self.isEven(text)
    }
    let written = Array((lines.joined(separator: "\n") + "\n").utf8)
    guard isText, let read = try? DlmDocument(text: written, name: ""), read.sections.count == 1,
      read.openCodeLine == nil, read.sections[0].marker == marker,
      read.pairs(of: read.sections[0]) == [pair]
    else { return nil }
  }

  /// Whether readers that know no other code blocks than those between two lines of backticks find
  /// every one closed.
  private static func isEven(_ text: String) -> Bool {
    text.utf8.split(separator: 0x0A).count { $0.starts(with: "```".utf8) }.isMultiple(of: 2)
  }

  /// Without line ends.
  var lines: [String] {
    [
      "::\(DlmSection.Kind.instruction.rawValue)::", marker.line, "### Q", pair.question, "",
      "### A",
    ]
      + [pair.answer]
  }
}
