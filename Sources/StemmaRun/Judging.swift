import StemmaExperiment
import StemmaFilter
import StemmaRecord
import StemmaTask

/// Reads candidates out of answers and lets the filters speak, in plan order.
struct Judging {
  private var filters: FilterChain
  private let items: [PlanItem]
  private let recorder: Recorder
  private(set) var counts = Counts()
  /// The slots the round under way has left open, in plan order.
  private(set) var open: [OpenSlot] = []
  /// Items of which something was kept.
  private(set) var fruitful: Set<Int> = []

  init(_ filters: FilterChain, items: [PlanItem], recorder: Recorder) {
    self.filters = filters
    self.items = items
    self.recorder = recorder
  }

  mutating func beginRound(slots: Int) {
    open = []
    counts.rounds += 1
    counts.slots = slots
  }

  mutating func judge(_ asked: Asked) throws {
    let prompts = try asked.parts.map { try recorder.enter($0.prompt) }
    for (offset, slot) in asked.asking.slots.enumerated() {
      try fill(slot, offset: offset, asked, prompts)
    }
    try enterSurplus(asked, prompts)
  }

  private mutating func fill(
    _ slot: Int, offset: Int, _ asked: Asked, _ prompts: [ObjectID]
  ) throws {
    let item = items[asked.asking.item]
    let id = RecordID(item: item.key, ordinal: slot)
    let origin = item.origin(slot: slot)
    let contents = asked.parts.map { Self.part($0, at: offset) }
    let candidates = contents.compactMap { content -> Candidate? in
      guard case .row(let row) = content else { return nil }
      return Candidate(id: id, row: row, origin: origin)
    }
    let choice = filters.choose(among: candidates)
    var isMissing = true
    var heard = 0
    for (content, (part, prompt)) in zip(contents, zip(asked.parts, prompts)) {
      counts.asked += 1
      switch content {
      case .nothing(let outcome, let raw):
        counts.add(outcome)
        isMissing = isMissing && outcome == .missing
        try recorder.drop(id, outcome, part, prompt, origin: origin, raw: raw)
      case .row:
        counts.candidates += 1
        isMissing = false
        try enter(
          candidates[heard], part, prompt, verdicts: choice.verdicts[heard],
          isChosen: heard == choice.chosen)
        heard += 1
      }
    }
    if choice.chosen != nil {
      fruitful.insert(asked.asking.item)
    } else {
      open.append(
        OpenSlot(
          item: asked.asking.item, ordinal: slot, attempt: asked.asking.attempt,
          place: asked.asking.place + offset, isMissing: isMissing))
    }
  }

  /// Enters a candidate as the filters had it: kept, dropped, or good and not needed.
  private mutating func enter(
    _ candidate: Candidate, _ part: Asked.Part, _ prompt: ObjectID, verdicts: [Verdict],
    isChosen: Bool
  ) throws {
    if isChosen {
      counts.add(.kept)
      try recorder.keep(candidate, part, prompt, verdicts: verdicts)
      return
    }
    var outcome = Outcome.surplus
    if let last = verdicts.last, let reason = last.reason {
      outcome = .dropped(filter: last.filter, reason: reason)
    }
    counts.add(outcome)
    try recorder.drop(
      candidate.id, outcome, part, prompt, origin: candidate.origin, row: candidate.row,
      verdicts: verdicts)
  }

  /// Parts beyond the slots that were asked for.
  private mutating func enterSurplus(_ asked: Asked, _ prompts: [ObjectID]) throws {
    let item = items[asked.asking.item]
    guard let last = asked.asking.slots.last else { return }
    for (part, prompt) in zip(asked.parts, prompts) {
      guard case .rows(let rows) = part.reading else { continue }
      for (place, row) in rows.dropFirst(asked.asking.slots.count).enumerated() {
        counts.asked += 1
        counts.candidates += 1
        counts.add(.surplus)
        try recorder.drop(
          RecordID(item: item.key, ordinal: last), .surplus, part, prompt,
          origin: item.origin(slot: last), extra: place + 1, row: row)
      }
    }
  }

  private enum Content {
    case row(JSONObject)
    case nothing(Outcome, raw: String?)
  }

  /// What an answer holds for the slot at `offset` among those asked for.
  private static func part(_ part: Asked.Part, at offset: Int) -> Content {
    switch part.answer.finishReason {
    case .length: return .nothing(.truncated, raw: part.answer.text)
    case .refusal: return .nothing(.refused, raw: part.answer.text)
    case .stop: break
    }
    switch part.reading {
    case .unparsable: return .nothing(.unparsable, raw: part.answer.text)
    case .rows(let rows):
      return offset < rows.count ? .row(rows[offset]) : .nothing(.missing, raw: nil)
    }
  }
}
