/// How like the nearest of many texts a new one is, at a cost and in a memory for tables that do not
/// grow with their number.
///
/// Sketches that agree in both rows of a band are compared: of two texts that share 0.3 of their
/// shingles, one of 64 bands agrees with a probability above 0.997, of two that share 0.1 with 0.47.
/// A band's table has a fixed number of places, and of two texts at one place the later one stays.
///
/// - Source: Leskovec, Rajaraman, Ullman, "Mining of massive datasets", chapter 3.4.
public struct NearestText: Sendable {
  /// Raised whenever another likeness would be found.
  public static let revision = 2

  private static let rowCount = 2
  private static let bandCount = MinHash.laneCount / rowCount
  private static let placeBits = 16

  private var sketches: [CompactSketch] = []
  /// One table a band, one after another: entry + 1, or 0 for a free place. Empty until something
  /// is kept.
  private var places: [UInt32] = []

  public init() {}

  /// How many texts are kept.
  public var count: Int { sketches.count }

  /// The likeness of the most similar text that is found.
  ///
  /// - Returns: its number, and the estimated share of common shingles in parts per million; nil
  ///   where none is found.
  public func nearest(to sketch: MinHash) -> (number: Int, similarity: Int)? {
    guard !places.isEmpty else { return nil }
    let wanted = CompactSketch(sketch)
    var best: (number: Int, similarity: Int)?
    for band in 0..<Self.bandCount {
      let entry = Int(places[Self.place(band, sketch)]) - 1
      guard entry >= 0 else { continue }
      let similarity = sketches[entry].similarity(to: wanted)
      if similarity > best?.similarity ?? 0 { best = (entry, similarity) }
    }
    return best
  }

  public mutating func insert(_ sketch: MinHash) {
    if places.isEmpty {
      places = Array(repeating: 0, count: Self.bandCount << Self.placeBits)
    }
    precondition(sketches.count < Int(UInt32.max) - 1, "a table's place is a 32-bit number")
    sketches.append(CompactSketch(sketch))
    for band in 0..<Self.bandCount { places[Self.place(band, sketch)] = UInt32(sketches.count) }
  }

  private static func place(_ band: Int, _ sketch: MinHash) -> Int {
    let first = band * rowCount
    let key = Shingles.mix(UInt64(sketch.lanes[first]) << 32 | UInt64(sketch.lanes[first + 1]))
    return band << placeBits | Int(key >> UInt64(64 - placeBits))
  }
}
