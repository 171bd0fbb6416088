import StemmaRecord
import StemmaStore

/// Makes an imported version again: its rows are taken as the file's lines once more.
///
/// The file itself is not in the store, so that its digest is the one thing that is not checked.
struct GivenReproduction {
  let store: Store
  let width: Int

  /// - Returns: what differs, and what was checked.
  func compare(
    _ receipt: Receipt, _ statement: ImportStatement
  ) async throws -> (differences: [Reproduction.Difference], checked: [String]) {
    let records = try store.records(of: receipt)
    let probe = ObjectProbe(over: store)
    let rows = RowLines(records)
    let made = try await ImportPipeline(id: statement.id, cut: records.cut, width: width)
      .run(into: probe, progress: { _ in }, read: rows.read)
    var differences: [Reproduction.Difference] = made.result.problems.map { problem in
      Reproduction.Difference(
        part: "records", key: "record \(problem.line)", then: nil, now: problem.whatHappened,
        cause: Reproduction.sameRevisions)
    }
    if let root = made.root, root != receipt.roots.records {
      differences += try RemakeDifference.all(
        of: "records", then: records, now: SequenceReader(root, from: probe))
    }
    let empty = try SequenceWriter(into: probe).finish()
    for (name, root) in receipt.roots.named where name != "records" && root != empty {
      differences.append(
        Reproduction.Difference(
          part: name, key: "root", then: root.description, now: empty.description,
          cause: Reproduction.sameRevisions))
    }
    let counts = ImportStatement.counts(of: made.result.records)
    if counts != receipt.counts {
      differences.append(
        Reproduction.Difference(
          part: "counts", key: "counts", then: CanonicalJSON.text(.object(receipt.counts.json)),
          now: CanonicalJSON.text(.object(counts.json)), cause: Reproduction.sameRevisions))
    }
    return (differences, ["records", "traces", "ledger", "transcript", "counts"])
  }
}

/// A version's rows as lines, leaf by leaf.
private final class RowLines {
  private let records: SequenceReader
  private var leaves: ArraySlice<SequenceChild>?
  private var waiting: ArraySlice<UInt8> = []

  init(_ records: SequenceReader) { self.records = records }

  func read(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var leaves = try self.leaves ?? ArraySlice(records.leaves())
    while waiting.isEmpty, let leaf = leaves.popFirst() {
      for row in try records.rows(of: leaf.id) {
        waiting += row
        waiting.append(UInt8(ascii: "\n"))
      }
    }
    self.leaves = leaves
    let count = min(buffer.count, waiting.count)
    buffer.copyBytes(from: waiting.prefix(count))
    waiting = waiting.dropFirst(count)
    return count
  }
}
