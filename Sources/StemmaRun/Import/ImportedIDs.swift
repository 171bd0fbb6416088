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
  /// The sum of what was looked at ahead. Nobody asks for it, but without it no look would be taken.
  private var looked: UInt64 = 0

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

  /// Enters ids. All their places are looked at first, one look not waiting for another: that spares most of
  /// the wait for memory.
  ///
  /// - Parameter ids: what tells each apart, and its line, kept up to 2^32.
  /// - Returns: for each the line it was first met in; nil where it is new.
  mutating func enter(_ ids: some Collection<(digest: ObjectPrefix, line: Int)>) -> [Int?] {
    while 3 * (digests.count + ids.count) > 2 * table.count { grow() }
    let hashes = ids.map { Self.hash(of: $0.digest) }
    for hash in hashes { looked &+= table[Self.place(of: hash, among: table.count)] }
    return zip(ids, hashes).map { enter($0.digest, $1, line: $0.line) }
  }

  private mutating func enter(_ digest: ObjectPrefix, _ hash: UInt32, line: Int) -> Int? {
    var place = Self.place(of: hash, among: table.count)
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

  /// Swift's hash differs from process to process, so that no file can be made whose ids crowd together; what
  /// is found does not depend on it.
  private static func hash(of digest: ObjectPrefix) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(digest)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  /// Where an id is looked for first: the table is in the order of hashes, so that it grows from one end to the
  /// other.
  static func place(of hash: UInt32, among places: Int) -> Int {
    Int((UInt64(hash) * UInt64(places)) >> 32)
  }

  private mutating func grow() {
    let smaller = table
    table = [UInt64](repeating: 0, count: 2 * smaller.count)
    for entry in smaller where entry != 0 {
      var place = Self.place(of: UInt32(entry >> 32), among: table.count)
      while table[place] != 0 { place = (place + 1) & (table.count - 1) }
      table[place] = entry
    }
  }
}
