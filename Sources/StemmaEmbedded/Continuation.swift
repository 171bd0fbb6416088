/// The heading of what a manual says further of a term, such as "-q, --quiet=LEVEL (continued)".
struct Continuation {
  /// "--quiet".
  let term: String

  private static let mark = " (continued)"

  /// - Returns: nil for any other heading.
  init?(_ heading: String) {
    guard heading.hasSuffix(Self.mark) else { return nil }
    let names = heading.utf8.dropLast(Self.mark.utf8.count)
      .split { " ,;|/".utf8.contains($0) }
      .map { name in Self.name(in: Array(name)[...]) }
      .filter { !$0.isEmpty }
    guard let first = names.first else { return nil }
    let isOption = first.first == 0x2D
    // The longest of an option's names says most.
    var name = isOption ? names.first { $0.starts(with: "--".utf8) } ?? first : first
    if name.last == 0x3A { name = name.dropLast() }
    guard name.count > 1, name.last != 0x2D, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return nil
    }
    term = String(decoding: name, as: UTF8.self)
  }

  /// What stands before an argument.
  private static func name(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = text.firstIndex { "=[<({".utf8.contains($0) } ?? text.endIndex
    let isNamed =
      end < text.endIndex && text[end] == 0x3D && OptionValue.isLiteral(text[(end + 1)...])
    return isNamed ? text : text[..<end]
  }
}
