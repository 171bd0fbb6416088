import StemmaRecord
import StemmaText

/// Terms in headings, and what of a section explains them.
extension EntryReader {
  /// The term that the heading names, explained by the section's first sentences.
  func headingEntry() -> Entry? {
    guard let heading = scope.headings.last, let name = Self.headingTerm(heading) else {
      return nil
    }
    for place in reading.sentences.indices where isFirst(place) {
      let sentence = reading.sentences[place]
      guard reading.passage.blocks[sentence.block].kind == .paragraph, isComplete(place),
        let start = sentence.body.first, let shape = shape(of: sentence.body, naming: name),
        let end = end(from: start, in: place)
      else { continue }
      let explained = words[start..<end.words]
      guard !isAside(sentence.body),
        explains(explained, name, shape, under: scope.headings.dropLast())
      else { continue }
      guard explained.count >= 6 else { continue }
      return Entry(
        term: name,
        kind: EntryKinds.kind(
          of: name, explained: explained, under: scope.headings.dropLast()),
        shape: shape, answer: words[start].bytes.lowerBound..<end.bytes, position: place,
        startsWithArticle: opensWithArticle(explained),
        isNamed: EntryKinds.kind(of: name, explained: explained, under: []) != nil,
        length: explained.count)
    }
    return nil
  }

  /// "If the list is empty, …" in the midst of what a manual says of a term.
  func isAside(_ body: Range<Int>) -> Bool {
    guard let first = body.first, ["if", "when"].contains(words[first].lower) else { return false }
    return ["the", "a", "an", "used", "no", "more", "multiple"].contains(words[first + 1].lower)
      && !body.prefix(9).contains { words[$0].lower == "this" }
  }

  /// "column When a process has ended, …" tells of a case, and not what the term is.
  func isConditional(_ start: Int, _ name: String) -> Bool {
    guard ["if", "when", "whenever"].contains(words[start].lower), name.utf8.first != 0x2D,
      scope.program != nil, start + 2 < words.count
    else { return false }
    let opening = words[(start + 1)..<min(start + 14, words.count)]
    let isOwn = opening.contains {
      ["this", "set", "true", "yes", "enabled", "disabled", "false", "no", "non-zero", "given"]
        .contains($0.lower)
    }
    return !isOwn
  }

  /// Whether a whole sentence beside an option tells of it: no default value, nothing of "you".
  func tells(_ words: ArraySlice<Word>, of name: String) -> Bool {
    name.utf8.first == 0x2D && words.count >= 9
      && !words.prefix(3).contains { ["default", "you", "your", "value"].contains($0.lower) }
  }

  /// Whether the words are about the term and not about what else its heading may cover.
  func explains(
    _ words: ArraySlice<Word>, _ name: String, _ shape: Entry.Shape, under headings: [String]
  ) -> Bool {
    let bare = name.utf8.drop { $0 == 0x24 || $0 == 0x2D }
    let isNamed = words.contains { word in
      word.lower.hasSameBytes(as: name)
        || word.lower.utf8.drop { $0 == 0x24 || $0 == 0x2D }.elementsEqual(bare)
    }
    if isNamed { return true }
    let isKind = EntryKinds.kind(of: name, explained: [], under: headings) != nil
    let isMeant = words.prefix(8).contains { $0.lower == "this" }
    return isKind && (isMeant || shape != .statement)
  }

  /// The heading, where it is a term and no title: one word such as `alias_file` or `-MCT`.
  static func headingTerm(_ heading: String) -> String? {
    guard let name = name(heading), !name.utf8.contains(0x20) else { return nil }
    let text = Array(name.utf8)
    guard text.count >= 2 else { return nil }
    let hasMark = text.contains { $0 == 0x5F || $0 == 0x24 || (0x30...0x39).contains($0) }
    let isSmall = (0x61...0x7A).contains(text[0])
    let hasSmall = text.contains { (0x61...0x7A).contains($0) }
    let isOption = text[0] == 0x2D && hasSmall
    guard !text.contains(where: { $0 == 0x2A || $0 == 0x2F }) else { return nil }
    return isSmall || isOption || hasMark && text.contains(where: isLetter) ? name : nil
  }
}
