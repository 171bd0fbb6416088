import StemmaRecord
import Synchronization

/// How long to wait before a request is sent again, and how often it is.
///
/// The waits scatter, so that requests that failed together do not come back together; what scatters
/// them is counted off a seed.
final class Backoff: Sendable {
  /// A request is sent at most so often.
  static let sendings = 6
  private let seed: UInt64
  private let drawn = Atomic<UInt64>(0)

  init(seed: UInt64) { self.seed = seed }

  /// - Parameters:
  ///   - sendings: how often it was sent, from 1.
  ///   - asked: what the service asks for; nil where it says nothing.
  /// - Returns: what was asked for and up to a tenth more; else half a second, doubled with each
  ///   sending up to 30, less up to a half of it.
  func wait(after sendings: Int, asked: Double?) -> Duration {
    let number = drawn.wrappingAdd(1, ordering: .relaxed).oldValue
    let block = Philox.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32), 0, 0),
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    let share = Double(block[0]) / Double(UInt32.max)
    if let asked { return .seconds(asked * (1 + share / 10)) }
    let full = min(30, 0.5 * Double(1 << min(sendings - 1, 16)))
    return .seconds(full * (1 - share / 2))
  }
}
