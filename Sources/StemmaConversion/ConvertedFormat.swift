import StemmaRecord

/// A form of document that another program turns into text.
public enum ConvertedFormat: String, CaseIterable, Sendable {
  case pdf, html, docx, pptx, odt, epub, rst

  /// Judges by the name's suffix, in any case.
  ///
  /// - Returns: nil for a name that ends otherwise.
  public init?(fileName: String) {
    guard let type = DocumentType(fileName: fileName) else { return nil }
    self.init(rawValue: type.rawValue)
  }

  /// What reads it.
  var tool: Tool {
    switch self {
    case .pdf: .pdftotext
    case .pptx: .slides
    case .html, .docx, .odt, .epub, .rst: .pandoc(from: rawValue)
    }
  }

  /// What messages call it.
  var title: String { rawValue.uppercased() }

  /// How the name of the part begins and ends in which its text is, or its contents; nil where it is no
  /// archive. Some writers number it.
  var mainPart: (prefix: String, suffix: String)? {
    switch self {
    case .docx: ("word/document", ".xml")
    case .pptx: ("ppt/presentation", ".xml")
    case .odt: ("content.xml", "")
    case .epub: ("META-INF/container.xml", "")
    case .pdf, .html, .rst: nil
    }
  }

  /// Whether Microsoft's programs write it, which put it into a compound file where it has a password.
  var isMicrosoft: Bool { self == .docx || self == .pptx }
}
