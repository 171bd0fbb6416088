public import StemmaRecord

/// How many records that both versions have went from one side to another.
public struct SideComparison: Sendable {
  public struct Move: Hashable, Sendable {
    public let before: Side
    public let after: Side
    public let records: Int
  }

  /// The commonest first; of equally many, in the order of `Side`.
  public let moves: [Move]

  public var moved: Int { moves.reduce(0) { $0 + $1.records } }

  /// Reads only the leaves that not both versions have.
  public init(_ first: some SideSequence, _ second: some SideSequence) throws {
    let before = try first.sideLeaves()
    let after = try second.sideLeaves()
    let shared = Set(before).intersection(after)
    var old: [RecordID: Side] = [:]
    for leaf in before where !shared.contains(leaf) {
      for (id, side) in try first.sides(of: leaf) { old[id] = side.side }
    }
    var counts: [[Side]: Int] = [:]
    for leaf in after where !shared.contains(leaf) {
      for (id, side) in try second.sides(of: leaf) {
        guard let then = old[id], then != side.side else { continue }
        counts[[then, side.side], default: 0] += 1
      }
    }
    var moves: [Move] = []
    for then in Side.allCases {
      for now in Side.allCases {
        guard let records = counts[[then, now]] else { continue }
        moves.append(Move(before: then, after: now, records: records))
      }
    }
    self.moves = moves.enumerated()
      .sorted { ($1.element.records, $0.offset) < ($0.element.records, $1.offset) }
      .map(\.element)
  }
}
