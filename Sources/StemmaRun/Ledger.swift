import StemmaRecord
import StemmaStore

/// What was not kept of a version: the entries of its ledger and, where reviews made it, those of the version
/// they stand on and of each review.
struct Ledger {
  /// The oldest first.
  private let parts: [SequenceReader]

  init(of receipt: Receipt, in store: Store) throws(StoreError) {
    let (ground, reviews) = try ReviewPlan.ground(of: receipt, in: store)
    var parts: [SequenceReader] = []
    for receipt in [ground] + reviews.reversed() {
      parts.append(try SequenceReader(receipt.roots.ledger, from: store))
    }
    self.parts = parts
  }

  var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// What was not kept of one record, the oldest first; every leaf is read.
  ///
  /// - Throws: `StoreError`, also where an entry cannot be read.
  func entries(of record: RecordID) throws(StoreError) -> [LedgerEntry] {
    var found: [LedgerEntry] = []
    for part in parts {
      for leaf in try part.leaves() {
        for entry in try part.entries(of: leaf.id)
        where LedgerEntry.mayBe(entry.key, about: record) {
          guard let known = LedgerEntry(entry) else { throw .objectMalformed(leaf.id, .leaf) }
          if known.record == record { found.append(known) }
        }
      }
    }
    return found
  }
}
