/// Digests of a sequence's entries, in its order, by which two sequences are compared without unpacking a
/// leaf: sixteen bytes an entry.
///
/// The first half is SipHash of the entry's key, but for its lowest bit, which says whether the content
/// tells where it comes from; the second is SipHash of its content. Two keys share one once in 2⁶³ pairs,
/// two contents once in 2⁶⁴; leaves that differ, of whose digests none does, are read.
public struct EntryDigests: Sendable {
  /// Raised whenever the same entries would have others.
  static let revision = 2
  private static let entryBytes = 16

  /// By what entries are hashed; digests by another hash say nothing about these.
  let hash: SipHash
  private(set) var bytes: [UInt8] = []

  /// Of no entries yet.
  public init(by hash: SipHash) { self.hash = hash }

  /// - Parameter bytes: as `bytes` had them; nil for what is no whole number of entries.
  init?(_ bytes: [UInt8], by hash: SipHash) {
    guard bytes.count.isMultiple(of: Self.entryBytes) else { return nil }
    self.hash = hash
    self.bytes = bytes
  }

  /// How many entries there are.
  var count: Int { bytes.count / Self.entryBytes }

  public mutating func append(_ entry: SequenceEntry) {
    var key = entry.key
    let origin: UInt64 = entry.hasOrigin ? 1 : 0
    append(key.withUTF8 { hash.hash(UnsafeRawBufferPointer($0)) } & ~1 | origin)
    append(entry.content.withUnsafeBytes(hash.hash))
  }

  /// Appends those of the entries that follow, made by the same hash.
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
