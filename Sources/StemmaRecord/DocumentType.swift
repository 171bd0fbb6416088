/// What kind of file a document is, told by its name's suffix.
public enum DocumentType: String, CaseIterable, Sendable {
  case markdown, plainText, dlm, jsonLines, csv
  /// The text of these is what another program makes of the file.
  case pdf, html, docx, pptx, odt, epub, rst

  /// What names of such files end with, after the dot and in lower case.
  public var suffixes: [String] {
    switch self {
    case .markdown: ["md", "markdown"]
    case .plainText: ["txt", "text"]
    case .jsonLines: ["jsonl", "ndjson"]
    case .html: ["html", "htm", "xhtml"]
    case .dlm, .csv, .pdf, .docx, .pptx, .odt, .epub, .rst: [rawValue]
    }
  }

  /// Judges by the name's suffix, in any case.
  ///
  /// - Parameter fileName: a file's name or path, with `/` between folders.
  /// - Returns: nil for a suffix that none has. A name without a suffix is plain text.
  public init?(fileName: String) {
    let name = fileName.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      self = .plainText
      return
    }
    let suffix = name[name.index(after: dot)...].lowercased()
    guard let type = Self.allCases.first(where: { $0.suffixes.contains(suffix) }) else {
      return nil
    }
    self = type
  }

  /// Whether the text is what another program makes of the file.
  public var isConverted: Bool {
    switch self {
    case .markdown, .plainText, .dlm, .jsonLines, .csv: false
    case .pdf, .html, .docx, .pptx, .odt, .epub, .rst: true
    }
  }
}
