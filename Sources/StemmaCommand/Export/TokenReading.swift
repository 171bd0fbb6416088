import StemmaRecord
import StemmaStatistics
import StemmaStore

/// Counts the tokens of a version's records, field by field.
struct TokenReading {
  let store: Store
  let receipt: Receipt

  /// - Parameter tokenizer: a `tokenizer.json`; nil for an estimate.
  func count(by tokenizer: String?) throws -> TokenCount {
    guard let tokenizer else {
      var count = TokenCount()
      try forEachRow { count.add($0) }
      return count
    }
    let program = try TokenizerProgram(tokenizer)
    try forEachRow(program.add)
    return try program.count()
  }

  private func forEachRow(_ body: ([(part: String, text: String)]) throws -> Void) throws {
    let records = try store.records(of: receipt)
    for leaf in try records.leaves() {
      try Task.checkCancellation()
      for record in try records.records(of: leaf.id) { try body(RowTexts.all(of: record.row)) }
    }
  }
}
