/// What waits and measures; tests hand in one of their own.
struct Timing: Sendable {
  /// Since some moment of the past; never goes back.
  let now: @Sendable () -> Duration
  /// - Throws: only `CancellationError`.
  let sleep: @Sendable (Duration) async throws -> Void

  static let system: Timing = {
    let start = ContinuousClock.now
    return Timing(
      now: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0) })
  }()
}
