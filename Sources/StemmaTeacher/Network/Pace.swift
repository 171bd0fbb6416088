import Synchronization

/// When the next request may be sent; shared by all that go to one service.
///
/// Requests are spread evenly, without bursts, so that it does not matter over which minute a service
/// counts.
final class Pace: Sendable {
  private struct State {
    /// Nothing is sent before.
    var heldUntil = Duration.zero
    var nextRequest = Duration.zero
    var nextTokens = Duration.zero
    /// Between two requests while the service says that little is left.
    var spacing = Duration.zero
    var spacingUntil = Duration.zero
  }

  private let state = Mutex(State())
  private let timing: Timing
  private let requestInterval: Duration
  private let tokenInterval: Duration

  init(requestsPerMinute: Int?, tokensPerMinute: Int?, timing: Timing) {
    requestInterval = requestsPerMinute.map { .seconds(60) / max(1, $0) } ?? .zero
    tokenInterval = tokensPerMinute.map { .seconds(60) / max(1, $0) } ?? .zero
    self.timing = timing
  }

  /// Whether tokens are counted at all.
  var countsTokens: Bool { tokenInterval > .zero }

  /// Waits until it is this request's turn.
  ///
  /// - Parameter tokens: what prompt and answer may come to.
  /// - Throws: only `CancellationError`.
  func admit(tokens: Int) async throws {
    var now = timing.now()
    let turn = state.withLock { state in
      let interval =
        now < state.spacingUntil ? max(requestInterval, state.spacing) : requestInterval
      let turn = max(now, state.heldUntil, state.nextRequest, state.nextTokens)
      state.nextRequest = turn + interval
      if countsTokens { state.nextTokens = turn + tokenInterval * tokens }
      return turn
    }
    while now < turn {
      try await timing.sleep(turn - now)
      now = timing.now()
    }
    // Others may have been told to wait since.
    while true {
      let held = state.withLock(\.heldUntil)
      guard now < held else { return }
      try await timing.sleep(held - now)
      now = timing.now()
    }
  }

  /// Corrects what was reserved by what was used.
  func settle(reserved: Int, used: Int) {
    guard countsTokens, used != reserved else { return }
    let correction = tokenInterval * (used - reserved)
    state.withLock { $0.nextTokens = max(.zero, $0.nextTokens + correction) }
  }

  /// Nobody sends anything for so long.
  func hold(for wait: Duration) {
    let end = timing.now() + wait
    state.withLock { $0.heldUntil = max($0.heldUntil, end) }
  }

  /// Slows down when a tenth of what a service allows is left, and stops when nothing is.
  func heed(_ allowance: Allowance) {
    let now = timing.now()
    state.withLock { state in
      if allowance.remaining == 0 {
        state.heldUntil = max(state.heldUntil, now + allowance.reset)
      } else if allowance.remaining * 10 <= allowance.limit {
        let spacing = allowance.reset / (allowance.remaining + 1)
        state.spacing = now < state.spacingUntil ? max(state.spacing, spacing) : spacing
        state.spacingUntil = max(state.spacingUntil, now + allowance.reset)
      }
    }
  }
}
