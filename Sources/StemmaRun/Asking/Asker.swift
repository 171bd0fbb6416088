import StemmaExperiment
import StemmaFilter
import StemmaRecord

/// Asks a round's prompts side by side, and hands what comes back on in plan order.
struct Asker: Sendable {
  let drafting: Drafting
  let respondent: any Respondent
  /// Nil where there is only one teacher.
  let crew: Crew?
  /// As they were at the beginning: they examine, and never judge.
  let filters: FilterChain
  let rater: Rater
  let writer: PromptWriter
  let candidates: Int
  /// How many tasks run at once, at least 1.
  let width: Int
  /// So many askings make one task at least: a pure teacher's answer costs less than a task does.
  private var chunk: Int { respondent.isPure ? 32 : 1 }
  /// Askings of one subject stay together up to this number.
  private var chunkLimit: Int { respondent.isPure ? 64 : 1 }
  /// So many tasks may have been begun and not been handed on: one that waits for a service that is
  /// overloaded must not hold up all others.
  private var window: Int { (respondent.isPure ? 2 : 16) * width }

  /// - Parameter body: called in plan order, whatever the order of arrival.
  /// - Throws: `TeacherStop` where nothing more can be had; what was under way then is waited for.
  func ask(_ askings: [Asking], _ body: (Asked) throws -> Void) async throws {
    // Whoever hands on is run where those that ask are, and woken without another thread's help.
    try await withTaskExecutorPreference(respondent.executors.first) {
      try await askAll(askings, body)
    }
  }

  private func askAll(_ askings: [Asking], _ body: (Asked) throws -> Void) async throws {
    var spread = ExecutorSpread(respondent.executors)
    try await withThrowingTaskGroup(of: (Int, Int, Result<[Asked], TeacherStop>).self) { group in
      var arrived: [Int: [Asked]] = [:]
      var next = 0
      var started = 0
      var handed = 0
      while next < askings.count || handed < started {
        // The window bounds what has arrived out of turn and waits.
        while next < askings.count && started < handed + window
          && started - handed - arrived.count < width
        {
          let number = started
          let part = askings[next..<end(ofTaskFrom: next, in: askings)]
          let place = spread.take()
          group.addTask(executorPreference: spread.executor(place)) {
            (number, place, try await outcome(of: part))
          }
          next = part.endIndex
          started += 1
        }
        guard let (number, place, outcome) = try await group.next() else { break }
        spread.leave(place)
        switch outcome {
        case .success(let asked): arrived[number] = asked
        case .failure(let stop):
          while try await group.next() != nil {}
          throw stop
        }
        while let turn = arrived.removeValue(forKey: handed) {
          for asked in turn {
            try Task.checkCancellation()
            try body(asked)
          }
          handed += 1
        }
      }
    }
  }

  /// Where a task ends that begins at `start`: a teacher reads a section once for all of a task.
  private func end(ofTaskFrom start: Int, in askings: [Asking]) -> Int {
    var end = min(start + chunk, askings.count)
    let limit = min(start + chunkLimit, askings.count)
    while end < limit, subject(askings[end]) == subject(askings[end - 1]) { end += 1 }
    return end
  }

  private func subject(_ asking: Asking) -> Subject { drafting.planItems[asking.item].subject }

  private func outcome(
    of askings: ArraySlice<Asking>
  ) async throws -> Result<[Asked], TeacherStop> {
    do {
      return .success(try await answers(to: askings))
    } catch let stop as TeacherStop {
      return .failure(stop)
    }
  }

  func prompts(of askings: ArraySlice<Asking>) -> RoundPrompts {
    RoundPrompts(askings: askings, drafting: drafting, candidates: candidates)
  }

  /// Everything that can be done for these askings without knowing what was kept before them.
  private func answers(to askings: ArraySlice<Asking>) async throws -> [Asked] {
    var drafts = askings.flatMap { asking in
      (0..<candidates).map { Draft(asking, candidate: $0) }
    }
    for _ in 0..<drafting.stepCount { try await goOn(with: &drafts) }
    var writer = writer
    var parts = drafts.map { part(of: $0, &writer) }[...]
    var all: [Asked] = []
    for asking in askings {
      var asked = asked(asking, Array(parts.prefix(candidates)))
      parts = parts.dropFirst(candidates)
      try await rate(&asked)
      all.append(asked)
    }
    return all
  }

  /// Takes the next step with all of them.
  private func goOn(with drafts: inout [Draft]) async throws {
    let prompts = drafts.map { drafting.prompts(for: $0) }
    let all = prompts.flatMap(\.self)
    guard !all.isEmpty else { return }
    var replies = try await respondent.replies(to: all)[...]
    for (place, asked) in prompts.enumerated() {
      drafting.take(
        zip(asked, replies).map { Draft.Exchanged(prompt: $0, reply: $1) }, into: &drafts[place])
      replies = replies.dropFirst(asked.count)
    }
  }

  private func part(of draft: Draft, _ writer: inout PromptWriter) -> Asked.Part {
    Asked.Part(
      candidate: draft.candidate,
      exchanges: draft.exchanges.map { exchange in
        Asked.Put(
          prompt: writer.bytes(of: exchange.prompt), role: exchange.prompt.context.role,
          teacher: crew?.name(for: exchange.prompt), reply: exchange.reply)
      },
      ways: draft.ways,
      contents: draft.contents.map { content in
        guard let content else { preconditionFailure("every slot comes to its end") }
        return content
      },
      surplus: draft.surplus)
  }

  /// Asks the judge, and whoever else is to be, about the candidates that come as far as that.
  private func rate(_ asked: inout Asked) async throws {
    for role in filters.roles {
      var places: [(slot: Int, candidate: Int)] = []
      var rows: [Rater.Place] = []
      for (offset, slot) in asked.slots.enumerated() {
        for (number, examined) in slot.candidates.enumerated() {
          guard let examined, examined.findings.wanted == role else { continue }
          places.append((offset, number))
          rows.append(
            Rater.Place(
              slot: asked.asking.slots.lowerBound + offset,
              candidate: asked.parts[number].candidate, row: examined.candidate.row))
        }
      }
      guard !rows.isEmpty else { continue }
      let replies = try await rater.replies(
        role, about: rows, of: drafting.planItems[asked.asking.item], asked.asking, by: respondent)
      for (place, replies) in zip(places, replies) {
        asked.slots[place.slot].candidates[place.candidate]?.heed(replies, by: filters)
      }
    }
  }

  private func asked(_ asking: Asking, _ parts: [Asked.Part]) -> Asked {
    let item = drafting.planItems[asking.item]
    let mix = drafting.renderer.mix(of: asking)
    let slots = asking.slots.enumerated().map { offset, slot in
      let id = RecordID(item: item.key, ordinal: slot)
      let origin = item.origin(slot: slot, mix: mix)
      let candidates = parts.map { part -> Examined? in
        guard case .row(let row, let flaw) = part.contents[offset] else { return nil }
        guard let flaw else {
          return Examined(Candidate(id: id, row: row, origin: origin), by: filters)
        }
        let own = origin.flawed(by: flaw)
        return Examined(
          Candidate(id: id, row: row, origin: own), by: filters,
          originBytes: CanonicalJSON.bytes(.object(own.json)))
      }
      return Asked.Slot(
        id: id, origin: origin, originBytes: CanonicalJSON.bytes(.object(origin.json)),
        candidates: candidates)
    }
    return Asked(asking: asking, parts: parts, slots: slots)
  }
}
