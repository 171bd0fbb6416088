import StemmaRecord

/// What stands for each entry of a sequence where two are compared, so that no leaf need be unpacked:
/// sixteen bytes an entry, in the sequence's order.
///
/// Half of an entry is of its key, half of its content: the first 64 bits of SHA-256 each, but for the
/// lowest of the key's, which says whether the content tells where it comes from. Two contents are
/// taken for one, or two keys, once in 2⁶³ pairs; where that would leave leaves without any difference,
/// which they have, they are read.
public struct EntryDigests: Sendable {
  /// Raised whenever the same entries would have others.
  static let revision = 1
  private static let entryBytes = 16

  private(set) var bytes: [UInt8] = []

  public init() {}

  /// - Parameter bytes: as `bytes` had them; nil for what is no whole number of entries.
  init?(_ bytes: [UInt8]) {
    guard bytes.count.isMultiple(of: Self.entryBytes) else { return nil }
    self.bytes = bytes
  }

  /// How many entries there are.
  var count: Int { bytes.count / Self.entryBytes }

  public mutating func append(_ entry: SequenceEntry) {
    let key = ObjectID(of: .leaf, entry.key.utf8).prefix64
    let origin: UInt64 = entry.hasOrigin ? 1 : 0
    append(key & ~1 | origin)
    append(ObjectID(of: .leaf, entry.content).prefix64)
  }

  /// Appends those of the entries that follow.
  public mutating func append(_ others: EntryDigests) { bytes += others.bytes }

  private mutating func append(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  func key(_ index: Int) -> UInt64 { word(index * Self.entryBytes) & ~1 }

  func content(_ index: Int) -> UInt64 { word(index * Self.entryBytes + 8) }

  /// Whether the content says where it comes from.
  func hasOrigin(_ index: Int) -> Bool { word(index * Self.entryBytes) & 1 == 1 }

  private func word(_ offset: Int) -> UInt64 {
    bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }
}
