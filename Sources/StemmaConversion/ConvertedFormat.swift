/// A form of document that another program turns into text.
public enum ConvertedFormat: String, CaseIterable, Sendable {
  case pdf, html, docx, pptx, odt, epub, rst

  /// What a file's name may end with, after the dot and in lower case.
  public var suffixes: [String] {
    self == .html ? ["html", "htm", "xhtml"] : [rawValue]
  }

  /// Judges by the name's suffix, in any case.
  ///
  /// - Returns: nil for a name that ends otherwise.
  public init?(fileName: String) {
    guard let dot = fileName.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let suffix = fileName[fileName.index(after: dot)...].lowercased()
    guard let format = Self.allCases.first(where: { $0.suffixes.contains(suffix) }) else {
      return nil
    }
    self = format
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
