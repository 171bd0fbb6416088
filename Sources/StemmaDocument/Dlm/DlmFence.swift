/// A line that begins a section of a `.dlm` document, such as `::instruction#tone::`.
struct DlmFence: Equatable {
  let name: String
  /// What stands after `#`: the adapter that learns from the section.
  let adapter: String?
  /// What stands after the name, as in `::image path="a.png"::`.
  let attributes: String?

  /// - Parameter line: without its line end.
  /// - Returns: nil for a line of text.
  init?(_ line: ArraySlice<UInt8>) {
    var line = line
    while let last = line.last, Lines.isSpace(last) { line.removeLast() }
    guard line.count > 4, line.starts(with: "::".utf8), line.suffix(2).elementsEqual("::".utf8)
    else { return nil }
    let inner = line.dropFirst(2).dropLast(2)
    let word = inner.prefix(while: Self.isWord)
    guard let first = word.first, (0x61...0x7A).contains(first | 0x20) else { return nil }
    var rest = inner.dropFirst(word.count)
    var adapter: String?
    if rest.first == UInt8(ascii: "#") {
      let after = rest.dropFirst().prefix(while: Self.isWord)
      guard !after.isEmpty else { return nil }
      adapter = String(decoding: after, as: UTF8.self)
      rest = rest.dropFirst(after.count + 1)
    }
    name = String(decoding: word, as: UTF8.self)
    self.adapter = adapter
    guard let next = rest.first else {
      attributes = nil
      return
    }
    // Prose may well hold two colons at either end; only what is known to take attributes has them.
    guard Lines.isSpace(next), DlmSection.Kind(rawValue: name)?.hasAttributes == true else {
      return nil
    }
    attributes = String(decoding: Lines.trimmed(rest), as: UTF8.self)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
      || byte == 0x2D
  }
}
