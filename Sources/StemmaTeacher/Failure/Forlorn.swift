import Synchronization

/// Tells a question that a service cannot answer from a service that answers none.
///
/// A question that was sent again and again, while no other was answered, waits until something is: then
/// it is the question. Where all that are being asked wait so, it is the questions as long as they are
/// few in a row, and else the service. So the last question of a run, too, can be given up, and a
/// service that is down ends a run before much of it is.
final class Forlorn: Sendable {
  /// So many questions in a row may be given up without another being answered.
  static let limit = 8

  private struct State {
    var asked = 0
    var inARow = 0
    var waiting: [CheckedContinuation<Bool, Never>] = []

    /// Whom to tell, and what, now that nothing else may come; nil while something may.
    mutating func settle() -> (waiting: [CheckedContinuation<Bool, Never>], isQuestion: Bool)? {
      guard !waiting.isEmpty, waiting.count == asked else { return nil }
      inARow += waiting.count
      defer { waiting = [] }
      return (waiting, inARow <= Forlorn.limit)
    }
  }

  private let state = Mutex(State())

  /// A question begins to be asked.
  func begin() { state.withLock { $0.asked += 1 } }

  /// A question is asked no more.
  func end() {
    tell(
      state.withLock { state in
        state.asked -= 1
        return state.settle()
      })
  }

  /// A question was answered.
  func noteAnswered() {
    tell(
      state.withLock { state in
        defer { (state.waiting, state.inARow) = ([], 0) }
        return (state.waiting, true)
      })
  }

  /// Waits until it is known what is at fault.
  ///
  /// - Returns: whether it is the question, which has begun and not ended; else it is the service.
  func isQuestionAtFault() async -> Bool {
    await withCheckedContinuation { continuation in
      tell(
        state.withLock { state in
          state.waiting.append(continuation)
          return state.settle()
        })
    }
  }

  private func tell(_ news: (waiting: [CheckedContinuation<Bool, Never>], isQuestion: Bool)?) {
    guard let news else { return }
    for continuation in news.waiting { continuation.resume(returning: news.isQuestion) }
  }
}
