/// Spreads tasks over executors: each goes to the one that has the fewest under way.
struct ExecutorSpread {
  private let executors: [any TaskExecutor]
  private var load: [Int]

  /// - Parameter executors: none where Swift's own is meant.
  init(_ executors: [any TaskExecutor]) {
    self.executors = executors
    load = Array(repeating: 0, count: max(1, executors.count))
  }

  /// - Returns: the place of the executor that a new task goes to.
  mutating func take() -> Int {
    let place = load.indices.min { load[$0] < load[$1] } ?? 0
    load[place] += 1
    return place
  }

  /// A task has ended that went to this place.
  mutating func leave(_ place: Int) { load[place] -= 1 }

  func executor(_ place: Int) -> (any TaskExecutor)? {
    executors.isEmpty ? nil : executors[place]
  }
}
