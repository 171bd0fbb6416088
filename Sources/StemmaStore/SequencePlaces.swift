extension SequenceReader {
  /// The entries from a place on, in order; only the nodes and leaves that hold them are read.
  ///
  /// - Parameters:
  ///   - place: from 0; beyond the end there are none.
  ///   - body: given each entry and its place; returns false to stop.
  public func forEach(
    from place: Int, _ body: (Int, SequenceEntry) throws -> Bool
  ) throws {
    guard let top else { return }
    _ = try walk(top, depth: depth, begin: 0, from: place, body)
  }

  /// The entry at a place, from 0; nil beyond the end.
  public func entry(at place: Int) throws -> SequenceEntry? {
    var found: SequenceEntry?
    try forEach(from: place) { _, entry in
      found = entry
      return false
    }
    return found
  }

  /// - Parameter begin: how many entries stand before the node.
  /// - Returns: false where `body` wanted no more.
  private func walk(
    _ node: SequenceChild, depth: Int, begin: Int, from place: Int,
    _ body: (Int, SequenceEntry) throws -> Bool
  ) throws -> Bool {
    guard begin + node.count > place else { return true }
    var at = begin
    guard depth > 0 else {
      for entry in try entries(of: node.id) {
        if at >= place, try !body(at, entry) { return false }
        at += 1
      }
      return true
    }
    for child in try children(of: node) {
      guard try walk(child, depth: depth - 1, begin: at, from: place, body) else { return false }
      at += child.count
    }
    return true
  }
}
