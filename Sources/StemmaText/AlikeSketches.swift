public import StemmaRecord

/// Counts the sketches that have another one near them, whatever order they come in.
///
/// Equal sketches are found exactly. Others are compared where they agree in all rows of any one
/// band, as `NearDuplicates` does, each with at most 64 that follow it in the band, in the order of
/// what they hold: so the cost stays linear where very many are alike.
public struct AlikeSketches: Sendable {
  /// Raised whenever others would be counted.
  public static let revision = 1

  private static let missLimit = 64

  private let threshold: Int
  private let rowCount: Int
  private let bandCount: Int

  /// - Parameter threshold: above 0, at most 1.
  public init(threshold: Millionths) {
    let bands = NearDuplicates(threshold: threshold)
    self.threshold = threshold.count
    rowCount = bands.rowCount
    bandCount = bands.bandCount
  }

  /// - Returns: how many of the sketches have at least one other that reaches the threshold.
  public func count(_ sketches: [CompactSketch]) -> Int {
    let sorted = sketches.sorted(by: CompactSketch.precedes)
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
    for band in 0..<bandCount { search(band, kinds, &isAlike) }
    return zip(members, isAlike).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
  }

  private func search(_ band: Int, _ kinds: [CompactSketch], _ isAlike: inout [Bool]) {
    let lanes = band * rowCount..<(band + 1) * rowCount
    var keys = kinds.indices.map { (key: kinds[$0].key(of: lanes), kind: UInt32($0)) }
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
