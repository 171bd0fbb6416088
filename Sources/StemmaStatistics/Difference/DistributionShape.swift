import StemmaRecord

/// How the numbers of two versions are spread, one over the other, for a picture.
public struct DistributionShape: Sendable {
  /// Where the first span begins, and where the last one ends.
  public let least: Double
  public let most: Double
  /// Of each version's numbers, what share lies in each of the equal spans; 0...1.
  public let before: [Double]
  public let after: [Double]
  /// Whether the last span holds the greater numbers too: a few far away would leave no room for
  /// the others.
  public let isCut: Bool

  private static let spanLimit = 28
  /// Beyond this share of the numbers what is far away is cut off.
  private static let shownShare = 0.99

  /// - Parameter name: a distribution of both.
  /// - Returns: nil where not both have numbers.
  public init?(_ name: String, _ first: VersionSummary, _ second: VersionSummary) {
    guard let before = first.distributions[name], let after = second.distributions[name],
      before.count > 0, after.count > 0
    else { return nil }
    let pieces = (Self.pieces(before), Self.pieces(after))
    let least = Double(min(before.least, after.least))
    let end = Double(max(before.most, after.most)) + 1
    let shown = Self.end(of: pieces.0 + pieces.1)
    isCut = end - least > 1.5 * (shown - least)
    let most = isCut ? shown : end
    let count = max(1, min(Self.spanLimit, Int(most - least)))
    let width = (most - least) / Double(count)
    func shares(_ pieces: [Piece], of total: Int) -> [Double] {
      var shares = [Double](repeating: 0, count: count)
      for piece in pieces {
        // A bucket's numbers lie anywhere in it, and so partly in each span that it touches.
        let (from, to) = ((piece.from - least) / width, (piece.to - least) / width)
        var place = max(0, min(count - 1, Int(from)))
        while place < count {
          let begin = place == 0 ? from : max(from, Double(place))
          let stop = place == count - 1 ? to : min(to, Double(place + 1))
          if stop <= begin { break }
          shares[place] += piece.count * (stop - begin) / (to - from)
          place += 1
        }
      }
      return shares.map { $0 / Double(total) }
    }
    self.before = shares(pieces.0, of: before.count)
    self.after = shares(pieces.1, of: after.count)
    let scale = SummaryComparison.scale(of: name)
    self.least = least / scale
    self.most = (isCut ? most : most - 1) / scale
  }

  /// What lies in one bucket.
  private struct Piece {
    let from: Double
    let to: Double
    let count: Double
  }

  private static func pieces(_ histogram: Histogram) -> [Piece] {
    histogram.filled.map { bucket, count in
      let width = Histogram.width(of: bucket)
      let from = Histogram.middle(of: bucket) - (width - 1) / 2
      return Piece(from: from, to: from + width, count: Double(count))
    }
  }

  /// Where the greatest of those that are shown ends.
  private static func end(of pieces: [Piece]) -> Double {
    let sorted = pieces.sorted { $0.from < $1.from }
    let all = sorted.reduce(0) { $0 + $1.count }
    var seen = 0.0
    for piece in sorted {
      seen += piece.count
      if seen >= all * shownShare { return piece.to }
    }
    return sorted.last?.to ?? 0
  }
}

extension Histogram {
  /// How many whole numbers fall into a bucket.
  fileprivate static func width(of bucket: Int) -> Double {
    let magnitude = abs(bucket)
    return magnitude < 64 ? 1 : Double(1 << ((magnitude - 64) / 32 + 1))
  }
}
