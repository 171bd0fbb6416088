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

  public var code: String {
    switch self {
    case .tooLarge: "document.too-large"
    case .empty: "document.empty"
    case .binary: "document.binary"
    case .notUnicode: "document.not-unicode"
    }
  }

  public var whatHappened: String {
    switch self {
    case .tooLarge(_, let sizeBytes):
      "This document has \(sizeBytes) bytes; at most \(DocumentReader.sizeLimitBytes) are read."
    case .empty: "This document holds no text."
    case .binary: "This line holds control bytes, so the file is not a text."
    case .notUnicode: "This line is not valid Unicode text."
    }
  }

  public var place: String? {
    switch self {
    case .tooLarge(let name, _), .empty(let name): name
    case .binary(let name, let line), .notUnicode(let name, let line): "\(name):\(line)"
    }
  }

  public var nextStep: String {
    switch self {
    case .tooLarge: "Cut it into smaller files."
    case .empty: "Write something into it, or take it out of `inputs.documents`."
    case .binary: "Save it as text, Markdown, HTML, PDF, DOCX, ODT, EPUB or RST, with that suffix."
    case .notUnicode: "Save the file as UTF-8."
    }
  }
}
