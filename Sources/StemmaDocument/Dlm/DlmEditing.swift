extension DlmDocument {
  /// Adds generated sections at the end, each after one more line end of the document's own kind; no
  /// byte that is there changes, nor does the id of any section.
  ///
  /// - Returns: the new document's bytes.
  /// - Throws: `DocumentError.openCodeBlock` where what is added would be code.
  public func adding(_ generated: [DlmGenerated]) throws(DocumentError) -> [UInt8] {
    if let line = openCodeLine { throw .openCodeBlock(name: name, line: line) }
    let lineEnd = self.lineEnd
    let isEnded = DlmLines.lineEndLength(bytes, before: bytes.count) > 0
    var out = bytes
    for section in generated {
      for line in section.lines.flatMap({
        $0.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      }) {
        out += lineEnd
        out += line
      }
      if isEnded { out += lineEnd }
    }
    return out
  }

  /// Takes generated sections out, each whole; what was added by `adding` is gone to the byte.
  ///
  /// - Parameter isWanted: asked of each generated section.
  /// - Returns: the new document's bytes.
  public func removing(_ isWanted: (DlmSection) -> Bool) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var place = 0
    for run in runs(of: sections.filter { $0.marker != nil && isWanted($0) }) {
      out += bytes[place..<run.lowerBound]
      place = run.upperBound
    }
    return out + bytes[place...]
  }

  /// Ranges to be taken out; neighbours are taken out together.
  private func runs(of sections: [DlmSection]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for section in sections {
      if let last = runs.last, last.upperBound == section.whole.lowerBound {
        runs[runs.count - 1] = last.lowerBound..<section.whole.upperBound
      } else {
        runs.append(section.whole)
      }
    }
    return runs.map(withLineEnd)
  }

  /// With the line end that was added before it, and without the one that was added, or belongs, before
  /// what follows. An empty line before it is its own, unless what it ends with is one.
  private func withLineEnd(_ run: Range<Int>) -> Range<Int> {
    let length = DlmLines.lineEndLength(bytes, before: run.lowerBound)
    let isAfterEmpty = isEmptyLine(before: run.lowerBound)
    let isAtEnd = run.upperBound == bytes.count
    let ending = DlmLines.lineEndLength(bytes, before: run.upperBound)
    if isAtEnd {
      return isAfterEmpty || ending == 0 ? run.lowerBound - length..<run.upperBound : run
    }
    if length == 0 || isAfterEmpty && !isEmptyLine(before: run.upperBound) {
      return run.lowerBound - length..<run.upperBound
    }
    return run.lowerBound - length..<run.upperBound - ending
  }

  private func isEmptyLine(before place: Int) -> Bool {
    let length = DlmLines.lineEndLength(bytes, before: place)
    guard length > 0 else { return false }
    return DlmLines.lineEndLength(bytes, before: place - length) > 0
  }

  /// What ended the last line that was ended; LF where none was.
  private var lineEnd: ArraySlice<UInt8> {
    guard let last = bytes.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [0x0A] }
    return bytes[last + 1 - DlmLines.lineEndLength(bytes, before: last + 1)...last]
  }
}
