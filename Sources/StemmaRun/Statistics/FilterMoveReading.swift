import StemmaFilter
import StemmaRecord
import StemmaStore

/// Reads what one of two versions has kept and the other one dropped: of records and ledgers only the
/// leaves that not both have, of traces only those of records that differ.
struct FilterMoveReading {
  /// One version, and what only it has.
  private struct Part {
    let records: SequenceReader
    let traces: SequenceReader
    let ledger: SequenceReader
    /// Leaves of records, and the records in them that the other version does not have as they are.
    var recordLeaves: [ObjectID] = []
    var places: [SequenceDifference.Place] = []
    /// Leaves of the ledger, and the entries whose keys the other version's has not.
    var ledgerLeaves: [ObjectID] = []
    var entries: [SequenceDifference.Place] = []

    init(_ receipt: Receipt, in store: Store) throws(StoreError) {
      records = try store.records(of: receipt)
      traces = try SequenceReader(receipt.roots.traces, from: store)
      ledger = try SequenceReader(receipt.roots.ledger, from: store)
    }
  }

  /// A candidate that a filter dropped.
  private struct Drop {
    let filter: String
    let reason: String
    let place: SequenceDifference.Place
  }

  private var before: Part
  private var after: Part
  /// Whether something of a slot is the same, or stands under the same key, in both versions.
  private let isJoined: Bool

  init(_ first: Receipt, _ second: Receipt, in store: Store, width: Int) throws {
    before = try Part(first, in: store)
    after = try Part(second, in: store)
    let records = try before.records.difference(to: after.records, width: width)
    (before.recordLeaves, after.recordLeaves) = (records.before, records.after)
    before.places = (records.gone.map(\.place) + records.changed.map(\.before)).sorted()
    after.places = (records.fresh.map(\.place) + records.changed.map(\.after)).sorted()
    let ledgers = try before.ledger.difference(to: after.ledger, width: width)
    (before.ledgerLeaves, after.ledgerLeaves) = (ledgers.before, ledgers.after)
    before.entries = ledgers.gone.map(\.place)
    after.entries = ledgers.fresh.map(\.place)
    isJoined =
      records.same + ledgers.same > 0 || !records.changed.isEmpty || !ledgers.changed.isEmpty
  }

  /// Whether any slot was asked for in both versions.
  func hasCommonSlots() throws -> Bool {
    if isJoined { return true }
    return try !Self.slots(before).isDisjoint(with: Self.slots(after))
  }

  /// By filter, what the first version has kept and it dropped in the second.
  func dropped(ranking: Set<String>) throws -> [String: FilterCauses.Moves] {
    try Self.moves(kept: before, dropped: after, ranking)
  }

  /// By filter, what the second version has kept and it dropped in the first.
  func kept(ranking: Set<String>) throws -> [String: FilterCauses.Moves] {
    try Self.moves(kept: after, dropped: before, ranking)
  }

  private static func slots(_ part: Part) throws -> Set<RecordID> {
    var slots: Set<RecordID> = []
    var records = LeafCursor(part.records, part.recordLeaves)
    for place in part.places { slots.insert(RecordID(try records.entry(place).key)) }
    var ledger = LeafCursor(part.ledger, part.ledgerLeaves)
    for place in part.entries {
      if let entry = LedgerEntry(try ledger.entry(place)) { slots.insert(entry.record) }
    }
    return slots
  }

  private static func moves(
    kept: Part, dropped: Part, _ changed: Set<String>
  ) throws -> [String: FilterCauses.Moves] {
    var ledger = LeafCursor(dropped.ledger, dropped.ledgerLeaves)
    let ranking = FilterChain.ranking.filter(changed.contains)
    var drops = ByName<Drop>()
    for place in dropped.entries {
      let entry = try ledger.entry(place)
      let outcome = LedgerEntry(entry)?.outcome
      if case .dropped(let filter, let reason)? = outcome {
        drops[entry.key] = Drop(filter: filter, reason: reason, place: place)
      } else if let filter = ranking.first, let outcome, outcome == .surplus {
        drops[entry.key] = Drop(filter: filter, reason: outcome.word, place: place)
      }
    }
    guard !drops.isEmpty else { return [:] }
    var starts: [ObjectID: Int] = [:]
    var total = 0
    for leaf in try kept.records.leaves() {
      starts[leaf.id] = total
      total += leaf.count
    }
    let traces = try PlaceLookup(kept.traces)
    var records = LeafCursor(kept.records, kept.recordLeaves)
    var moves: [String: FilterCauses.Moves] = [:]
    for place in kept.places {
      let record = try records.entry(place)
      let start = starts[kept.recordLeaves[Int(place.leaf)]] ?? 0
      let id = RecordID(record.key)
      guard let trace = try traces.entry(of: id, at: start + Int(place.entry) + 1),
        let attempt = trace["attempt"]?.integer, let candidate = trace["candidate"]?.integer,
        let drop = drops[LedgerEntry.key(id, attempt: attempt, candidate: candidate)]
      else { continue }
      let entry = LedgerEntry(try ledger.entry(drop.place))
      let isAlike = alike(record.json()?["row"]?.object, entry?.row)
      moves[drop.filter, default: FilterCauses.Moves()].add(id, drop.reason, isAlike: isAlike)
    }
    return moves
  }

  /// Whether two rows say the same in all fields that both have.
  private static func alike(_ left: JSONObject?, _ right: JSONObject?) -> Bool {
    guard let left, let right else { return false }
    return left.members.allSatisfy { name, value in right[name].map { $0 == value } ?? true }
  }
}

extension FilterCauses.Moves {
  fileprivate mutating func add(_ id: RecordID, _ reason: String, isAlike: Bool) {
    count += 1
    if isAlike { alike += 1 }
    reasons[reason, default: 0] += 1
    if records.count < FilterCauses.recordLimit { records.append(id) }
  }
}

/// Reads single entries of leaves, neighbours without reading the leaf again.
private struct LeafCursor {
  private let reader: SequenceReader
  private let leaves: [ObjectID]
  private var last: (leaf: Int32, entries: [SequenceEntry])?

  init(_ reader: SequenceReader, _ leaves: [ObjectID]) {
    self.reader = reader
    self.leaves = leaves
  }

  mutating func entry(_ place: SequenceDifference.Place) throws(StoreError) -> SequenceEntry {
    if let last, last.leaf == place.leaf { return last.entries[Int(place.entry)] }
    let read = try reader.entries(of: leaves[Int(place.leaf)])
    last = (place.leaf, read)
    return read[Int(place.entry)]
  }
}
