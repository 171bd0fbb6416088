/// The term of a manual's entry, where what explains it hangs beside or below it.
///
///     -q, --quiet
///            Say less.
struct HangingTerm {
  /// The term as it stands, with its arguments.
  let text: String
  /// The column that the explanation stands in, and each further paragraph of it.
  let indent: Int

  /// The most bytes of a term with its arguments.
  private static let lengthLimit = 60

  /// - Parameter lines: those between two empty ones.
  /// - Returns: nil where they are no entry of a manual.
  init?(_ lines: ArraySlice<TextLine>) {
    guard let first = lines.first, let indent = lines.dropFirst().first?.indent,
      first.itemMark == nil, !first.isCommand, !first.isMarked,
      indent >= first.indent + 2, lines.dropFirst().allSatisfy({ $0.indent >= indent })
    else { return nil }
    let term = Self.head(of: first.content, width: indent - first.indent)
    // What stands further left is a title.
    guard first.indent > 3 || term.first == UInt8(ascii: "-"),
      Self.isTerm(term) || term.count == first.content.count && Self.endsEarly(lines)
    else { return nil }
    text = Prose.collapse(term)
    self.indent = indent
  }

  /// A term in a line of its own, as over `below`, which explains it.
  ///
  /// - Returns: nil where the line is none: it is an option, or a name with a mark in it.
  init?(_ line: TextLine, above below: TextLine) {
    guard line.indent > 3, below.indent >= line.indent + 2, !line.isCommand, !line.isMarked else {
      return nil
    }
    var term = line.content
    if term.starts(with: "\u{25CB} ".utf8) || term.starts(with: "\u{2022} ".utf8) {
      term = term.dropFirst(3).drop { $0 == 0x20 }
    }
    // "verbose    2": the value that it has if nothing else is said.
    let alone = Self.head(of: term, width: term.count)
    let hasValue = alone.count > 2 && alone.count < term.count
    term = alone
    let isOption = term.first == UInt8(ascii: "-")
    if isOption, term.last == UInt8(ascii: ":") { term.removeLast() }
    let isName =
      term.allSatisfy(Self.isOfName) && (hasValue || term.contains(UInt8(ascii: "_")))
      && term.first.map { (0x61...0x7A).contains($0) } ?? false
    guard isOption || isName, Self.isTerm(term) else { return nil }
    let names = term.split { " /,=|[".utf8.contains($0) }
    guard let name = names.first(where: { $0.starts(with: "--".utf8) }) ?? names.first else {
      return nil
    }
    text = String(decoding: name, as: UTF8.self)
    indent = below.indent
  }

  /// Parts lines at the terms of entries between which no empty line stands.
  ///
  /// - Returns: the lines as they are, where they are not such entries.
  static func parts(of chunk: [TextLine]) -> [[TextLine]] {
    let hasTitle = chunk.count > 2 && chunk[0].indent == 0 && chunk[1].indent > 3
    let lines = hasTitle ? chunk.dropFirst() : chunk[...]
    guard let indent = lines.map(\.indent).min(), indent > 3,
      let body = lines.map(\.indent).filter({ $0 > indent }).min(), body >= indent + 2
    else { return [chunk] }
    let heads = lines.indices.filter { lines[$0].indent == indent }
    let width = body - indent
    let terms = heads.filter { isTerm(head(of: lines[$0].content, width: width)) }
    // Before the first of them may stand the end of the entry before.
    guard terms.count > 1 || terms.first != lines.startIndex, terms.first == heads.first,
      terms.count * 4 >= heads.count * 3
    else { return [chunk] }
    let starts = Set(terms)
    var parts: [[TextLine]] = [hasTitle ? [chunk[0]] : []]
    for index in lines.indices {
      // Terms one above the other share what explains them.
      let isStacked =
        index > lines.startIndex && starts.contains(index - 1)
        && head(of: lines[index - 1].content, width: width).count == lines[index - 1].content.count
      if starts.contains(index), index > lines.startIndex, !isStacked { parts.append([]) }
      parts[parts.count - 1].append(
        starts.contains(index) ? joined(lines[index], width: width) : lines[index])
    }
    return parts
  }

  /// The line with one space between its term and what stands beside it.
  private static func joined(_ line: TextLine, width: Int) -> TextLine {
    let term = head(of: line.content, width: width)
    guard term.count < line.content.count else { return line }
    let rest = Lines.trimmed(line.content[term.endIndex...])
    let indent = [UInt8](repeating: 0x20, count: line.indent)
    return TextLine((indent + term + [0x20] + rest)[...], number: line.number)
  }

  /// What stands before the explanation, which may begin in the term's own line.
  private static func head(of line: ArraySlice<UInt8>, width: Int) -> ArraySlice<UInt8> {
    let start = line.startIndex
    for index in line.indices.dropLast()
    where line[index] == 0x20 && line[index + 1] == 0x20 {
      return line[..<index]
    }
    let beside = start + width
    if beside < line.endIndex, line[beside - 1] == 0x20, (0x41...0x5A).contains(line[beside]) {
      return line[..<(beside - 1)]
    }
    return line
  }

  /// An option, or one name; arguments of either have marks around them or are in capitals.
  private static func isTerm(_ term: ArraySlice<UInt8>) -> Bool {
    guard (2...lengthLimit).contains(term.count), let last = term.last,
      !".:;,?!".utf8.contains(last)
    else { return false }
    let parts = term.split(separator: 0x20)
    guard let name = parts.first, let mark = name.first else { return false }
    if mark == UInt8(ascii: "-") {
      return name.count > 1 && name.dropFirst().contains(where: isLetter) && parts.count <= 6
    }
    guard name.count > 2, name.contains(where: isLetter), name.allSatisfy(isOfName) else {
      return false
    }
    return parts.dropFirst().allSatisfy { part in
      "[<{(-".utf8.contains(part[part.startIndex])
        || !part.contains { (0x61...0x7A).contains($0) }
    }
  }

  /// "maxpoll interval" alone in a line with room for more, over what begins with a capital: a name
  /// with what it takes, although no marks tell these.
  private static func endsEarly(_ lines: ArraySlice<TextLine>) -> Bool {
    guard let term = lines.first, let below = lines.dropFirst().first,
      let last = term.content.last, !".:;,?!".utf8.contains(last),
      term.content.count <= lengthLimit,
      let capital = below.content.first, (0x41...0x5A).contains(capital)
    else { return false }
    let parts = term.content.split(separator: 0x20)
    let next = below.content.prefix { $0 != 0x20 }.count
    let width = lines.map { $0.indent + $0.content.count }.max() ?? 0
    return parts.count <= 4 && term.indent + term.content.count + 1 + next < width
      && parts[0].count > 2 && (0x61...0x7A).contains(parts[0][parts[0].startIndex])
      && parts.allSatisfy { $0.allSatisfy { isOfName($0) || "[]<>|".utf8.contains($0) } }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isOfName(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || "_.=-".utf8.contains(byte)
  }
}
