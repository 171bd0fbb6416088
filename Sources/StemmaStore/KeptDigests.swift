public import StemmaRecord

/// Digests of sequences' entries and the key they are made under, kept beside the statistics: whoever misses
/// them makes them again.
extension Store {
  /// Of sixty million entries; no file of digests is larger.
  private static let digestsLimitBytes = 1 << 30

  /// By what entries of this store's sequences are hashed: under the key that is kept, or else under one that
  /// is drawn now.
  ///
  /// - Parameter draw: gives sixteen bytes that nobody may foretell; where it is nil, no key is drawn.
  /// - Returns: nil where no key is kept and none can be.
  public func entryHash(drawing draw: (() -> [UInt8])?) -> SipHash? {
    if let hash = keptHash { return hash }
    guard let draw, isWritable else { return nil }
    keep(draw(), as: Self.hashKey)
    // Another process may have drawn one meanwhile.
    return keptHash
  }

  /// The digests of a sequence's entries; nil where they are not at hand.
  public func digests(of sequence: ObjectID) -> EntryDigests? {
    guard let hash = keptHash else { return nil }
    return kept(Self.digestsKey(of: sequence, hash), limitBytes: Self.digestsLimitBytes)
      .flatMap { EntryDigests(Array($0), by: hash) }
  }

  /// Whether digests of the sequence's entries by this hash are kept.
  public func hasDigests(of sequence: ObjectID, by hash: SipHash) -> Bool {
    Files.isFile(layout.summary(Self.digest(Self.digestsKey(of: sequence, hash))))
  }

  /// Keeps the digests of a sequence's entries, as a summary is kept.
  public func keep(_ digests: EntryDigests, of sequence: ObjectID) {
    keep(digests.bytes, as: Self.digestsKey(of: sequence, digests.hash))
  }

  /// The files of the digests of a sequence's entries, and of the key they are made under.
  ///
  /// - Returns: relative to the store's folder; empty where there is no key.
  public func digestsFiles(of sequence: ObjectID) -> [String] {
    guard let hash = keptHash else { return [] }
    return [Self.hashKey, Self.digestsKey(of: sequence, hash)].map(Self.summaryFile)
  }

  private var keptHash: SipHash? {
    kept(Self.hashKey, limitBytes: 1 << 10).flatMap { SipHash(key: $0) }
  }

  private static let hashKey: JSONValue = ["hash": .integer(EntryDigests.revision)]

  /// Digests under another key are of no use, and so have another name.
  private static func digestsKey(of sequence: ObjectID, _ hash: SipHash) -> JSONValue {
    [
      "digests": .integer(EntryDigests.revision),
      "key": .string(ObjectID(of: .text, hash.key).description),
      "sequence": .string(sequence.description),
    ]
  }
}
