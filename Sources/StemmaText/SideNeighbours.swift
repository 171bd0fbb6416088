public import StemmaRecord

/// Finds the held-out sketches that are near a training one: decided once, when all are known.
///
/// Two sketches are compared where they agree in all rows of any one band; `Bands` says how surely a pair
/// is found. A sketch takes 64 bytes and a mark of one; bands are gone through one after another, so that
/// their table is held once: 12 to 20 bytes a held-out sketch.
public struct SideNeighbours: Sendable {
  /// Raised whenever other pairs would be found.
  public static let revision = 2
  /// A training sketch is compared in vain with so many held-out ones of one band at most, which
  /// keeps the cost linear where very many texts are alike and yet not near.
  static let missLimit = 256

  /// A held-out sketch, and the first training sketch found near it.
  public struct Pair: Hashable, Sendable {
    /// Numbers in the order of adding, from 0.
    public let heldOut: Int
    public let training: Int
    /// In parts per million.
    public let similarity: Int
  }

  private let threshold: Int
  private let bands: Bands
  private var sketches = ChunkedArray<CompactSketch>()
  private var isHeldOut = ChunkedArray<Bool>()

  /// - Parameter threshold: above 0, at most 1.
  public init(threshold: Millionths) {
    bands = Bands(threshold: threshold)
    self.threshold = threshold.count
  }

  public mutating func add(_ sketch: MinHash, isHeldOut: Bool) {
    sketches.append(CompactSketch(sketch))
    self.isHeldOut.append(isHeldOut)
  }

  /// - Returns: a pair for each held-out sketch that has a training one near, in the order of adding.
  public func pairs() -> [Pair] {
    var heldOut: [UInt32] = []
    for number in 0..<isHeldOut.count where isHeldOut[number] { heldOut.append(UInt32(number)) }
    guard !heldOut.isEmpty, heldOut.count < sketches.count else { return [] }
    var found: [Pair?] = Array(repeating: nil, count: heldOut.count)
    for band in 0..<bands.bandCount { search(band, heldOut, &found) }
    return found.compactMap { $0 }
  }

  /// Goes through all training sketches; a held-out one that is found leaves its chain.
  private func search(_ band: Int, _ heldOut: [UInt32], _ found: inout [Pair?]) {
    var size = 64
    while size < heldOut.count * 2 { size *= 2 }
    let mask = UInt64(size - 1)
    // Places in `heldOut` + 1, or 0 at a chain's end; the first in the order of adding stand first.
    var heads = [UInt32](repeating: 0, count: size)
    var next = [UInt32](repeating: 0, count: heldOut.count)
    for place in heldOut.indices.reversed() where found[place] == nil {
      let slot = Int(bands.key(band, of: sketches[Int(heldOut[place])]) & mask)
      next[place] = heads[slot]
      heads[slot] = UInt32(place + 1)
    }
    for training in 0..<sketches.count where !isHeldOut[training] {
      let sketch = sketches[training]
      let key = bands.key(band, of: sketch)
      let slot = Int(key & mask)
      var before = 0
      var current = Int(heads[slot])
      var missed = 0
      while current != 0, missed < Self.missLimit {
        let place = current - 1
        let after = next[place]
        let other = sketches[Int(heldOut[place])]
        let isSameBand = bands.key(band, of: other) == key
        let similarity = isSameBand ? other.similarity(to: sketch) : 0
        if isSameBand, similarity >= threshold {
          found[place] = Pair(
            heldOut: Int(heldOut[place]), training: training, similarity: similarity)
          if before == 0 { heads[slot] = after } else { next[before - 1] = after }
        } else {
          if isSameBand { missed += 1 }
          before = current
        }
        current = Int(after)
      }
    }
  }
}
