import StemmaRecord

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
    switch DocumentType(fileName: fileName) {
    case .plainText, .pdf: self = .plainText
    case .markdown, .html, .docx, .odt, .epub, .rst: self = .markdown
    case .dlm: self = .dlm
    case .pptx: self = .slides
    case .jsonLines: self = .jsonLines
    case .csv: self = .csv
    case nil: return nil
    }
  }

  /// Whether all that stands under a heading, in a row or on a slide is one section.
  var joins: Bool {
    switch self {
    case .markdown, .plainText: false
    case .dlm, .slides, .jsonLines, .csv: true
    }
  }
}
