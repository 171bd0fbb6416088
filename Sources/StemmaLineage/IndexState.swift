/// What an index was made from. Where it differs from packs and history, the index is behind.
public struct IndexState: Equatable, Sendable {
  /// The names of the packs whose objects the index knows.
  public let packs: Set<String>
  /// Full ref names, and what was noted for each: a commit in lower-case hexadecimal, or a word for
  /// a ref that could not be read.
  public let refs: [String: String]

  init(packs: [PackRow], refs: [RefRow]) {
    self.packs = Set(packs.map(\.name))
    self.refs = Dictionary(refs.map { ($0.name, $0.commit) }) { first, _ in first }
  }
}
