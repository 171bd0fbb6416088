public import StemmaRecord
public import StemmaStore

/// A record with its trace and its side: they stand at the same place of their sequences.
public struct RecordPlace: Sendable {
  public let record: Record
  /// Nil where nothing is known of how it came to be.
  public let trace: JSONValue?
  /// Nil where the version has no split.
  public let side: RecordSide?

  /// Looks through the version for a record.
  ///
  /// - Returns: nil where there is none of this id.
  public init?(_ id: RecordID, of receipt: Receipt, in store: Store) throws {
    guard let json = try store.records(of: receipt).entry(id.text)?.json(),
      let record = Record(id: id, json: json)
    else { return nil }
    self.record = record
    trace = try SequenceReader(receipt.roots.traces, from: store).entry(id.text)?.json()
    side = try store.sides(of: receipt)?.entry(id.text)?.json().flatMap(RecordSide.init(json:))
  }

  /// Reads what stands at a place, and no more.
  ///
  /// - Parameter place: from 0.
  /// - Returns: nil beyond the end.
  public init?(at place: Int, of receipt: Receipt, in store: Store) throws {
    guard let entry = try store.records(of: receipt).entry(at: place), let json = entry.json(),
      let record = Record(id: RecordID(entry.key), json: json)
    else { return nil }
    self.record = record
    func other(_ sequence: SequenceReader) throws -> JSONValue? {
      let there = try sequence.entry(at: place)
      if let there, there.key.hasSameBytes(as: entry.key) { return there.json() }
      return sequence.count == 0 ? nil : try sequence.entry(entry.key)?.json()
    }
    trace = try other(SequenceReader(receipt.roots.traces, from: store))
    side = try store.sides(of: receipt).flatMap(other).flatMap(RecordSide.init(json:))
  }
}
