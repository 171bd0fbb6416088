import StemmaRecord

/// The ids met so far, by the first half of their digests: two that share those are the same.
///
/// An id takes 20 bytes and a place in a table at most two thirds full.
struct ImportedIDs {
  private var digests: [ObjectPrefix] = []
  private var lines: [UInt32] = []
  /// Index of an id plus 1; 0 for an empty place.
  private var table = [UInt32](repeating: 0, count: 1 << 12)

  /// Enters an id.
  ///
  /// - Parameter line: its line, kept up to 2^32.
  /// - Returns: the line it was first met in; nil where it is new.
  mutating func enter(_ digest: ObjectPrefix, line: Int) -> Int? {
    if 3 * (digests.count + 1) > 2 * table.count { grow() }
    var place = Int(truncatingIfNeeded: digest.high) & (table.count - 1)
    while table[place] != 0 {
      let index = Int(table[place]) - 1
      if digests[index] == digest { return Int(lines[index]) }
      place = (place + 1) & (table.count - 1)
    }
    digests.append(digest)
    lines.append(UInt32(clamping: line))
    table[place] = UInt32(digests.count)
    return nil
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: 2 * table.count)
    for (index, digest) in digests.enumerated() {
      var place = Int(truncatingIfNeeded: digest.high) & (larger.count - 1)
      while larger[place] != 0 { place = (place + 1) & (larger.count - 1) }
      larger[place] = UInt32(index + 1)
    }
    table = larger
  }
}
