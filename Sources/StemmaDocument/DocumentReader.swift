public import StemmaRecord

/// Turns a document's bytes into text, and its text into sections.
///
/// Both are pure functions, without locale: equal bytes give equal sections on every system.
public struct DocumentReader: Sendable {
  /// Raised whenever the same bytes would give another text, or the same text other sections.
  public static let revision = 8

  /// The most bytes a document may have: 16 MiB. Of hostile Markdown the parser makes a node for
  /// nearly every byte, which takes up to 170 bytes of memory each.
  public static let sizeLimitBytes = 16 << 20

  public init() {}

  /// Decodes a document strictly; nothing is repaired.
  ///
  /// UTF-8, or UTF-16 or UTF-32 that begins with a byte order mark; the mark is removed, and line ends
  /// become LF.
  ///
  /// - Parameters:
  ///   - bytes: the document as it was read.
  ///   - name: what errors call it.
  /// - Throws: `DocumentError` for what is too large, empty, binary or not Unicode.
  public func text(of bytes: [UInt8], name: String) throws(DocumentError) -> String {
    try TextDecoder.text(of: bytes, name: name)
  }

  /// Whether bytes may be text in an encoding that is not Unicode's: another program has to tell which.
  ///
  /// - Returns: false for UTF-8, for what a byte order mark begins, for bytes that no text holds, and for
  ///   UTF-8 that is broken somewhere, which nothing should guess at.
  public static func hasOtherEncoding(_ bytes: [UInt8]) -> Bool {
    bytes.count <= sizeLimitBytes && TextDecoder.hasOtherEncoding(bytes)
  }

  /// Cuts a text into sections, in the order of the text.
  ///
  /// A section is about a paragraph, or a row, or a slide; or it is as large as `sizes` has it; see
  /// `SectionCutter` for the rules. Where a cut falls depends on the neighbourhood alone, so that an
  /// inserted paragraph moves no other section.
  ///
  /// - Parameters:
  ///   - text: what `text(of:name:)` gave.
  ///   - name: the input's name, which every section carries.
  ///   - sizes: nil for what suits the format.
  /// - Returns: nothing where the text holds no prose, as where all of it is code.
  /// - Throws: `DocumentError.tooLarge` for a text that no document can have; of a `.dlm` document what
  ///   `DlmDocument` throws; of rows `DocumentError.badRow`.
  public func sections(
    of text: String, name: String, format: DocumentFormat, sizes: SectionSizes? = nil
  ) throws(DocumentError) -> [Section] {
    let bytes = Array(text.utf8)
    // Three bytes of UTF-8 may stand for two of UTF-16.
    guard bytes.count <= Self.sizeLimitBytes / 2 * 3 else {
      throw .tooLarge(name: name, sizeBytes: bytes.count)
    }
    let rule = sizes.map(SectionRule.init) ?? (format.joins ? .chapters : .paragraphs)
    var cutter = SectionCutter(input: name, rule)
    switch format {
    case .dlm: return try DlmProse.read(bytes, input: name, rule)
    case .jsonLines, .csv: try Rows.read(bytes, format, name: name, into: &cutter)
    case .markdown, .slides: MarkdownBlocks.read(bytes) { cutter.add($0) }
    case .plainText: PlainTextBlocks.read(bytes) { cutter.add($0) }
    }
    let sections = cutter.finish()
    return format == .plainText || format == .slides ? Self.paged(sections, bytes) : sections
  }

  /// With their pages, where form feeds part the text into some.
  private static func paged(_ sections: [Section], _ bytes: [UInt8]) -> [Section] {
    guard bytes.contains(0x0C) else { return sections }
    var (line, page, place) = (1, 1, 0)
    return sections.map { section in
      while place < bytes.count, line < section.line || bytes[place] == 0x0C {
        if bytes[place] == 0x0A { line += 1 }
        if bytes[place] == 0x0C { page += 1 }
        place += 1
      }
      return section.on(page: page)
    }
  }
}
