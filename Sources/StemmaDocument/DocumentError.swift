public import StemmaRecord

/// Why a document cannot be used as an input.
public enum DocumentError: ActionableError, Hashable {
  /// The document has more bytes than `DocumentReader.sizeLimitBytes`.
  case tooLarge(name: String, sizeBytes: Int)
  /// There is nothing in it but white space.
  case empty(name: String)
  /// A byte that no text holds, such as NUL, stands in this line.
  case binary(name: String, line: Int)
  /// The bytes are not UTF-8, or not the UTF-16 that its byte order mark promises; this is the line
  /// of the first bad sequence.
  case notUnicode(name: String, line: Int)
  /// A line of a `.dlm` document is a fence of no known kind.
  case unknownFence(name: String, line: Int, fence: String)
  /// A `.dlm` document begins with front matter that never ends.
  case openFrontMatter(name: String)
  /// A `.dlm` document ends in the code block that begins in this line.
  case openCodeBlock(name: String, line: Int)
  /// A `.dlm` document has more sections than `DlmDocument.sectionLimit`.
  case tooManySections(name: String)
  /// The row that begins in this line cannot be read.
  case badRow(name: String, line: Int, RowFault)

  public var code: String {
    switch self {
    case .tooLarge: "document.too-large"
    case .empty: "document.empty"
    case .binary: "document.binary"
    case .notUnicode: "document.not-unicode"
    case .unknownFence: "document.unknown-fence"
    case .openFrontMatter: "document.open-front-matter"
    case .openCodeBlock: "document.open-code-block"
    case .tooManySections: "document.too-many-sections"
    case .badRow: "document.bad-row"
    }
  }

  public var whatHappened: String {
    switch self {
    case .tooLarge(_, let sizeBytes):
      "This document has \(sizeBytes) bytes; at most \(DocumentReader.sizeLimitBytes) are read."
    case .empty: "This document holds no text."
    case .binary: "This line holds control bytes, so the file is not a text."
    case .notUnicode: "This line is not valid Unicode text."
    case .unknownFence(_, _, let fence):
      "No section begins with `::\(fence.onOneLine(limit: 60))::`."
    case .openFrontMatter: "The front matter that begins in the first line has no end."
    case .openCodeBlock: "The code block that begins in this line has no end."
    case .tooManySections:
      "This document has more than \(DlmDocument.sectionLimit) sections."
    case .badRow(_, _, let fault): fault.whatHappened
    }
  }

  public var place: String? {
    switch self {
    case .tooLarge(let name, _), .empty(let name), .tooManySections(let name): name
    case .binary(let name, let line), .notUnicode(let name, let line),
      .unknownFence(let name, let line, _), .openCodeBlock(let name, let line),
      .badRow(let name, let line, _):
      "\(name):\(line)"
    case .openFrontMatter(let name): "\(name):1"
    }
  }

  public var nextStep: String {
    switch self {
    case .tooLarge: "Cut it into smaller files."
    case .empty: "Write something into it, or take it out of `inputs.documents`."
    case .binary:
      "Save it as text, Markdown, HTML, PDF, DOCX, PPTX, ODT, EPUB, RST, CSV or JSON Lines, with "
        + "that suffix."
    case .notUnicode: "Save the file as UTF-8."
    case .unknownFence:
      "Sections are \(DlmSection.Kind.allCases.map { "`::\($0.rawValue)::`" }.joined(separator: ", ")); "
        + "text of that form belongs into a code block."
    case .openFrontMatter: "End it with a line of `---`."
    case .openCodeBlock: "End it with a line of the same marks."
    case .tooManySections: "Cut it into several documents."
    case .badRow(_, _, let fault): fault.nextStep
    }
  }
}
