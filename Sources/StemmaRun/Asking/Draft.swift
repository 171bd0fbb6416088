import StemmaExperiment
import StemmaRecord
import StemmaTask

/// One candidate's rows for an asking, as they come to be: whole in one answer, or part by part.
struct Draft: Sendable {
  /// A prompt that was put to somebody, and what came back.
  struct Exchanged: Sendable {
    let prompt: Prompt
    let reply: Reply
  }

  let asking: Asking
  let candidate: Int
  /// In the order in which they were asked.
  fileprivate(set) var exchanges: [Exchanged] = []
  /// For each slot, the places of what was asked about it among `exchanges`.
  fileprivate(set) var ways: [[Int]]
  /// For each slot what there is; nil as long as that is open.
  fileprivate(set) var contents: [Asked.Content?]
  /// Parts beyond the slots that were asked for.
  fileprivate(set) var surplus: [JSONObject] = []
  /// What earlier steps gave, of the slots that are open.
  fileprivate var rows: [JSONObject]
  fileprivate var flaws: [String?]
  /// How many steps were taken.
  fileprivate var step = 0

  init(_ asking: Asking, candidate: Int) {
    self.asking = asking
    self.candidate = candidate
    let count = asking.slots.count
    ways = Array(repeating: [], count: count)
    contents = Array(repeating: nil, count: count)
    rows = Array(repeating: [:], count: count)
    flaws = Array(repeating: nil, count: count)
  }

  /// The slots of a prompt that are still open, by their offsets.
  fileprivate func open(in slots: Range<Int>) -> [Int] {
    slots.map { $0 - asking.slots.lowerBound }.filter { contents[$0] == nil }
  }
}

/// Makes the prompts of drafts, and reads what is answered into them.
struct Drafting: Sendable {
  let planItems: [PlanItem]
  let renderer: PromptRenderer
  let task: any TaskDefinition
  /// What a row must be like; nil where a filter sees to that.
  let form: JSONSchema?

  /// How often at most a draft is gone on with.
  var stepCount: Int { max(1, renderer.steps.count) }

  /// What is to be asked next for a draft, in the order of its slots.
  ///
  /// - Returns: empty where it has come to its end.
  func prompts(for draft: Draft) -> [Prompt] {
    let item = planItems[draft.asking.item]
    guard draft.step > 0 else {
      return [renderer.prompt(for: draft.asking, of: item, candidate: draft.candidate)]
    }
    guard draft.step < renderer.steps.count else { return [] }
    return renderer.runs(draft.step, of: draft.asking, item).compactMap { run in
      let open = draft.open(in: run)
      guard let first = open.first, let last = open.last else { return nil }
      let start = draft.asking.slots.lowerBound
      return renderer.prompt(
        draft.step, for: start + first..<start + last + 1, rows: open.map { draft.rows[$0] },
        of: draft.asking, item, candidate: draft.candidate)
    }
  }

  /// Takes what was answered.
  ///
  /// - Parameter exchanges: of all prompts that were to be asked next, in their order.
  func take(_ exchanges: [Draft.Exchanged], into draft: inout Draft) {
    for exchange in exchanges {
      let open = draft.open(in: exchange.prompt.key.slots)
      for offset in open { draft.ways[offset].append(draft.exchanges.count) }
      draft.exchanges.append(exchange)
      if let lack = Asked.Content(lacking: exchange.reply) {
        for offset in open { draft.contents[offset] = lack }
        countSurplus(exchange.reply, in: &draft)
      } else if case .answered(let answer) = exchange.reply.exchange.result {
        if renderer.steps.isEmpty {
          readRows(answer.text, into: &draft)
        } else {
          readParts(answer.text, of: open, into: &draft)
        }
      }
    }
    draft.step += 1
    guard draft.step == stepCount, !renderer.steps.isEmpty else { return }
    for offset in draft.contents.indices where draft.contents[offset] == nil {
      draft.contents[offset] = whole(
        draft.rows[offset], flaw: draft.flaws[offset], draft.asking, offset)
    }
  }

  private func readRows(_ text: String, into draft: inout Draft) {
    switch task.read(text) {
    case .unparsable(let reason):
      for offset in draft.contents.indices {
        draft.contents[offset] = .nothing(.unparsable, raw: text, reason: reason)
      }
    case .rows(let rows):
      for offset in draft.contents.indices {
        draft.contents[offset] =
          offset < rows.count
          ? taken(rows[offset], draft.asking, offset) : .nothing(.missing, raw: nil, reason: nil)
      }
      draft.surplus = Array(rows.dropFirst(draft.contents.count))
    }
  }

  /// Rows beyond the slots are counted, however whole answers end.
  private func countSurplus(_ reply: Reply, in draft: inout Draft) {
    guard renderer.steps.isEmpty, case .answered(let answer) = reply.exchange.result,
      case .rows(let rows) = task.read(answer.text)
    else { return }
    draft.surplus = Array(rows.dropFirst(draft.contents.count))
  }

  /// - Parameter open: the offsets of the slots that were asked about.
  private func readParts(_ text: String, of open: [Int], into draft: inout Draft) {
    let step = renderer.steps[draft.step]
    switch step.read(text, count: open.count) {
    case .unparsable(let reason):
      for offset in open {
        draft.contents[offset] = .nothing(.unparsable, raw: text, reason: reason)
      }
    case .parts(let parts):
      for (place, offset) in open.enumerated() {
        switch place < parts.count ? parts[place] : nil {
        case nil: draft.contents[offset] = .nothing(.missing, raw: nil, reason: nil)
        case .faulty(let part, let reason):
          draft.contents[offset] = .nothing(
            .unparsable, raw: CanonicalJSON.text(.object(part)), reason: reason)
        case .fields(let fields, let flaw):
          for (name, value) in fields.members {
            if let kept = step.keeping[name] { draft.rows[offset][kept] = draft.rows[offset][name] }
            draft.rows[offset][name] = value
          }
          draft.flaws[offset] = flaw ?? draft.flaws[offset]
        }
      }
      for part in parts.dropFirst(open.count) {
        switch part {
        case .fields(let row, _), .faulty(let row, _): draft.surplus.append(row)
        case nil: break
        }
      }
    }
  }

  /// A row of a whole answer, its flaw taken out.
  private func taken(_ row: JSONObject, _ asking: Asking, _ offset: Int) -> Asked.Content {
    guard task.tellsFlaw, let flaw = row[TaskStep.flaw]?.string, TaskStep.isWord(flaw) else {
      return whole(row, flaw: nil, asking, offset)
    }
    var row = row
    row[TaskStep.flaw] = nil
    return whole(row, flaw: flaw, asking, offset)
  }

  /// Rows never become records of another form than the task's, whatever the filters. What no teacher is
  /// asked for is put in, whatever the answer says of it.
  ///
  /// - Parameter offset: of the slot among those that were asked for.
  private func whole(
    _ row: JSONObject, flaw: String?, _ asking: Asking, _ offset: Int
  ) -> Asked.Content {
    let item = planItems[asking.item]
    let assignment = renderer.assignment(
      of: item, slot: asking.slots.lowerBound + offset, in: asking)
    let row = task.completed(row, of: item.subject, assignment)
    if let fault = task.fault(in: row, of: item.subject, assignment) {
      return .nothing(.unparsable, raw: CanonicalJSON.text(.object(row)), reason: fault)
    }
    guard let violation = form?.violation(of: .object(row)) else { return .row(row, flaw: flaw) }
    return .nothing(
      .unparsable, raw: CanonicalJSON.text(.object(row)),
      reason: "\(violation.pointer): \(violation.keyword.rawValue)")
  }
}

extension Asked.Content {
  /// What a reply means for every slot that was asked about; nil where it is an answer to be read.
  fileprivate init?(lacking reply: Reply) {
    switch reply.exchange.result {
    case .failed(let reason): self = .nothing(.failed, raw: nil, reason: reason)
    case .answered(let answer):
      switch answer.finishReason {
      case .length: self = .nothing(.truncated, raw: answer.text, reason: nil)
      case .refusal: self = .nothing(.refused, raw: answer.text, reason: nil)
      case .stop: return nil
      }
    }
  }
}
