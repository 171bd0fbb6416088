import StemmaRecord
import StemmaStore
import Synchronization

// Waiting for batches, and reading what came of them.
extension BatchAsking {
  /// Waits until at least one batch has ended that answers this round, and reads all that have.
  ///
  /// - Returns: whether the service takes nothing more until others have ended.
  func collect(
    _ round: inout BatchRound, _ tell: (BatchNews) -> Void
  ) async throws -> Bool {
    var wait = Patience.first
    while true {
      let (ended, open) = try await look(for: round)
      var isHeld = false
      var isNew = false
      // Whether questions that were not liked are at fault themselves, others' answers say: so batches
      // without any answer come last.
      var dubious: [Ended] = []
      for batch in ended {
        switch try await read(batch, open, mayBeLeft: true, &round, tell) {
        case .read: isNew = true
        case .held: (isNew, isHeld) = (true, true)
        case .left: dubious.append(batch)
        }
      }
      if open.batches == 0 || state.withLock({ $0.hasAnswered }) {
        for batch in dubious {
          _ = try await read(batch, open, mayBeLeft: false, &round, tell)
          isNew = true
        }
      }
      if isNew { return isHeld && open.batches > 0 }
      precondition(open.batches > 0, "whatever is waited for was submitted")
      tell(.waiting(batches: open.batches, questions: open.questions, done: open.done))
      guard patience.isPatient else {
        throw TeacherStop.batches(open.batches, questions: open.questions)
      }
      try await patience.pause(wait)
      wait = min(wait * 2, Patience.longest)
    }
  }

  /// A batch that has ended, and why the service would not begin with it.
  private typealias Ended = (submission: Submission, troubles: [BatchTrouble])
  /// Batches under way, with their questions, and those of them that are done with.
  private typealias UnderWay = (batches: Int, questions: Int, done: Int)

  /// Looks at every batch that answers this round.
  private func look(for round: BatchRound) async throws -> (ended: [Ended], open: UnderWay) {
    var ended: [Ended] = []
    var open: UnderWay = (0, 0, 0)
    for submission in submissions.open {
      guard let ids = submission.ids, submission.keys.contains(where: { round.waiting[$0] != nil })
      else { continue }
      var conditions: [BatchCondition] = []
      for id in ids { conditions.append(try await interface.condition(of: id)) }
      if conditions.allSatisfy(\.isEnded) {
        ended.append((submission, conditions.compactMap(\.trouble)))
      } else {
        open.batches += ids.count
        open.questions += submission.keys.count
        open.done += conditions.map(\.done).max() ?? 0
      }
    }
    return (ended, open)
  }

  private enum Reading {
    case read
    /// Read, and the service takes nothing more until others have ended.
    case held
    /// To be read again once it is known whether the teacher answers anything.
    case left
  }

  /// Enters what came of a batch, then forgets the batch.
  private func read(
    _ batch: Ended, _ open: UnderWay, mayBeLeft: Bool, _ round: inout BatchRound,
    _ tell: (BatchNews) -> Void
  ) async throws -> Reading {
    let ids = batch.submission.ids ?? []
    // A run that died while it read has some of it already.
    var harvest = BatchHarvest(
      of: try batch.submission.keys.filter {
        try round.waiting[$0] != nil || recorded.reply(to: $0) == nil
      })
    for id in ids {
      try await interface.forEachPart(of: id) { part in
        harvest.add(part)
        if harvest.isHeavy { try await enter(harvest.takeEnded(), &round) }
      }
    }
    try await enter(harvest.takeEnded(), &round)
    if state.withLock({ $0.hasAnswered }) {
      try await enter(harvest.takeRejected(), &round)
    } else if mayBeLeft, harvest.hasRejected {
      return .left
    }
    for key in batch.submission.keys where round.waiting[key] != nil { round.settle(key) }
    try submissions.end(batch.submission.number)
    if harvest.openCount > 0 {
      let reason = harvest.reason ?? "The batch says nothing of some questions."
      state.withLock { $0.reason = reason }
    }
    tell(
      .collected(
        ids: ids, answered: harvest.answered, failed: harvest.failed, again: harvest.openCount))
    var isHeld = false
    for trouble in batch.troubles + [harvest.end].compactMap(\.self) {
      guard case .later(let reason) = trouble, open.batches > 0, !harvest.isCanceled else {
        throw trouble
      }
      state.withLock { $0.reason = reason }
      isHeld = true
    }
    return isHeld ? .held : .read
  }

  /// Puts exchanges into the journal, side by side, so that they share its syncs.
  private func enter(
    _ exchanges: [(key: TranscriptKey, exchange: Exchange)], _ round: inout BatchRound
  ) async throws {
    let book = book
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (key, exchange) in exchanges {
        let features = round.waiting[key]?.features
        let cost = round.settle(key, by: exchange)
        group.addTask {
          _ = try await book.enter(
            exchange, key, teacher: BatchRound.teacher, features: features, cost: cost)
        }
      }
      try await group.waitForAll()
    }
    let hasAnswer = exchanges.contains { _, exchange in
      if case .answered = exchange.result { true } else { false }
    }
    if hasAnswer { teacher.noteAnswered() }
    state.withLock { state in
      state.ended.formUnion(exchanges.map(\.key))
      state.hasAnswered = state.hasAnswered || hasAnswer
    }
  }
}
