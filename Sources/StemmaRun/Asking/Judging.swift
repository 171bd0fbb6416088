import StemmaExperiment
import StemmaFilter
import StemmaRecord

/// Lets the filters speak on candidates, in plan order.
struct Judging {
  private var filters: FilterChain
  private let recorder: Recorder
  private(set) var counts = Counts()
  /// The slots the round under way has left open, in plan order.
  private(set) var open: [OpenSlot] = []
  /// Items of which something was kept.
  private(set) var fruitful: Set<Int> = []

  init(_ filters: FilterChain, recorder: Recorder) {
    self.filters = filters
    self.recorder = recorder
  }

  mutating func beginRound(slots: Int) {
    open = []
    counts.rounds += 1
    counts.slots = slots
  }

  mutating func judge(_ asked: Asked) throws {
    let sources = try asked.parts.map { part in
      PartSources(part, of: asked.asking, prompts: try part.exchanges.map(recorder.enter))
    }
    for slot in asked.slots {
      for rating in slot.candidates.flatMap({ $0?.ratings ?? [] }) { try recorder.enter(rating) }
    }
    for (offset, slot) in asked.slots.enumerated() {
      try fill(slot, offset: offset, asked, sources)
    }
    try enterSurplus(asked, sources)
  }

  private mutating func fill(
    _ slot: Asked.Slot, offset: Int, _ asked: Asked, _ sources: [PartSources]
  ) throws {
    let candidates = slot.candidates.compactMap { $0 }
    let choice = filters.choose(
      among: candidates.map(\.candidate), candidates.map(\.findings))
    var isMissing = true
    var rejections: Set<Rejection> = []
    var heard = 0
    for (number, part) in asked.parts.enumerated() {
      let source = sources[number].source(ofSlotAt: offset)
      counts.asked += 1
      switch part.contents[offset] {
      case .nothing(let outcome, let raw, let reason):
        counts.add(outcome)
        if let rejection = Rejection(outcome) { rejections.insert(rejection) }
        isMissing = isMissing && outcome == .missing
        try recorder.drop(slot, outcome, source, raw: raw, reason: reason)
      case .row:
        counts.candidates += 1
        isMissing = false
        rejections.insert(.dropped)
        try enter(
          candidates[heard], slot, source, verdicts: choice.verdicts[heard],
          isChosen: heard == choice.chosen)
        heard += 1
      }
    }
    if choice.chosen != nil {
      fruitful.insert(asked.asking.item)
    } else {
      open.append(
        OpenSlot(
          item: asked.asking.item, ordinal: asked.asking.slots.lowerBound + offset,
          attempt: asked.asking.attempt, place: asked.asking.place + offset, isMissing: isMissing,
          rejections: rejections, mix: asked.asking.mix))
    }
  }

  /// Enters a candidate as the filters had it: kept, dropped, or good and not needed.
  private mutating func enter(
    _ examined: Examined, _ slot: Asked.Slot, _ source: Recorder.Source, verdicts: [Verdict],
    isChosen: Bool
  ) throws {
    if isChosen {
      counts.add(.kept)
      try recorder.keep(examined, slot, source, verdicts: verdicts)
      return
    }
    var outcome = Outcome.surplus
    if let last = verdicts.last, let reason = last.reason {
      outcome = .dropped(filter: last.filter, reason: reason)
    }
    counts.add(outcome)
    try recorder.drop(
      slot, outcome, source, row: examined.row, origin: examined.originBytes, verdicts: verdicts)
  }

  /// Parts beyond the slots that were asked for.
  private mutating func enterSurplus(_ asked: Asked, _ sources: [PartSources]) throws {
    guard let last = asked.slots.last else { return }
    for (part, source) in zip(asked.parts, sources.map(\.first)) {
      for (place, row) in part.surplus.enumerated() {
        counts.asked += 1
        counts.candidates += 1
        counts.add(.surplus)
        try recorder.drop(
          last, .surplus, source, extra: place + 1, row: CanonicalJSON.bytes(.object(row)))
      }
    }
  }
}

/// Where what a part holds comes from.
private struct PartSources {
  private let part: Asked.Part
  private let asking: Asking
  /// Of each prompt that was asked.
  private let prompts: [ObjectID]

  init(_ part: Asked.Part, of asking: Asking, prompts: [ObjectID]) {
    self.part = part
    self.asking = asking
    self.prompts = prompts
  }

  /// As far as the first answer goes.
  var first: Recorder.Source { source(of: [0]) }

  func source(ofSlotAt offset: Int) -> Recorder.Source { source(of: part.ways[offset]) }

  private func source(of way: [Int]) -> Recorder.Source {
    var steps = way.map { place in
      let put = part.exchanges[place]
      return Recorder.Step(prompt: prompts[place], role: put.role, teacher: put.teacher)
    }
    let last = steps.removeLast()
    return Recorder.Source(
      attempt: asking.attempt, candidate: part.candidate, last: last, before: steps)
  }
}
