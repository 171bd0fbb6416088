/// A form of document that another program turns into text.
public enum ConvertedFormat: String, CaseIterable, Sendable {
  case pdf, html, docx, odt, epub, rst

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

  /// The program that reads it.
  var tool: String { self == .pdf ? "pdftotext" : "pandoc" }

  /// The Debian package that the program comes in.
  var package: String { self == .pdf ? "poppler-utils" : "pandoc" }

  /// What the program is given: it reads the document from standard input and writes text, plain with a
  /// form feed between pages, or Markdown.
  var arguments: [String] {
    self == .pdf
      ? ["-enc", "UTF-8", "-", "-"]
      : [
        "+RTS", "-M400m", "-RTS", "--sandbox", "--from=\(rawValue)", "--to=gfm-raw_html",
        "--wrap=none", "--lua-filter=/dev/fd/3",
      ]
  }

  /// The most address space the program may have, in KiB; nil where it bounds its memory itself.
  var addressLimit: Int? { self == .pdf ? 512 << 10 : nil }
}
