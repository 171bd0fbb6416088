public import StemmaRecord

/// How whole numbers are distributed: exact sums, and counts in buckets that grow with the numbers.
///
/// A number below 64 has a bucket of its own; above, a bucket is a 32nd of a power of two, so that
/// no two numbers in it are further apart than 3.2 %. Numbers below 0 are mirrored. Everything is an
/// integer, so that it comes out the same in whatever order numbers are added and histograms merged.
public struct Histogram: Hashable, Sendable {
  /// How many numbers.
  public private(set) var count = 0
  /// All of them together.
  public private(set) var total: Int128 = 0
  /// Their squares together.
  private var squares: UInt128 = 0
  /// The least; `Int.max` without numbers.
  public private(set) var least = Int.max
  /// The greatest; `Int.min` without numbers.
  public private(set) var most = Int.min
  private var buckets: [Int: Int] = [:]
  /// Below this, most numbers are counted; a list is faster than a dictionary.
  private var low = [Int](repeating: 0, count: Self.lowCount)
  private static let lowCount = 448

  public init() {}

  /// - Parameter number: at most 2^53 in magnitude.
  public mutating func add(_ number: Int) {
    count += 1
    total += Int128(number)
    let magnitude = UInt128(number.magnitude)
    squares = Self.sum(squares, magnitude * magnitude)
    least = min(least, number)
    most = max(most, number)
    let bucket = Self.bucket(of: number)
    if bucket >= 0 && bucket < Self.lowCount {
      low[bucket] += 1
    } else {
      buckets[bucket, default: 0] += 1
    }
  }

  public mutating func merge(_ other: Histogram) {
    count += other.count
    total += other.total
    squares = Self.sum(squares, other.squares)
    least = min(least, other.least)
    most = max(most, other.most)
    for index in low.indices { low[index] += other.low[index] }
    for (bucket, number) in other.buckets { buckets[bucket, default: 0] += number }
  }

  /// The greatest number there is, in place of any beyond it.
  private static func sum(_ left: UInt128, _ right: UInt128) -> UInt128 {
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? .max : sum
  }

  /// The buckets that hold something, by their numbers' size.
  public var filled: [(bucket: Int, count: Int)] {
    var filled = low.enumerated().filter { $0.element > 0 }.map { (bucket: $0.offset, $0.element) }
    filled += buckets.map { (bucket: $0.key, $0.value) }
    return filled.map { (bucket: $0.bucket, count: $0.1) }.sorted { $0.bucket < $1.bucket }
  }

  /// The mean; 0 without numbers.
  public var mean: Double { count == 0 ? 0 : Double(total) / Double(count) }

  /// The population's variance; 0 without numbers.
  public var variance: Double {
    guard count > 0 else { return 0 }
    // Exact up to the division: n Σx² − (Σx)² is a whole number, and the first is never the less.
    let (all, isTooLarge) = squares.multipliedReportingOverflow(by: UInt128(count))
    if isTooLarge { return max(0, Double(squares) / Double(count) - mean * mean) }
    return Double(all - total.magnitude * total.magnitude) / Double(count) / Double(count)
  }

  // MARK: Buckets

  static func bucket(of number: Int) -> Int {
    if number < 0 { return -bucket(of: -number) }
    if number < 64 { return number }
    let exponent = Int.bitWidth - 1 - number.leadingZeroBitCount
    return 64 + (exponent - 6) * 32 + (number >> (exponent - 5)) - 32
  }

  /// The middle of what falls into a bucket.
  static func middle(of bucket: Int) -> Double {
    if bucket < 0 { return -middle(of: -bucket) }
    if bucket < 64 { return Double(bucket) }
    let exponent = (bucket - 64) / 32 + 6
    let width = 1 << (exponent - 5)
    return Double((32 + (bucket - 64) % 32) * width) + Double(width - 1) / 2
  }

  // MARK: JSON

  public var json: JSONValue {
    [
      "buckets": .array(filled.map { [.integer($0.bucket), .integer($0.count)] }),
      "count": .integer(count), "least": .integer(count == 0 ? 0 : least),
      "most": .integer(count == 0 ? 0 : most), "squares": .string(String(squares)),
      "total": .string(String(total)),
    ]
  }

  /// - Returns: nil where a member is missing or of another type.
  public init?(json: JSONValue) {
    guard let count = json["count"]?.integer,
      let total = json["total"]?.string.flatMap({ Int128($0) }),
      let squares = json["squares"]?.string.flatMap({ UInt128($0) }),
      let least = json["least"]?.integer, let most = json["most"]?.integer,
      let pairs = json["buckets"]?.array
    else { return nil }
    self.count = count
    self.total = total
    self.squares = squares
    if count > 0 { (self.least, self.most) = (least, most) }
    for pair in pairs {
      guard let pair = pair.array, pair.count == 2, let bucket = pair[0].integer,
        let number = pair[1].integer
      else { return nil }
      if bucket >= 0 && bucket < Self.lowCount {
        low[bucket] = number
      } else {
        buckets[bucket] = number
      }
    }
  }
}
