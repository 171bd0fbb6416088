public import StemmaRecord
public import StemmaStore

/// The decisions about a version that no version holds yet: on the disk as soon as they are made.
public final class PendingReview {
  private let journal: ReviewJournal
  private var found: [RecordID: ReviewDecision] = [:]

  /// Opens what was decided before, and begins where there is nothing.
  ///
  /// - Throws: `StoreError.locked` where another process reviews the version;
  ///   `ReviewError.journalDamaged`.
  public init(of version: Version, in store: Store) throws {
    journal = try ReviewJournal(in: store, dataset: version.dataset, base: version.receipt)
    for (index, line) in journal.lines.enumerated() {
      guard let json = try? JSONReader.read(line),
        let id = json["record"]?.string.map(RecordID.init)
      else { throw ReviewError.journalDamaged(version: version.name, line: index + 1) }
      if json["decision"]?.string == Self.undone {
        found[id] = nil
      } else if let decision = ReviewDecision(record: id, entry: json) {
        found[id] = decision
      } else {
        throw ReviewError.journalDamaged(version: version.name, line: index + 1)
      }
    }
  }

  private static let undone = "undecided"

  /// Whether something was decided about a version that no version holds.
  public static func exists(for version: Version, in store: Store) -> Bool {
    ReviewJournal.exists(in: store, dataset: version.dataset, base: version.receipt)
  }

  public var count: Int { found.count }

  /// In the order of the records' ids.
  public var decisions: [ReviewDecision] {
    found.values.sorted { $0.record.text.precedesByBytes($1.record.text) }
  }

  public subscript(record: RecordID) -> ReviewDecision? { found[record] }

  /// Puts a decision in, in place of an earlier one about the same record.
  public func decide(_ decision: ReviewDecision) throws {
    try journal.append(CanonicalJSON.bytes(decision.line))
    found[decision.record] = decision
  }

  /// Takes a decision back.
  public func undo(_ record: RecordID) throws {
    guard found[record] != nil else { return }
    try journal.append(
      CanonicalJSON.bytes(["decision": .string(Self.undone), "record": .string(record.text)]))
    found[record] = nil
  }

  /// Forgets all: it is published.
  public func discard() throws {
    try journal.remove()
    found = [:]
  }

  /// Forgets all that was decided about a version, whether it can be read or not.
  public static func discard(of version: Version, in store: Store) throws {
    try ReviewJournal(in: store, dataset: version.dataset, base: version.receipt).remove()
  }
}
