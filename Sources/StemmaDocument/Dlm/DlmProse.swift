import StemmaRecord

/// Cuts the prose of a `.dlm` document into sections.
///
/// What stands under one heading of a section of prose is one section, code and tables left out; only
/// what exceeds the limit of the rule is cut. Headings hold for the prose after them, whatever
/// stands between.
enum DlmProse {
  static func read(
    _ bytes: [UInt8], input: String, _ rule: SectionRule
  ) throws(DocumentError) -> [Section] {
    let document = try DlmDocument(text: bytes, name: input)
    var cutter = SectionCutter(input: input, rule)
    for section in document.sections where section.kind == .prose {
      // The empty line keeps what begins with a rule from being taken for front matter.
      MarkdownBlocks.read([0x0A] + document.contentBytes(of: section)) {
        cutter.add($0.moved(by: section.textLine - 2))
      }
      cutter.endSection()
    }
    return cutter.finish()
  }
}

extension Block {
  /// The same so many lines further on.
  fileprivate func moved(by lines: Int) -> Block {
    switch self {
    case .heading(let level, let text, let line):
      .heading(level: level, text: text, line: line + lines)
    case .paragraph(let text, let line): .paragraph(text: text, line: line + lines)
    case .list(let items):
      .list(items: items.map { ListItem(text: $0.text, line: $0.line + lines) })
    case .gap: .gap
    }
  }
}
