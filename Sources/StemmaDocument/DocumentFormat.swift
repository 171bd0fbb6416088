/// How a document's text is written.
public enum DocumentFormat: Hashable, Sendable {
  /// GitHub's Markdown: CommonMark with tables, strikethrough, bare links and footnotes.
  case markdown
  /// Paragraphs parted by empty lines, as in a README or a manual.
  case plainText

  /// Judges by the name's suffix, in any case.
  ///
  /// - Parameter fileName: a file's name or path, with `/` between folders.
  /// - Returns: nil for a suffix that is neither Markdown's nor plain text's. A name without a
  ///   suffix is plain text.
  public init?(fileName: String) {
    let name = fileName.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      self = .plainText
      return
    }
    switch Self.lowercased(name[name.index(after: dot)...]) {
    case "md", "markdown": self = .markdown
    case "txt", "text": self = .plainText
    default: return nil
    }
  }

  private static func lowercased(_ suffix: Substring) -> String {
    String(
      decoding: suffix.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
