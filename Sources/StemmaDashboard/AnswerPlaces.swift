import Synchronization

/// How many pages may be made, or wait for it, at once.
final class AnswerPlaces: Sendable {
  /// More than anybody opens by hand.
  static let standardLimit = 32

  private let limit: Int
  private let taken = Mutex(0)

  init(limit: Int) { self.limit = limit }

  /// - Returns: whether there was a place; then it is to be left.
  func take() -> Bool {
    taken.withLock { taken in
      guard taken < limit else { return false }
      taken += 1
      return true
    }
  }

  func leave() { taken.withLock { $0 -= 1 } }
}
