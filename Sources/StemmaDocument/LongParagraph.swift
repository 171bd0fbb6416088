/// Cuts a paragraph that is too long for one section.
enum LongParagraph {
  /// Greedy pieces that end where sentences end; where no sentence ends in time, between words;
  /// where there is no space either, after as many scalars as a piece may have.
  ///
  /// A last piece too short to stand alone stays with the one before it.
  ///
  /// - Parameter text: one line without double spaces.
  /// - Returns: the text itself where it needs no cut.
  static func pieces(_ text: String, _ rule: SectionRule) -> [String] {
    guard text.utf8.count > rule.limit else { return [text] }
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > rule.limit else { return [text] }
    var pieces: [String] = []
    var start = 0
    while scalars.count - start >= rule.pieceLimit + rule.shortLimit {
      let end = cut(scalars, from: start, pieceLimit: rule.pieceLimit)
      append(scalars[start..<end], to: &pieces)
      start = end
    }
    append(scalars[start...], to: &pieces)
    return pieces
  }

  private static func append(_ scalars: ArraySlice<Unicode.Scalar>, to pieces: inout [String]) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.drop { $0 == " " })
    if view.last == " " { view.removeLast() }
    if !view.isEmpty { pieces.append(String(view)) }
  }

  /// Where the piece that begins at `start` ends.
  private static func cut(
    _ scalars: [Unicode.Scalar], from start: Int, pieceLimit: Int
  ) -> Int {
    let limit = start + pieceLimit
    var space: Int?
    for end in stride(from: limit, to: start, by: -1) {
      if endsSentence(scalars, at: end) { return end }
      if space == nil, scalars[end] == " " { space = end }
    }
    return space ?? limit
  }

  /// Whether a sentence ends right before `end`, which is a space or, after a full-width mark,
  /// anything.
  private static func endsSentence(_ scalars: [Unicode.Scalar], at end: Int) -> Bool {
    var mark = end - 1
    while mark > 0, "\"')]}\u{2019}\u{201D}\u{00BB}".unicodeScalars.contains(scalars[mark]) {
      mark -= 1
    }
    switch scalars[mark] {
    case "\u{3002}", "\u{FF01}", "\u{FF1F}": return mark == end - 1
    case ".", "!", "?", "\u{2026}": break
    default: return false
    }
    guard scalars[end] == " ", end + 1 < scalars.count else { return false }
    // «e. g. this» and «J. Smith» go on.
    let next = scalars[end + 1]
    let isInitial = mark >= 2 && scalars[mark - 2] == " " || mark == 1
    return !(0x61...0x7A).contains(next.value) && !(isInitial && scalars[mark] == ".")
  }
}
