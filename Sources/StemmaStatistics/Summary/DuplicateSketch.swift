import StemmaRecord
import StemmaText

/// Finds how many records repeat another one, exactly or nearly: of all records up to 2^20, above that
/// of a share of them that is drawn by what texts hold, so that those that are alike stay together.
///
/// - Source: the share is halved as in Flajolet 1990, "On adaptive sampling".
struct DuplicateSketch: Sendable {
  static let threshold = Millionths(count: 900_000)

  private var sketches: [CompactSketch] = []
  private var digests: [UInt64] = []
  private var keys: [UInt64] = []
  /// Of the records, one in 2^`level` is kept.
  private(set) var level = 0

  private let limit: Int

  /// - Parameter limit: so many records are kept at most.
  init(limit: Int = 1 << 20) { self.limit = limit }

  /// - Parameter words: a record's; one without any is like no other, and not looked at.
  mutating func add(_ words: HashedWords) {
    guard !words.words.isEmpty else { return }
    let sketch = MinHash(of: words.shingles)
    append(sketch.drawKey, CompactSketch(sketch), words.digest)
  }

  mutating func merge(_ other: DuplicateSketch) {
    raise(to: max(level, other.level))
    for index in other.keys.indices {
      append(other.keys[index], other.sketches[index], other.digests[index])
    }
  }

  private mutating func append(_ key: UInt64, _ sketch: CompactSketch, _ digest: UInt64) {
    guard key.leadingZeroBitCount >= level else { return }
    keys.append(key)
    sketches.append(sketch)
    digests.append(digest)
    // So few texts may be told apart by their keys that halving never ends.
    while keys.count > limit, level < 30 { raise(to: level + 1) }
  }

  private mutating func raise(to level: Int) {
    guard level > self.level else { return }
    self.level = level
    let kept = keys.indices.filter { keys[$0].leadingZeroBitCount >= level }
    (keys, sketches, digests) = (
      kept.map { keys[$0] }, kept.map { sketches[$0] }, kept.map { digests[$0] }
    )
  }

  /// How many records were looked at, how many of them have the same words as another one that is
  /// counted before them, and how many have another one near.
  var counts: (records: Int, exact: Int, near: Int) {
    let sorted = digests.sorted()
    let exact = zip(sorted, sorted.dropFirst()).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
    return (keys.count, exact, AlikeSketches(threshold: Self.threshold).count(sketches))
  }
}
