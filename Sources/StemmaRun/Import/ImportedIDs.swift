import StemmaRecord

/// The ids met so far, by 128 bits each that tell them apart.
///
/// An id takes 20 bytes and a place in a table at most two thirds full.
struct ImportedIDs {
  private var digests: [ObjectPrefix] = []
  private var lines: [UInt32] = []
  /// Index of an id plus 1; 0 for an empty place.
  private var table = [UInt32](repeating: 0, count: 1 << 12)

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
    var place = place(of: digest, in: table.count)
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

  /// Where an id is looked for first. Swift's hash differs from process to process, so that no file can
  /// be made whose ids crowd together; what is found does not depend on it.
  private func place(of digest: ObjectPrefix, in count: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(digest)
    return hasher.finalize() & (count - 1)
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: 2 * table.count)
    for (index, digest) in digests.enumerated() {
      var place = place(of: digest, in: larger.count)
      while larger[place] != 0 { place = (place + 1) & (larger.count - 1) }
      larger[place] = UInt32(index + 1)
    }
    table = larger
  }
}
