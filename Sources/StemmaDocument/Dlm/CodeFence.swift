/// Knows, line after line, what stands in a fenced code block.
struct CodeFence {
  private var open: (mark: UInt8, length: Int)?

  var isOpen: Bool { open != nil }

  /// Takes the next line, without its line end.
  ///
  /// - Returns: whether it belongs to a code block, its fences included.
  mutating func takes(_ line: ArraySlice<UInt8>) -> Bool {
    let indent = line.prefix { $0 == 0x20 }.count
    let text = line.dropFirst(indent)
    let wasOpen = isOpen
    guard indent < 4, let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
    else { return wasOpen }
    let length = text.prefix { $0 == mark }.count
    let rest = text.dropFirst(length)
    if let known = open {
      if mark == known.mark, length >= known.length, Lines.isBlank(rest) { open = nil }
    } else if length >= 3, mark == UInt8(ascii: "~") || !rest.contains(mark) {
      open = (mark, length)
    }
    return wasOpen || isOpen
  }
}
