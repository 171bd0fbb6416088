/// What an index was made from. Where it differs from packs and history, the index is behind.
public struct IndexState: Equatable, Sendable {
  /// The names of the packs whose objects the index knows.
  public let packs: Set<String>
  /// Full ref names and the commits they had, in lower-case hexadecimal.
  public let refs: [String: String]
  /// The revision of the index's own layout.
  public let revision: Int

  public init(packs: Set<String>, refs: [String: String], revision: Int) {
    self.packs = packs
    self.refs = refs
    self.revision = revision
  }
}

extension IndexState {
  init(packs: [PackRow], refs: [RefRow]) {
    self.init(
      packs: Set(packs.map(\.name)),
      refs: Dictionary(refs.map { ($0.name, $0.commit) }, uniquingKeysWith: { first, _ in first }),
      revision: IndexLayout.revision)
  }
}
