import StemmaExperiment
import StemmaFilter
import StemmaRecord
import StemmaTask

/// Lets the filters speak on candidates, in plan order.
struct Judging {
  private var filters: FilterChain
  private let recorder: Recorder
  private(set) var counts = Counts()
  /// The slots the round under way has left open, in plan order.
  private(set) var open: [OpenSlot] = []
  /// For each of the plan's items whether something of it was kept.
  private(set) var isFruitful: [Bool]

  init(_ filters: FilterChain, items: Int, recorder: Recorder) {
    self.filters = filters
    self.recorder = recorder
    isFruitful = Array(repeating: false, count: items)
  }

  mutating func beginRound(slots: Int) {
    open = []
    counts.rounds += 1
    counts.slots = slots
  }

  mutating func judge(_ asked: Asked) throws {
    let sources = try asked.parts.map {
      Recorder.Source(
        attempt: asked.asking.attempt, candidate: $0.candidate, prompt: try recorder.enter($0))
    }
    for (offset, slot) in asked.slots.enumerated() {
      try fill(slot, offset: offset, asked, sources)
    }
    try enterSurplus(asked, sources)
  }

  private mutating func fill(
    _ slot: Asked.Slot, offset: Int, _ asked: Asked, _ sources: [Recorder.Source]
  ) throws {
    var isFilled = false
    var isMissing = true
    for (number, source) in sources.enumerated() {
      counts.asked += 1
      switch asked.parts[number].content(at: offset) {
      case .nothing(let outcome, let raw):
        counts.add(outcome)
        isMissing = isMissing && outcome == .missing
        try recorder.drop(slot, outcome, source, raw: raw)
      case .row(let row):
        counts.candidates += 1
        isMissing = false
        if isFilled {
          counts.add(.surplus)
          try recorder.drop(slot, .surplus, source, row: CanonicalJSON.bytes(.object(row)))
        } else {
          let early = number == 0 ? slot.first : nil
          let candidate = Candidate(id: slot.id, row: row, origin: slot.origin)
          isFilled = try hear(early ?? Examined(candidate, by: filters), slot, source)
        }
      }
    }
    if isFilled {
      isFruitful[asked.asking.item] = true
    } else {
      open.append(
        OpenSlot(
          item: asked.asking.item, ordinal: asked.asking.slots.lowerBound + offset,
          attempt: asked.asking.attempt, place: asked.asking.place + offset, isMissing: isMissing))
    }
  }

  /// - Returns: whether the candidate is kept.
  private mutating func hear(
    _ examined: Examined, _ slot: Asked.Slot, _ source: Recorder.Source
  ) throws -> Bool {
    let verdicts = filters.judge(examined.findings)
    if let last = verdicts.last, let reason = last.reason {
      let outcome = Outcome.dropped(filter: last.filter, reason: reason)
      counts.add(outcome)
      try recorder.drop(slot, outcome, source, row: examined.row, verdicts: verdicts)
      return false
    }
    filters.accept(examined.findings)
    counts.add(.kept)
    try recorder.keep(examined, slot, source, verdicts: verdicts)
    return true
  }

  /// Parts beyond the slots that were asked for.
  private mutating func enterSurplus(_ asked: Asked, _ sources: [Recorder.Source]) throws {
    guard let last = asked.slots.last else { return }
    for (part, source) in zip(asked.parts, sources) {
      guard case .rows(let rows) = part.reading else { continue }
      for (place, row) in rows.dropFirst(asked.slots.count).enumerated() {
        counts.asked += 1
        counts.candidates += 1
        counts.add(.surplus)
        try recorder.drop(
          last, .surplus, source, extra: place + 1, row: CanonicalJSON.bytes(.object(row)))
      }
    }
  }
}
