/// A document's lines, whatever ends them: LF, CR LF or CR.
struct DlmLines: Sequence, IteratorProtocol {
  struct Line {
    /// Without the line end.
    let text: Range<Int>
    /// Where the next line begins.
    let end: Int
  }

  private let bytes: [UInt8]
  private var place: Int

  init(_ bytes: [UInt8], from place: Int) {
    self.bytes = bytes
    self.place = place
  }

  mutating func next() -> Line? {
    guard place < bytes.count else { return nil }
    let start = place
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    place = end + DlmLines.lineEndLength(bytes, at: end)
    return Line(text: start..<end, end: place)
  }

  /// How many bytes end a line at `place`; 0 where none does.
  static func lineEndLength(_ bytes: [UInt8], at place: Int) -> Int {
    guard place < bytes.count else { return 0 }
    if bytes[place] == 0x0A { return 1 }
    guard bytes[place] == 0x0D else { return 0 }
    return place + 1 < bytes.count && bytes[place + 1] == 0x0A ? 2 : 1
  }

  /// How many bytes of a line end stand before `place`; 0 where none does.
  static func lineEndLength(_ bytes: [UInt8], before place: Int) -> Int {
    guard place > 0 else { return 0 }
    if bytes[place - 1] == 0x0D { return 1 }
    guard bytes[place - 1] == 0x0A else { return 0 }
    return place > 1 && bytes[place - 2] == 0x0D ? 2 : 1
  }
}
