import StemmaRecord
import StemmaStore

/// What differs between a sequence of the store and the same one made again.
enum RemakeDifference {
  /// - Returns: every entry that was, is, or reads otherwise, in plan order of what was, then of
  ///   what is new; one for the order where the entries are the same.
  static func all(
    of part: String, then: SequenceReader, now: SequenceReader
  ) throws -> [Reproduction.Difference] {
    let (thenEntries, nowEntries) = try entriesThatMayDiffer(then, now)
    var fresh = ByName<ArraySlice<UInt8>>()
    for entry in nowEntries { fresh[entry.key] = entry.content }
    var differences: [Reproduction.Difference] = []
    for entry in thenEntries {
      let made = fresh.remove(entry.key)
      if made != entry.content {
        differences.append(difference(part, entry.key, entry.content, made))
      }
    }
    for entry in nowEntries where fresh[entry.key] != nil {
      differences.append(difference(part, entry.key, nil, entry.content))
    }
    if differences.isEmpty {
      differences.append(
        Reproduction.Difference(
          part: part, key: "order", then: nil, now: nil, cause: Reproduction.sameRevisions))
    }
    return differences
  }

  private static func difference(
    _ part: String, _ key: String, _ then: ArraySlice<UInt8>?, _ now: ArraySlice<UInt8>?
  ) -> Reproduction.Difference {
    Reproduction.Difference(
      part: part, key: key, then: then.map { String(decoding: $0, as: UTF8.self) },
      now: now.map { String(decoding: $0, as: UTF8.self) }, cause: Reproduction.sameRevisions)
  }

  /// Leaves that both have hold nothing that differs, so they are not read.
  private static func entriesThatMayDiffer(
    _ then: SequenceReader, _ now: SequenceReader
  ) throws -> ([SequenceEntry], [SequenceEntry]) {
    let thenLeaves = try then.leaves().map(\.id)
    let nowLeaves = try now.leaves().map(\.id)
    let shared = Set(thenLeaves).intersection(nowLeaves)
    return (
      try thenLeaves.filter { !shared.contains($0) }.flatMap { try then.entries(of: $0) },
      try nowLeaves.filter { !shared.contains($0) }.flatMap { try now.entries(of: $0) }
    )
  }
}
