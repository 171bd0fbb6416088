/// How a document's text is written, its own or what a program has made of it.
public enum DocumentFormat: Hashable, Sendable {
  /// GitHub's Markdown: CommonMark with tables, strikethrough, bare links and footnotes.
  case markdown
  /// Paragraphs parted by empty lines, as in a README or a manual.
  case plainText
  /// Prose in Markdown among sections that fences such as `::instruction::` begin.
  case dlm
  /// Markdown with a form feed in a line of its own before each slide but the first.
  case slides
  /// A JSON object a line, each a row.
  case jsonLines
  /// Rows of values below one of their names (RFC 4180).
  case csv

  /// Judges by the name's suffix, in any case.
  ///
  /// - Parameter fileName: a file's name or path, with `/` between folders.
  /// - Returns: nil for a suffix that says neither. A name without a suffix is plain text.
  public init?(fileName: String) {
    switch Self.suffix(of: fileName) {
    case nil, "txt", "text", "pdf": self = .plainText
    case "md", "markdown": self = .markdown
    case "dlm": self = .dlm
    case "pptx": self = .slides
    case "jsonl", "ndjson": self = .jsonLines
    case "csv": self = .csv
    case let suffix? where Self.convertedSuffixes.contains(suffix): self = .markdown
    default: return nil
    }
  }

  /// Whether all that stands under a heading, in a row or on a slide is one section.
  var joins: Bool {
    switch self {
    case .markdown, .plainText: false
    case .dlm, .slides, .jsonLines, .csv: true
    }
  }

  /// Whether a file of that name is no text itself: its text is what a program makes of it.
  public static func isConverted(fileName: String) -> Bool {
    suffix(of: fileName).map(convertedSuffixes.contains) ?? false
  }

  private static let convertedSuffixes: Set = [
    "docx", "epub", "htm", "html", "odt", "pdf", "pptx", "rst", "xhtml",
  ]

  /// In lower case; nil where the name has none.
  private static func suffix(of fileName: String) -> String? {
    let name = fileName.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    let suffix = name[name.index(after: dot)...].utf8
    return String(
      decoding: suffix.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
