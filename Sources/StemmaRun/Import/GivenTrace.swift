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
    guard let statement = try Self.statement(of: receipt, in: store),
      let place = try RecordPlace(id, of: receipt, in: store)
    else { return nil }
    self.init(place, statement)
  }

  /// - Returns: nil where the version was not imported.
  public init?(_ place: RecordPlace, of receipt: Receipt, in store: Store) throws {
    guard let statement = try Self.statement(of: receipt, in: store) else { return nil }
    self.init(place, statement)
  }

  private init(_ place: RecordPlace, _ statement: ImportStatement) {
    record = place.record
    self.statement = statement
    reviews = place.trace?["reviews"]?.array ?? []
  }

  private static func statement(of receipt: Receipt, in store: Store) throws -> ImportStatement? {
    let ground = try ReviewPlan.ground(of: receipt, in: store).receipt
    return ImportStatement(plan: try store.json(of: ground.plan, .plan))
  }
}
