public import StemmaRecord

/// Finds, among sketches kept so far, the one most similar to a new one.
///
/// Which are compared, `Bands` says; whether a pair then reaches the threshold is an estimate. So ask for 0.8
/// where nothing at 0.85 may be missed: more than 19 in 20 of such pairs are found.
///
/// At 0.9 a kept sketch takes 108 to 116 bytes: 64 of its own, the rest for its places in seven bands.
/// Below 0.86 there are more bands: 145 bytes at 0.8, 230 at 0.5.
public struct NearDuplicates: Sendable {
  /// Raised whenever other pairs would be found.
  public static let revision = 2

  /// From this similarity on, sketches are found: above 0, at most 1.
  public let threshold: Millionths
  private let bands: Bands
  private var sketches = ChunkedArray<CompactSketch>()
  private var tables: BandTables

  /// - Parameters:
  ///   - threshold: above 0, at most 1.
  ///   - mostAlike: a new sketch is compared with so many of one band at most, the first kept, which
  ///     keeps the cost linear where very many are alike and yet not near.
  public init(threshold: Millionths, mostAlike: Int = .max) {
    self.threshold = threshold
    bands = Bands(threshold: threshold)
    tables = BandTables(bandCount: bands.bandCount, mostAlike: mostAlike)
  }

  /// How many sketches are kept.
  public var count: Int { sketches.count }

  /// Keeps a sketch.
  ///
  /// - Returns: its number, counted from 0.
  @discardableResult
  public mutating func insert(_ sketch: CompactSketch) -> Int {
    sketches.append(sketch)
    let (bands, sketches) = (bands, sketches)
    tables.append { bands.key($1, of: sketches[$0]) }
    return sketches.count - 1
  }

  /// The most similar of the sketches kept, if it reaches the threshold.
  ///
  /// - Returns: its number and the estimated similarity in parts per million, as
  ///   `CompactSketch.similarity(to:)` has it; of several equally similar ones the first.
  public func nearest(to sketch: CompactSketch) -> (number: Int, similarity: Int)? {
    var best: (number: Int, similarity: Int)?
    for band in 0..<bands.bandCount {
      let key = bands.key(band, of: sketch)
      tables.forEach(band, key) { number in
        let similarity = sketches[number].similarity(to: sketch)
        guard similarity >= threshold.count else { return }
        if let best, (best.similarity, -best.number) >= (similarity, -number) { return }
        // A neighbour in the table is not yet of the same band.
        if bands.key(band, of: sketches[number]) == key { best = (number, similarity) }
      }
    }
    return best
  }

  /// The first of the sketches kept that equals this one and passes a test of the caller's.
  public func first(equalTo sketch: CompactSketch, where isWanted: (Int) -> Bool) -> Int? {
    var first: Int?
    tables.forEach(0, bands.key(0, of: sketch)) { number in
      guard number < first ?? Int.max, sketches[number] == sketch, isWanted(number) else { return }
      first = number
    }
    return first
  }
}
