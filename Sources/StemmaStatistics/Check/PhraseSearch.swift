/// Finds the first of some phrases in a text, whatever the case of ASCII letters: one pass over the bytes.
struct PhraseSearch: Sendable {
  private let phrases: [String]
  /// The phrases' bytes, small letters in place of capitals.
  private let folded: [[UInt8]]
  /// By their first byte, the places of phrases.
  private let starts: [[Int]]

  /// - Parameter phrases: none of them empty.
  init(_ phrases: [String]) {
    self.phrases = phrases
    folded = phrases.map { $0.utf8.map(Self.folded) }
    var starts = [[Int]](repeating: [], count: 256)
    for (place, bytes) in folded.enumerated() {
      if let first = bytes.first { starts[Int(first)].append(place) }
    }
    self.starts = starts
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// - Returns: the phrase; nil where the text holds none.
  func first(in text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      for index in 0..<bytes.count {
        let places = starts[Int(Self.folded(bytes[index]))]
        if places.isEmpty { continue }
        for place in places where holds(bytes, at: index, folded[place]) { return phrases[place] }
      }
      return nil
    }
  }

  private func holds(_ text: UnsafeBufferPointer<UInt8>, at start: Int, _ phrase: [UInt8]) -> Bool {
    guard start + phrase.count <= text.count else { return false }
    for offset in 0..<phrase.count where Self.folded(text[start + offset]) != phrase[offset] {
      return false
    }
    return true
  }
}
