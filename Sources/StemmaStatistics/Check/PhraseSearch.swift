/// Finds the first of some phrases in a text, whatever the case of ASCII letters: one pass over the bytes.
struct PhraseSearch: Sendable {
  private let phrases: [String]
  /// The phrases' bytes, small letters in place of capitals.
  private let folded: [[UInt8]]
  /// By their first byte, the places of phrases.
  private let starts: [[Int]]
  /// By their first two bytes, whether a phrase begins so; few places of a text do.
  private let pairs: [Bool]

  /// - Parameter phrases: of two bytes at least each.
  init(_ phrases: [String]) {
    self.phrases = phrases
    folded = phrases.map { $0.utf8.map(Self.folded) }
    var starts = [[Int]](repeating: [], count: 256)
    var pairs = [Bool](repeating: false, count: 1 << 16)
    for (place, bytes) in folded.enumerated() {
      starts[Int(bytes[0])].append(place)
      pairs[Int(bytes[0]) << 8 | Int(bytes[1])] = true
    }
    self.starts = starts
    self.pairs = pairs
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  /// - Returns: the phrase; nil where the text holds none.
  func first(in text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      pairs.withUnsafeBufferPointer { pairs in
        var pair = 0
        for (index, byte) in bytes.enumerated() {
          pair = (pair << 8 | Int(Self.folded(byte))) & 0xFFFF
          guard pairs[pair] else { continue }
          for place in starts[pair >> 8] where holds(bytes, at: index - 1, folded[place]) {
            return phrases[place]
          }
        }
        return nil
      }
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
