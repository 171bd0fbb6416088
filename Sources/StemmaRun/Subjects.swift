public import StemmaRecord
public import StemmaStore

/// The sections, seeds and rows that a version's records were made from, read from the store.
public struct Subjects: Sendable {
  private struct Key: Hashable {
    let input: String
    let place: Origin.Place
  }

  private let subjects: [Key: Subject]

  /// - Throws: a `StoreError` where an input's text cannot be had.
  public init(of receipt: Receipt, in store: Store) throws {
    let ground = try ReviewPlan.ground(of: receipt, in: store).receipt
    let plan = try store.json(of: ground.plan, .plan)
    subjects = Dictionary(
      try Inputs(of: ground, plan, from: store).subjects.map {
        (Key(input: $0.input, place: $0.place), $0)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// - Returns: nil for a record that was given, and where this stemma cuts inputs otherwise.
  public func subject(of record: Record) -> Subject? {
    record.origin.flatMap { subjects[Key(input: $0.input, place: $0.place)] }
  }
}
