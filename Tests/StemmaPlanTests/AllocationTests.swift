import StemmaTesting
import Testing

@testable import StemmaExperiment

@Suite("allocation")
struct AllocationTests {
  private func spread(_ total: Int, _ weights: [Int], _ ceilings: [Int]? = nil) -> [Int] {
    Allocation.spread(
      total, over: weights, ceilings: ceilings ?? weights.map { _ in Int.max })
  }

  @Test("a number is spread by weight; equal remainders go to the first")
  func examples() {
    #expect(spread(10, [1, 1]) == [5, 5])
    #expect(spread(10, [3, 1]) == [8, 2])
    #expect(spread(3, [1, 1]) == [2, 1])
    #expect(spread(1, [1, 1, 1]) == [1, 0, 0])
    #expect(spread(0, [1, 2]) == [0, 0])
    #expect(spread(5, []) == [])
    #expect(spread(5, [0, 1, 0]) == [0, 5, 0])
    #expect(spread(5, [0, 0]) == [0, 0])
    #expect(spread(10, [100, 1, 1], [2, 100, 100]) == [2, 4, 4])
    #expect(spread(10, [1, 1], [2, 3]) == [2, 3])
    #expect(spread(100_000_000, [1 << 40, 1 << 40]) == [50_000_000, 50_000_000])
  }

  @Test("sums, ceilings and proportions hold for any weights", arguments: 1...300)
  func properties(seed: Int) {
    var dice = Dice(UInt64(seed))
    let count = Int.random(in: 1...12, using: &dice)
    let weights = (0..<count).map { _ in Int.random(in: 0...1000, using: &dice) }
    let total = Int.random(in: 0...500, using: &dice)
    let ceilings = (0..<count).map { _ in
      Bool.random(using: &dice) ? Int.max : Int.random(in: 0...40, using: &dice)
    }
    let free = spread(total, weights)
    let sum = weights.reduce(0, +)
    #expect(free.reduce(0, +) == (sum == 0 ? 0 : total), "seed \(seed)")
    for (given, weight) in zip(free, weights) where sum > 0 {
      // Never further than one from the exact share.
      #expect((given * sum - total * weight).magnitude < sum, "seed \(seed)")
    }
    let bound = spread(total, weights, ceilings)
    #expect(zip(bound, ceilings).allSatisfy { $0 >= 0 && $0 <= $1 }, "seed \(seed)")
    var room = 0
    for (weight, ceiling) in zip(weights, ceilings) where weight > 0 {
      room = min(total, room + min(total, ceiling))
    }
    #expect(bound.reduce(0, +) == min(total, room), "seed \(seed)")
    #expect(zip(weights, bound).allSatisfy { $0 > 0 || $1 == 0 }, "seed \(seed)")
  }

  @Test("a heavier place never gets less than a lighter one", arguments: 1...100)
  func monotone(seed: Int) {
    var dice = Dice(UInt64(seed))
    let weights = (0..<8).map { _ in Int.random(in: 1...50, using: &dice) }
    let given = spread(Int.random(in: 1...200, using: &dice), weights)
    for left in weights.indices {
      for right in weights.indices where weights[left] > weights[right] {
        #expect(given[left] >= given[right], "seed \(seed)")
      }
    }
  }

  @Test("in another order places of different weight get the same", arguments: 1...100)
  func order(seed: Int) {
    var dice = Dice(UInt64(seed))
    let weights = Array(Set((0..<8).map { _ in Int.random(in: 1...10_007, using: &dice) })).sorted()
    let total = Int.random(in: 1...200, using: &dice)
    let given = spread(total, weights)
    let shuffled = weights.shuffled(using: &dice)
    let again = spread(total, shuffled)
    // Remainders may be equal for different weights: then the places' order decides, by one.
    for (weight, share) in zip(shuffled, again) {
      let place = weights.firstIndex(of: weight) ?? 0
      #expect(abs(share - given[place]) <= 1, "seed \(seed)")
    }
    #expect(again.sorted().reduce(0, +) == given.reduce(0, +), "seed \(seed)")
  }
}
