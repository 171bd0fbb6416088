import StemmaRecord

/// The ids met so far, by 128 bits each that tell them apart.
///
/// An id takes 20 bytes and a place of eight in a table at most two thirds full.
struct ImportedIDs {
  private var digests: [ObjectPrefix] = []
  private var lines: [UInt32] = []
  /// An id's hash above its index plus 1; 0 for an empty place. That the hash stands beside it spares most
  /// looks at ids, which lie far apart in memory, and at all of them where the table grows.
  private var table = [UInt64](repeating: 0, count: 1 << 12)

  /// What tells an id apart: itself, where it is short enough for that, or half its digest.
  ///
  /// - Parameter id: the id's bytes, as they stand in canonical JSON.
  static func digest(of id: UnsafeBufferPointer<UInt8>) -> ObjectPrefix {
    let bytes = UnsafeRawBufferPointer(id)
    // The last byte is an id's length, or has its highest bit set.
    guard bytes.count < 16 else {
      let prefix = ObjectID(of: .bytes, bytes).prefix
      return ObjectPrefix(high: prefix.high, low: prefix.low | 0x80)
    }
    var words: (UInt64, UInt64) = (0, 0)
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
    return ObjectPrefix(
      high: words.0.bigEndian, low: words.1.bigEndian | UInt64(bytes.count))
  }

  /// Enters an id.
  ///
  /// - Parameter line: its line, kept up to 2^32.
  /// - Returns: the line it was first met in; nil where it is new.
  mutating func enter(_ digest: ObjectPrefix, line: Int) -> Int? {
    if 3 * (digests.count + 1) > 2 * table.count { grow() }
    let hash = Self.hash(of: digest)
    var place = Int(hash) & (table.count - 1)
    while table[place] != 0 {
      if UInt32(table[place] >> 32) == hash {
        let index = Int(UInt32(truncatingIfNeeded: table[place])) - 1
        if digests[index] == digest { return Int(lines[index]) }
      }
      place = (place + 1) & (table.count - 1)
    }
    digests.append(digest)
    lines.append(UInt32(clamping: line))
    table[place] = UInt64(hash) << 32 | UInt64(digests.count)
    return nil
  }

  /// Where an id is looked for first. Swift's hash differs from process to process, so that no file can
  /// be made whose ids crowd together; what is found does not depend on it.
  private static func hash(of digest: ObjectPrefix) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(digest)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: 2 * table.count)
    for entry in table where entry != 0 {
      var place = Int(entry >> 32) & (larger.count - 1)
      while larger[place] != 0 { place = (place + 1) & (larger.count - 1) }
      larger[place] = entry
    }
    table = larger
  }
}
