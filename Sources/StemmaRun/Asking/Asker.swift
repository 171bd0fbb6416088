import StemmaExperiment
import StemmaFilter
import StemmaRecord
import StemmaTask

/// Asks a round's prompts side by side, and hands what comes back on in plan order.
struct Asker: Sendable {
  let planItems: [PlanItem]
  let renderer: PromptRenderer
  let task: any TaskDefinition
  let respondent: any Respondent
  /// Nil where there is only one teacher.
  let crew: Crew?
  /// As they were at the beginning: they examine, and never judge.
  let filters: FilterChain
  let rater: Rater
  let writer: PromptWriter
  /// What a row must be like; nil where a filter sees to that.
  let form: JSONSchema?
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

  private func subject(_ asking: Asking) -> Subject { planItems[asking.item].subject }

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
    RoundPrompts(
      askings: askings, planItems: planItems, renderer: renderer, candidates: candidates)
  }

  /// Everything that can be done for these askings without knowing what was kept before them.
  private func answers(to askings: ArraySlice<Asking>) async throws -> [Asked] {
    let prompts = Array(self.prompts(of: askings))
    var writer = writer
    let replies = try await respondent.replies(to: prompts)
    var parts = zip(prompts, replies).map { prompt, reply in
      let reading = reading(of: reply)
      return Asked.Part(
        candidate: prompt.key.candidate, prompt: writer.bytes(of: prompt),
        teacher: crew?.name(for: prompt.key), reply: reply, reading: reading,
        flaws: flaws(of: reading))
    }[...]
    var all: [Asked] = []
    for asking in askings {
      var asked = asked(asking, Array(parts.prefix(candidates)))
      parts = parts.dropFirst(candidates)
      try await rate(&asked)
      all.append(asked)
    }
    return all
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
        role, about: rows, of: planItems[asked.asking.item], asked.asking, by: respondent)
      for (place, reply) in zip(places, replies) {
        asked.slots[place.slot].candidates[place.candidate]?.heed(reply, by: filters)
      }
    }
  }

  private func reading(of reply: Reply) -> AnswerReading {
    switch reply.exchange.result {
    case .answered(let answer): task.read(answer.text)
    case .failed: .rows([])
    }
  }

  /// Rows never become records of another form than the task's, whatever the filters.
  private func flaws(of reading: AnswerReading) -> [Int: String] {
    guard let form, case .rows(let rows) = reading else { return [:] }
    var flaws: [Int: String] = [:]
    for (place, row) in rows.enumerated() {
      if let violation = form.violation(of: .object(row)) {
        flaws[place] = "\(violation.pointer): \(violation.keyword.rawValue)"
      }
    }
    return flaws
  }

  private func asked(_ asking: Asking, _ parts: [Asked.Part]) -> Asked {
    let item = planItems[asking.item]
    let slots = asking.slots.enumerated().map { offset, slot in
      let id = RecordID(item: item.key, ordinal: slot)
      let origin = item.origin(slot: slot)
      let candidates = parts.map { part -> Examined? in
        guard case .row(let row) = part.content(at: offset) else { return nil }
        return Examined(Candidate(id: id, row: row, origin: origin), by: filters)
      }
      return Asked.Slot(
        id: id, origin: origin, originBytes: CanonicalJSON.bytes(.object(origin.json)),
        candidates: candidates)
    }
    return Asked(asking: asking, parts: parts, slots: slots)
  }
}
