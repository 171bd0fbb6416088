/// The parts of a Markdown document that a test can hold against the rest of the repository.
struct Markdown {
  private let lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// What stands between ```` ```language ```` and ```` ``` ````, one text a fence.
  func fences(_ language: String) -> [String] {
    var fences: [String] = []
    var open: [Substring]?
    for line in lines {
      if open == nil, line == "```\(language)" {
        open = []
      } else if line.hasPrefix("```") {
        if let content = open { fences.append(content.joined(separator: "\n")) }
        open = nil
      } else {
        open?.append(line)
      }
    }
    return fences
  }

  /// The rows of the table whose first column is headed so, without its head; cells are trimmed.
  func table(_ head: String) -> [[String]] {
    guard let start = lines.firstIndex(where: { Self.cells($0).first == head }) else { return [] }
    return lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map(Self.cells)
  }

  private static func cells(_ line: Substring) -> [String] {
    guard line.hasPrefix("|") else { return [] }
    return line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
      .map { cell in
        let start = cell.drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
      }
  }

  /// What stands between back quotes in a line or cell.
  static func code(in text: some StringProtocol) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// What stands between back quotes outside of fences.
  var code: [String] {
    var fenced = false
    return lines.flatMap { line in
      if line.hasPrefix("```") {
        fenced.toggle()
        return [String]()
      }
      return fenced ? [] : Self.code(in: line)
    }
  }
}
