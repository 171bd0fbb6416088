import Synchronization

/// How a service has answered requests of one kind; tells a question that it cannot answer from a
/// service that answers none.
///
/// A question that was sent again and again, while no other was answered, waits until something is: then
/// it is the question. Where all that are being asked wait so, it is the questions as long as they are
/// few in a row, and else the service. So the last question of a run, too, can be given up, and a
/// service that is down ends a run before much of it is.
///
/// A question that is not liked, before any was answered, waits likewise: where one that is being asked
/// beside it is answered it is that question, and where none is the service likes none of them.
final class Standing: Sendable {
  /// So many questions in a row may be given up without another being answered, and twice as many as
  /// were ever asked side by side: all of those may be at fault, and those that come next.
  static let limit = 64

  private typealias News = (waiting: [CheckedContinuation<Bool, Never>], isQuestion: Bool)

  private struct State {
    var isProven = false
    var answered = 0
    var asked = 0
    /// The most that were asked side by side.
    var width = 0
    var inARow = 0
    var waiting: [CheckedContinuation<Bool, Never>] = []
    /// Questions that are not liked, as long as none was answered.
    var disliked: [CheckedContinuation<Bool, Never>] = []

    /// Whom to tell, and what, now that nothing else may come; nil while something may.
    mutating func settle() -> News? {
      guard !disliked.isEmpty || !waiting.isEmpty, waiting.count + disliked.count == asked else {
        return nil
      }
      guard disliked.isEmpty else { return (takeDisliked(), false) }
      inARow += waiting.count
      defer { waiting = [] }
      return (waiting, inARow <= max(Standing.limit, 2 * width))
    }

    mutating func takeDisliked() -> [CheckedContinuation<Bool, Never>] {
      defer { disliked = [] }
      return disliked
    }
  }

  private let state = Mutex(State())

  /// Whether it ever answered, as far as it was told.
  var isProven: Bool { state.withLock { $0.isProven } }

  /// It answered such a request some time.
  func noteProven() {
    tell(
      state.withLock { state in
        state.isProven = true
        return (state.takeDisliked(), true)
      })
  }

  /// A question begins to be asked.
  ///
  /// - Returns: how many were answered before.
  func begin() -> Int {
    state.withLock { state in
      state.asked += 1
      state.width = max(state.width, state.asked)
      return state.answered
    }
  }

  /// A question is asked no more.
  func end() {
    tell(
      state.withLock { state in
        state.asked -= 1
        return state.settle()
      })
  }

  /// A question was answered now.
  func noteAnswered() {
    tell(
      state.withLock { state in
        defer { (state.waiting, state.inARow) = ([], 0) }
        state.isProven = true
        state.answered += 1
        return (state.waiting + state.takeDisliked(), true)
      })
  }

  /// Waits until it is known what is at fault.
  ///
  /// - Parameter before: what `begin` returned for the question, which has not ended.
  /// - Returns: whether it is the question; else it is the service.
  func isQuestionAtFault(since before: Int) async -> Bool {
    await withCheckedContinuation { continuation in
      tell(
        state.withLock { state -> News? in
          guard state.isProven, state.answered == before else {
            return ([continuation], state.isProven)
          }
          state.waiting.append(continuation)
          return state.settle()
        })
    }
  }

  /// Waits until it is known whether the service answers anything.
  ///
  /// - Returns: whether it does, so that a question that it does not like is at fault itself. The
  ///   question has not ended.
  func isQuestionDisliked() async -> Bool {
    await withCheckedContinuation { continuation in
      tell(
        state.withLock { state -> News? in
          guard !state.isProven else { return ([continuation], true) }
          state.disliked.append(continuation)
          return state.settle()
        })
    }
  }

  private func tell(_ news: News?) {
    guard let news else { return }
    for continuation in news.waiting { continuation.resume(returning: news.isQuestion) }
  }
}
