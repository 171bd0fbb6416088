import StemmaRecord

/// What a file is that is not what its suffix says.
enum FileKind {
  private static let magic: [(bytes: [UInt8], phrase: String)] = [
    (Array("%PDF-".utf8), "a PDF"), (Array("PK\u{3}\u{4}".utf8), "a zip archive"),
    (CompoundFile.magic, "a compound file, as Microsoft's programs wrote before 2007"),
    (Array("{\\rtf".utf8), "an RTF document"), ([0x89, 0x50, 0x4E, 0x47], "a PNG picture"),
    ([0xFF, 0xD8, 0xFF], "a JPEG picture"), ([0x1F, 0x8B], "a gzip file"),
    ([0x7F, 0x45, 0x4C, 0x46], "an executable"),
  ]

  /// With its article.
  static func phrase(of bytes: [UInt8]) -> String {
    if let found = magic.first(where: { bytes.starts(with: $0.bytes) }) { return found.phrase }
    if bytes.contains(where: StrictUTF8.isControl) { return "of an unknown form" }
    return isMarkup(bytes[...]) ? "a page of HTML or XML" : "plain text"
  }

  /// Whether it begins with a tag.
  static func isMarkup(_ bytes: ArraySlice<UInt8>) -> Bool {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    return text.first { $0 > 0x20 } == UInt8(ascii: "<")
  }

  /// Whether a PDF begins where readers look for it.
  static func isPDF(_ bytes: [UInt8]) -> Bool {
    let mark = Array("%PDF-".utf8)
    let head = bytes.prefix(1024 + mark.count)
    return head.indices.contains { head[$0...].starts(with: mark) }
  }
}
