import StemmaText

/// What a section says again of the one before it.
enum Repetition {
  /// The last sentences of a text, as they stand there, list marks included.
  ///
  /// - Parameter limit: how many Unicode scalars they may have together.
  /// - Returns: nothing where the last one alone has more.
  static func lastSentences(of text: String, limit: Int) -> String {
    guard limit > 0 else { return "" }
    let passage = Passage(text)
    var taken = ""
    for sentence in passage.sentences.reversed() {
      let block = passage.blocks[sentence.block]
      let start = sentence.isFirst ? block.whole.lowerBound : sentence.bytes.lowerBound
      let more = suffix(
        of: text, marks: passage.bytes[start...].count { $0 != 0x20 })
      guard more.unicodeScalars.count <= limit else { break }
      taken = more
    }
    return taken
  }

  /// The end of a text that has so many bytes besides white space.
  private static func suffix(of text: String, marks: Int) -> String {
    var left = marks
    var start = text.utf8.endIndex
    while left > 0, start > text.utf8.startIndex {
      start = text.utf8.index(before: start)
      if text.utf8[start] > 0x20 { left -= 1 }
    }
    return String(text[start...])
  }
}
