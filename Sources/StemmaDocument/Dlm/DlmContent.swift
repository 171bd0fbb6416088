import StemmaRecord

/// A question and its answer in a section of a `.dlm` document.
public struct DlmPair: Hashable, Sendable {
  /// Without white space at either end, line ends LF; the answer as well.
  public let question: String
  public let answer: String

  public init(question: String, answer: String) {
    self.question = question
    self.answer = answer
  }
}

/// A prompt with two answers in a section of a `.dlm` document, as with `DlmPair`.
public struct DlmPreference: Hashable, Sendable {
  public let prompt: String
  public let chosen: String
  public let rejected: String
}

extension DlmDocument {
  /// A section's text: its lines parted by LF, without the marker of a generated one.
  public func content(of section: DlmSection) -> String {
    String(decoding: contentBytes(of: section), as: UTF8.self)
  }

  /// The first 16 hexadecimal digits of SHA-256 over the kind, LF, and the content.
  public func id(of section: DlmSection) -> String {
    var digest = FileDigest()
    for part in [Array("\(section.kind.rawValue)\n".utf8), contentBytes(of: section)] {
      part.withUnsafeBytes { digest.update($0) }
    }
    return String(digest.finish().prefix(16))
  }

  func contentBytes(of section: DlmSection) -> [UInt8] {
    var out: [UInt8] = []
    let start = section.markerLine.isEmpty ? section.body.lowerBound : section.markerLine.upperBound
    out.reserveCapacity(section.body.upperBound - start)
    var place = start
    while place < section.body.upperBound {
      let length = DlmLines.lineEndLength(bytes, at: place)
      out.append(length > 0 ? 0x0A : bytes[place])
      place += max(1, length)
    }
    // The line end before a fence parts lines; it is none of either.
    if !section.isLast, out.last == 0x0A { out.removeLast() }
    return out
  }

  /// The questions and answers of an instruction; what lacks one of the two is left out.
  public func pairs(of section: DlmSection) -> [DlmPair] {
    guard section.kind == .instruction else { return [] }
    return entries(of: section).map { DlmPair(question: $0[0], answer: $0[1]) }
  }

  /// The prompts and answers of a preference; what lacks one of the three is left out.
  public func preferences(of section: DlmSection) -> [DlmPreference] {
    guard section.kind == .preference else { return [] }
    return entries(of: section).map {
      DlmPreference(prompt: $0[0], chosen: $0[1], rejected: $0[2])
    }
  }

  /// The texts under a kind's headings, as many as there are, none empty.
  private func entries(of section: DlmSection) -> [[String]] {
    let headings = section.kind.headings.map { Array("### \($0)".utf8) }
    let content = contentBytes(of: section)
    var entries: [[String]] = []
    var parts: [String] = []
    var texts: [UInt8]?
    var code = CodeFence()
    func finish() {
      guard let text = texts.map({ Self.trimmed($0[...]) }) else { return }
      texts = nil
      parts.append(String(decoding: text, as: UTF8.self))
      guard parts.count == headings.count else { return }
      if parts.allSatisfy({ !$0.isEmpty }) { entries.append(parts) }
      parts = []
    }
    for line in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let isCode = code.takes(line)
      let heading = isCode ? nil : headings.firstIndex(of: Array(Lines.trimmed(line)))
      if let heading {
        finish()
        // A heading out of turn begins anew, or heads nothing.
        if heading == 0 { parts = [] }
        if heading == parts.count { texts = [] } else { parts = [] }
      } else {
        texts?.append(contentsOf: line + [0x0A])
      }
    }
    finish()
    return entries
  }

  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let byte = text.first, byte <= 0x20 { text.removeFirst() }
    while let byte = text.last, byte <= 0x20 { text.removeLast() }
    return text
  }
}
