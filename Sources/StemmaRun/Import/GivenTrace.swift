public import StemmaRecord
public import StemmaStore

/// The way of a record that was given: the import it came by, and what reviews decided about it.
public struct GivenTrace: Sendable {
  public let record: Record
  public let statement: ImportStatement
  /// What reviews decided about the record, the oldest first.
  public let reviews: [JSONValue]

  /// - Returns: nil where the version was not imported, or has no such record.
  public init?(_ id: RecordID, of receipt: Receipt, in store: Store) throws {
    let ground = try ReviewPlan.ground(of: receipt, in: store).receipt
    guard let statement = ImportStatement(plan: try store.json(of: ground.plan, .plan)),
      let json = try store.records(of: receipt).entry(id.text)?.json(),
      let record = Record(id: id, json: json)
    else { return nil }
    self.record = record
    self.statement = statement
    reviews =
      try SequenceReader(receipt.roots.traces, from: store).entry(id.text)?
      .json()?["reviews"]?.array ?? []
  }
}
