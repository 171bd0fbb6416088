import StemmaRecord

/// Texts from outside as Markdown that shows them and does nothing else.
enum MarkdownText {
  /// What begins or ends something wherever it stands.
  private static let marks: Set<Unicode.Scalar> = [
    "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "$", "&", "#",
  ]

  /// A text on one line, also in a table's cell.
  static func inline(_ text: String) -> String {
    let line = text.unicodeScalars.split { $0 == "\n" || $0 == "\r" || $0 == "\t" || $0 == " " }
      .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    var out = ""
    for scalar in line.onOneLine(limit: .max).unicodeScalars {
      if marks.contains(scalar) { out.append("\\") }
      out.unicodeScalars.append(scalar)
    }
    return out
  }

  /// Paragraphs, parted where the text has empty lines.
  static func paragraphs(_ text: String) -> String {
    var paragraphs: [[String]] = [[]]
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let shown = inline(String(line))
      if shown.isEmpty {
        paragraphs.append([])
      } else {
        paragraphs[paragraphs.count - 1].append(shown)
      }
    }
    return paragraphs.filter { !$0.isEmpty }.map { $0.map(begun).joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  /// What would begin a list, a rule or a title at a line's beginning does not.
  private static func begun(_ line: String) -> String {
    guard let first = line.first else { return line }
    if "-+=".contains(first) { return "\\" + line }
    let digits = line.prefix { ("0"..."9").contains($0) }
    let rest = line[digits.endIndex...]
    guard !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" else { return line }
    return "\(digits)\\\(rest)"
  }

  /// A name as code, also in a table's cell.
  static func code(_ text: String) -> String {
    let shown = text.onOneLine(limit: .max)
    var longest = 0
    var run = 0
    for scalar in shown.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    // A bar parts cells even in code; a pair of spaces keeps marks at the ends apart from the fence.
    let cell = shown.split(separator: "|", omittingEmptySubsequences: false).joined(
      separator: "\\|")
    let gap = longest > 0 || shown.hasPrefix(" ") || shown.isEmpty ? " " : ""
    return fence + gap + cell + gap + fence
  }

  /// - Parameter rows: the first is the head; cells are Markdown.
  static func table(_ rows: [[String]]) -> [String] {
    guard let head = rows.first else { return [] }
    func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    return [line(head), "|" + head.map { _ in "---|" }.joined()] + rows.dropFirst().map(line)
  }
}
