public import StemmaRecord

/// Counts the sketches that have another one near them, whatever order they come in.
///
/// Equal sketches are found exactly. Others are compared where they agree in all rows of any one
/// band, as `Bands` says, each with at most 64 that follow it in the band, in the order of
/// what they hold: so the cost stays linear where very many are alike. Only those that share
/// a bucket are sorted: few, where texts have little in common.
public struct AlikeSketches: Sendable {
  /// Raised whenever others would be counted.
  public static let revision = 1

  private static let missLimit = 64

  private let threshold: Int
  private let bands: Bands

  /// - Parameter threshold: above 0, at most 1.
  public init(threshold: Millionths) {
    bands = Bands(threshold: threshold)
    self.threshold = threshold.count
  }

  /// - Returns: how many of the sketches have at least one other that reaches the threshold.
  public func count(_ sketches: [CompactSketch]) -> Int {
    let sorted = sharingBuckets(sketches).sorted(by: CompactSketch.precedes)
    var kinds: [CompactSketch] = []
    var members: [Int] = []
    for sketch in sorted {
      if kinds.last == sketch {
        members[members.count - 1] += 1
      } else {
        kinds.append(sketch)
        members.append(1)
      }
    }
    var isAlike = members.map { $0 > 1 }
    for band in 0..<bands.bandCount { search(band, kinds, &isAlike) }
    return zip(members, isAlike).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
  }

  /// Those that share a bucket with another one in some band: all that agree with another one there, and in
  /// each band at most one in 32 of the others.
  private func sharingBuckets(_ sketches: [CompactSketch]) -> [CompactSketch] {
    let words = 1 << (Int.bitWidth - 1 - (sketches.count | 1).leadingZeroBitCount)
    let placeMask = UInt64(words * 64 - 1)
    var isSharing = [Bool](repeating: false, count: sketches.count)
    for band in 0..<bands.bandCount {
      let places = sketches.map {
        UInt32(truncatingIfNeeded: bands.key(band, of: $0) & placeMask)
      }
      var once = [UInt64](repeating: 0, count: words)
      var again = once
      for place in places {
        let (word, bit) = (Int(place / 64), 1 &<< UInt64(place % 64))
        let known = once[word]
        if known & bit == 0 { once[word] = known | bit } else { again[word] |= bit }
      }
      for (index, place) in places.enumerated() where !isSharing[index] {
        isSharing[index] = again[Int(place / 64)] &>> UInt64(place % 64) & 1 == 1
      }
    }
    return zip(sketches, isSharing).filter(\.1).map(\.0)
  }

  private func search(_ band: Int, _ kinds: [CompactSketch], _ isAlike: inout [Bool]) {
    var keys = kinds.indices.map { (key: bands.key(band, of: kinds[$0]), kind: UInt32($0)) }
    keys.sort { ($0.key, $0.kind) < ($1.key, $1.kind) }
    for place in keys.indices {
      let kind = Int(keys[place].kind)
      var next = place + 1
      while next < keys.count, keys[next].key == keys[place].key, next - place <= Self.missLimit {
        let other = Int(keys[next].kind)
        if !(isAlike[kind] && isAlike[other]),
          kinds[kind].similarity(to: kinds[other]) >= threshold
        {
          isAlike[kind] = true
          isAlike[other] = true
        }
        next += 1
      }
    }
  }
}

extension CompactSketch {
  /// An order by what sketches hold, the same on every machine.
  static func precedes(_ left: CompactSketch, _ right: CompactSketch) -> Bool {
    for index in 0..<8 where left.word(index) != right.word(index) {
      return left.word(index) < right.word(index)
    }
    return false
  }
}
