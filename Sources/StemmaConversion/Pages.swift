/// Pages as `pdftotext` writes them, without what stands on them for whoever turns pages.
///
/// A first or last line is left out where it is a page's number, or is, digits aside, the same on three
/// pages at least and on a tenth of all. A sentence that goes on over the page stays one paragraph.
enum Pages {
  private typealias Line = ArraySlice<UInt8>

  static func text(of output: [UInt8]) -> [UInt8] {
    var pages = output.split(separator: 0x0C, omittingEmptySubsequences: false).map {
      trimmed($0.split(separator: 0x0A, omittingEmptySubsequences: false)[...])
    }
    if pages.last?.isEmpty == true { pages.removeLast() }
    // A running head may have the page's number above or below it.
    for _ in 0..<2 {
      let repeated = repeatedLines(of: pages)
      pages = pages.map { page in
        var page = page
        if let first = page.first, isFurniture(first, repeated) { page = page.dropFirst() }
        if let last = page.last, isFurniture(last, repeated) { page = page.dropLast() }
        return trimmed(page)
      }
    }
    var text: [UInt8] = []
    var last: Line = []
    for (number, page) in pages.enumerated() {
      if number > 0 {
        // The mark of a new page stands before its first line, and parts no paragraph.
        if !goesOn(last, page.first ?? []) { text.append(0x0A) }
        text.append(0x0C)
      }
      for line in page { text += line + [0x0A] }
      last = page.last ?? last
    }
    return text
  }

  private static func isBlank(_ line: Line) -> Bool { line.allSatisfy { $0 <= 0x20 } }

  private static func trimmed(_ lines: ArraySlice<Line>) -> ArraySlice<Line> {
    var lines = lines.drop { isBlank($0) }
    while let last = lines.last, isBlank(last) { lines = lines.dropLast() }
    return lines
  }

  /// A line with its digits alike and its spaces left out.
  private static func form(_ line: Line) -> [UInt8] {
    line.compactMap { byte in
      byte <= 0x20 ? nil : (0x30...0x39).contains(byte) ? 0x30 : byte
    }
  }

  private static func repeatedLines(of pages: [ArraySlice<Line>]) -> Set<[UInt8]> {
    var counts: [[UInt8]: Int] = [:]
    for page in pages where page.count > 1 {
      for line in Set([page.first, page.last].compactMap(\.self).map(form)) {
        counts[line, default: 0] += 1
      }
    }
    let least = max(3, pages.count / 10)
    return Set(counts.filter { $0.value >= least }.keys)
  }

  private static func isFurniture(_ line: Line, _ repeated: Set<[UInt8]>) -> Bool {
    let form = form(line)
    guard form.count <= 120 else { return false }
    let isNumber =
      form.count <= 6 && form.allSatisfy { $0 == 0x30 || UInt8(ascii: "-") == $0 }
      || !form.isEmpty && form.count <= 7 && form.allSatisfy { "ivxlc".utf8.contains($0) }
    return isNumber || repeated.contains(form)
  }

  /// Whether a sentence that the first line does not end goes on in the second.
  private static func goesOn(_ line: Line, _ next: Line) -> Bool {
    guard let end = line.last(where: { $0 > 0x20 }),
      let start = next.first(where: { $0 > 0x20 })
    else { return false }
    return (0x61...0x7A).contains(start)
      && ((0x61...0x7A).contains(end) || ",;-".utf8.contains(end))
  }
}
