import StemmaRecord

/// A `.dlm` document: front matter, then prose and sections that fences begin.
///
/// Its bytes are kept as they are; sections are places among them. A fence is a line by itself, and
/// one in a fenced code block is text. A section ends with the next fence or the document.
public struct DlmDocument: Sendable {
  /// The most sections a document may have, so that what is made of a hostile one stays small.
  public static let sectionLimit = 50_000
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  public let name: String
  public let bytes: [UInt8]
  /// In the document's order; prose that is nothing but white space is none.
  public private(set) var sections: [DlmSection] = []
  /// The line of the code block that the document ends in; nil where every block is closed.
  private(set) var openCodeLine: Int?

  /// - Parameters:
  ///   - bytes: as they were read: UTF-8, with or without a byte order mark.
  ///   - name: what errors call the document.
  /// - Throws: `DocumentError` for what is no text, a fence of no known kind, front matter without
  ///   an end, and more sections than `sectionLimit`.
  public init(_ bytes: [UInt8], name: String) throws(DocumentError) {
    _ = try TextDecoder.text(of: bytes, name: name)
    guard bytes.first != 0xFE, bytes.first != 0xFF else {
      throw .notUnicode(name: name, line: 1)
    }
    try self.init(text: bytes, name: name)
  }

  /// - Parameter text: what is known to be text.
  init(text: [UInt8], name: String) throws(DocumentError) {
    self.name = name
    bytes = text
    try read()
  }

  /// The next section, as far as it is known.
  private struct Opening {
    var kind = DlmSection.Kind.prose
    var adapter: String?
    var attributes: String?
    var fence: Range<Int>
    var line: Int
    var marker: (value: DlmMarker, line: Range<Int>)?
  }

  private mutating func read() throws(DocumentError) {
    let start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    let front = try frontMatter(from: start)
    var number = front.lines
    var opening = Opening(fence: front.end..<front.end, line: number + 1)
    var code = CodeFence()
    var codeLine = 0
    for line in DlmLines(bytes, from: front.end) {
      number += 1
      let text = bytes[line.text]
      let wasOpen = code.isOpen
      if code.takes(text) {
        if !wasOpen { codeLine = number }
      } else if let fence = DlmFence(text) {
        try close(opening, at: line.text.lowerBound, isLast: false)
        guard let kind = DlmSection.Kind(rawValue: fence.name) else {
          throw .unknownFence(name: name, line: number, fence: fence.name)
        }
        opening = Opening(
          kind: kind, adapter: fence.adapter, attributes: fence.attributes,
          fence: line.text.lowerBound..<line.end, line: number)
      } else if opening.kind == .instruction, line.text.lowerBound == opening.fence.upperBound,
        let marker = DlmMarker(text)
      {
        opening.marker = (marker, line.text.lowerBound..<line.end)
      }
    }
    try close(opening, at: bytes.count, isLast: true)
    openCodeLine = code.isOpen ? codeLine : nil
  }

  /// - Returns: where it ends, and how many lines it has; none where the document begins otherwise.
  private func frontMatter(from start: Int) throws(DocumentError) -> (end: Int, lines: Int) {
    var count = 0
    for line in DlmLines(bytes, from: start) {
      count += 1
      let isMark = Lines.trimmed(bytes[line.text]).elementsEqual("---".utf8)
      if count == 1 && !isMark { return (start, 0) }
      if count > 1 && isMark { return (line.end, count) }
    }
    if count == 0 { return (start, 0) }
    throw .openFrontMatter(name: name)
  }

  private mutating func close(
    _ opening: Opening, at end: Int, isLast: Bool
  ) throws(DocumentError) {
    let body = opening.fence.upperBound..<end
    if opening.kind == .prose, bytes[body].allSatisfy({ $0 <= 0x20 }) { return }
    guard sections.count < Self.sectionLimit else { throw .tooManySections(name: name) }
    sections.append(
      DlmSection(
        kind: opening.kind, adapter: opening.adapter, attributes: opening.attributes,
        fence: opening.fence, body: body, line: opening.line, marker: opening.marker?.value,
        markerLine: opening.marker?.line ?? body.lowerBound..<body.lowerBound, isLast: isLast))
  }
}

extension DlmDocument {
  /// The section that a line of the document belongs to.
  ///
  /// - Parameter line: from 1.
  /// - Returns: nil for a line before the first section.
  public func section(atLine line: Int) -> DlmSection? {
    var (low, high) = (0, sections.count)
    while low < high {
      let middle = (low + high) / 2
      if sections[middle].line <= line { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? sections[low - 1] : nil
  }

  /// The document without its generated sections: what people have written.
  public var written: [UInt8] { removing { _ in true } }
}
