public import StemmaRecord
import StemmaText

/// Finds held-out records that lie too near a training one: what a model has learned by heart is no
/// measure of what it has understood.
///
/// No filter of the chain: it speaks once, after the last round, and what it finds stays in the
/// version, so that it opens no slot. A pair counts whichever of the two came first.
public struct SplitLeaks: Sendable {
  /// Raised whenever other records would be found.
  public static let revision = 2

  private var neighbours: SideNeighbours

  /// - Parameter threshold: from this share of common three-word runs on, a record is too near.
  public init(threshold: Millionths) {
    neighbours = SideNeighbours(threshold: threshold)
  }

  /// Takes in a record; they are numbered in the order of adding, from 0.
  public mutating func add(_ row: JSONObject, isHeldOut: Bool) {
    neighbours.add(MinHash(of: RowText.all(of: row)), isHeldOut: isHeldOut)
  }

  /// The held-out records that are too near a training one, in the order of adding.
  public func found() -> [(heldOut: Int, training: Int, score: Int)] {
    neighbours.pairs().map { ($0.heldOut, $0.training, $0.similarity) }
  }
}
