import StemmaRecord
import StemmaStatistics
import StemmaStore

/// What an import says of itself when it is done.
struct ImportResult {
  var records = 0
  var problems: [ImportProblem] = []
  var problemCount = 0
  var lengths = LengthSummary()
}

/// Takes parsed pieces in the file's order: finds ids that are met twice, and cuts leaves.
struct ImportSequencer {
  private let cut: SequenceCut
  private let hasIDs: Bool
  private(set) var result = ImportResult()
  private var ids = ImportedIDs()
  /// How often contents were met that were met more than once.
  private var occurrences: [ObjectID: Int] = [:]
  /// The leaf under way: its bytes from pieces before, all its bytes and its entries.
  private var beginning: [UInt8] = []
  private var sizeBytes = 0
  private var size = 0

  init(cut: SequenceCut, hasIDs: Bool) {
    self.cut = cut
    self.hasIDs = hasIDs
  }

  /// - Returns: the leaves that are whole now; nil where none is.
  mutating func take(_ piece: ParsedPiece) -> LeafBatch? {
    let known = result.problems.count
    result.problems += piece.problems
    result.problemCount += piece.problemCount
    var ends: [Int] = []
    var counts: [Int] = []
    var start = 0
    let firstLines = ids.enter(piece.entries.lazy.map { ($0.digest, $0.line) })
    for (entry, first) in zip(piece.entries, firstLines) {
      let keyHash = first.map { again(entry, first: $0, from: start, piece) } ?? entry.keyHash
      size += 1
      sizeBytes += entry.end - start
      if cut.endsLeaf(after: keyHash, size: size, sizeBytes: sizeBytes) {
        ends.append(entry.end)
        counts.append(size)
        (size, sizeBytes) = (0, 0)
      }
      start = entry.end
    }
    order(problemsFrom: known)
    result.records += piece.entries.count
    for (name, field) in piece.lengths.fields {
      result.lengths.add(field, named: name, fieldLimit: FieldLengths.fieldLimit)
    }
    let rest = piece.bytes.bytes[(ends.last ?? 0)...]
    guard !ends.isEmpty else {
      beginning += rest
      return nil
    }
    defer { beginning = Array(rest) }
    return LeafBatch(beginning: beginning, bytes: piece.bytes, ends: ends, counts: counts)
  }

  /// - Returns: the last leaf, which no key has ended; nil where there is none.
  mutating func finish() -> LeafBatch? {
    guard size > 0 else { return nil }
    let bytes = ByteBuffer(capacity: beginning.count)
    bytes.append(beginning)
    return LeafBatch(beginning: [], bytes: bytes, ends: [bytes.count], counts: [size])
  }

  /// Puts a piece's problems in the order of lines, and keeps the first of all.
  private mutating func order(problemsFrom known: Int) {
    result.problems[known...].sort { ($0.line, $0.column) < ($1.line, $1.column) }
    result.problems.removeLast(max(0, result.problems.count - ImportParser.problemLimit))
  }

  /// Takes an entry whose id was met before.
  ///
  /// - Parameter first: the line that had it first.
  /// - Returns: what decides whether a leaf ends here.
  private mutating func again(
    _ entry: ParsedPiece.Entry, first: Int, from start: Int, _ piece: ParsedPiece
  ) -> UInt64 {
    let bytes = piece.bytes.bytes[start..<entry.end]
    if hasIDs {
      let key = SequenceEntry(line: bytes.dropLast())?.key ?? ""
      result.problemCount += 1
      result.problems.append(
        ImportProblem(line: entry.line, column: 1, reason: .duplicateID(key, firstLine: first)))
      return entry.keyHash
    }
    // The same content again: its id says so.
    let rowStart = ParsedPiece.rowStart(afterIDOf: ContentID.placeholder.count)
    let row = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(rowStart).dropLast(3))
    let content = ContentID(row: row)
    let occurrence = occurrences[content.item.digest] ?? 1
    occurrences[content.item.digest] = occurrence + 1
    let text = content.text(occurrence: occurrence)
    piece.bytes.replace(at: start + 2, with: text)
    return text.withUnsafeBufferPointer { SequenceCut.hash(ofKey: $0) }
  }
}
