import StemmaRecord
import Synchronization

/// Counts what a run spends, and lets a request out only where its worst case fits into the budget.
final class SpendingMeter: Sendable {
  let prices: TeacherPrices
  let budget: Money?
  private let state: Mutex<State>

  private struct State {
    var spent = Money.zero
    /// Of those that were let out and have not been settled.
    var inFlight = 0
    var reserved = Money.zero
    var settled = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  enum Verdict {
    case admitted
    case wait(settled: Int)
    case refused(BudgetStop)
  }

  /// - Parameters:
  ///   - budget: nil without a limit. All prices are known then, and a limit on every answer.
  ///   - before: what of it was spent already.
  init(_ prices: TeacherPrices, budget: Money? = nil, before: Money = .zero) {
    self.prices = prices
    self.budget = budget
    self.before = before
    state = Mutex(State())
  }

  /// Spent in this go.
  var spent: Money { state.withLock { $0.spent } }
  /// Spent in earlier goes of the same run.
  let before: Money

  /// The most that a request can cost.
  ///
  /// - Parameter isAlone: whether it is put by itself, and in no batch.
  func bound(of request: TeacherRequest, isAlone: Bool) -> Money {
    prices.price(of: request.teacher, isAlone: isAlone).map {
      $0.isFree ? .zero : request.bounds.cost(at: $0)
    } ?? .zero
  }

  /// What an exchange has cost. An answer that came without its tokens is taken at its bound; failures
  /// are not billed.
  ///
  /// - Parameters:
  ///   - teacher: who was asked, by the manifest's name.
  ///   - isAlone: as with `bound`.
  func cost(of exchange: Exchange, by teacher: String, isAlone: Bool, bound: Money) -> Money {
    if let usage = exchange.usage {
      return prices.price(of: teacher, isAlone: isAlone)?.cost(usage) ?? .zero
    }
    if case .answered = exchange.result { return bound }
    return .zero
  }

  /// Lets one request out; what is under way may have to end first, since it mostly costs less than it
  /// might.
  ///
  /// - Returns: why it must not go; each that may go is to be settled.
  func admit(_ bound: Money) async -> BudgetStop? {
    while true {
      switch admitNow(bound) {
      case .admitted: return nil
      case .refused(let stop): return stop
      case .wait(let settled):
        await withCheckedContinuation { continuation in
          let hasChanged = state.withLock { state in
            guard state.settled == settled else { return true }
            state.waiting.append(continuation)
            return false
          }
          if hasChanged { continuation.resume() }
        }
      }
    }
  }

  /// Lets one request out, or says why it must not go, or that others have to be settled before.
  func admitNow(_ bound: Money) -> Verdict {
    state.withLock { state in
      if let budget {
        let spent = before + state.spent
        guard spent + bound <= budget else {
          return .refused(
            BudgetStop(budget: budget, next: bound, inFlight: state.inFlight))
        }
        guard spent + state.reserved + bound <= budget else {
          return .wait(settled: state.settled)
        }
      }
      state.inFlight += 1
      state.reserved += bound
      return .admitted
    }
  }

  /// Counts a request that is out already.
  func reserve(_ bound: Money) {
    state.withLock { state in
      state.inFlight += 1
      state.reserved += bound
    }
  }

  func settle(bound: Money, cost: Money) {
    let waiting = state.withLock { state in
      state.inFlight -= 1
      state.reserved = state.reserved - bound
      state.spent += cost
      state.settled += 1
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// - Parameters:
  ///   - reused: questions that recorded answers served, of `questions`.
  func spending(reused: Int, of questions: Int) -> Spending? {
    guard prices.isKnown, !prices.isFree else { return nil }
    return state.withLock { state in
      let done = state.settled + reused
      return Spending(
        spent: state.spent, inFlight: state.inFlight, inFlightMost: state.reserved,
        projected: done > 0 ? state.spent.share(max(done, questions), of: done) : nil)
    }
  }
}

/// A request that the budget leaves no room for.
struct BudgetStop: Error, Hashable {
  let budget: Money
  /// The most that the request can cost.
  let next: Money
  /// How many others were under way then.
  let inFlight: Int
}
