import StemmaExperiment
public import StemmaRecord
public import StemmaStore

/// Where in its plan each of a version's slots stands: what a prompt called its sample's number.
///
/// The plan is made again, round by round, from the manifest, the inputs and what traces and ledger tell of
/// each slot's candidates; nobody is asked. It takes some 100 bytes a slot.
public struct SlotPlaces: Sendable {
  private let places: [RecordID: Int]

  /// From 1; nil for a record that no slot of the plan holds.
  public subscript(id: RecordID) -> Int? { places[id] }

  /// - Returns: nil for records that were given, and where this stemma would plan otherwise.
  /// - Throws: a `StoreError`; what the stored manifest cannot be read by.
  public init?(of receipt: Receipt, in store: Store) throws {
    let ground = try ReviewPlan.ground(of: receipt, in: store).receipt
    let plan = try store.json(of: ground.plan, .plan)
    guard plan["template"] != nil, ground.revisions["planner"] == Planner.revision else {
      return nil
    }
    let (manifest, template) = try Reproduction(store, width: 1).manifest(of: ground)
    let kit = try Kit(manifest, template: template, teachers: Offer.live.replaying)
    let inputs = try Inputs(of: ground, manifest, kit.task, from: store)
    let endings = try Endings(of: ground, in: store)
    var planner = Planner(
      manifest, subjects: inputs.subjects, task: kit.task, missingIsFinal: kit.teacher.isPure,
      prompts: kit.template.promptCount)
    var places: [RecordID: Int] = [:]
    var kept = 0
    var askings = planner.firstRound()
    while !askings.isEmpty {
      var open: [OpenSlot] = []
      for asking in askings {
        for (offset, ordinal) in asking.slots.enumerated() {
          let id = RecordID(item: planner.items[asking.item].key, ordinal: ordinal)
          places[id] = asking.place + offset
          guard endings.kept[id] != asking.attempt else {
            kept += 1
            continue
          }
          // What nothing is told of was asked by another plan.
          guard let ending = endings.open[id]?[asking.attempt] else { return nil }
          open.append(
            OpenSlot(
              item: asking.item, ordinal: ordinal, attempt: asking.attempt,
              place: asking.place + offset, isMissing: ending.isMissing,
              rejections: ending.rejections, mix: asking.mix))
        }
      }
      askings = planner.nextRound(after: open, kept: kept)
    }
    guard planner.slotCount == ground.counts.slots else { return nil }
    self.places = places
  }
}

/// How the attempts at slots ended.
private struct Endings {
  struct Open {
    var isMissing = true
    var rejections: Set<Rejection> = []
  }

  /// At which attempt a slot was filled.
  var kept: [RecordID: Int] = [:]
  /// By slot and attempt, those that were not.
  var open: [RecordID: [Int: Open]] = [:]

  init(of receipt: Receipt, in store: Store) throws {
    try SequenceReader(receipt.roots.traces, from: store).forEach { _, entry in
      kept[RecordID(entry.key)] = entry.json()?["attempt"]?.integer ?? 0
      return true
    }
    try SequenceReader(receipt.roots.ledger, from: store).forEach { _, entry in
      guard let entry = LedgerEntry(entry), entry.extra == 0 else { return true }
      var ending = open[entry.record]?[entry.attempt] ?? Open()
      if entry.row != nil {
        ending.isMissing = false
        ending.rejections.insert(.dropped)
      } else {
        ending.isMissing = ending.isMissing && entry.outcome == .missing
        if let rejection = Rejection(entry.outcome) { ending.rejections.insert(rejection) }
      }
      open[entry.record, default: [:]][entry.attempt] = ending
      return true
    }
  }
}
