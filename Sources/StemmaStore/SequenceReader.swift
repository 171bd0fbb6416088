public import StemmaRecord

/// One entry of a sequence.
public struct SequenceEntry: Hashable, Sendable {
  public let key: String
  /// Canonical JSON.
  public let content: ArraySlice<UInt8>

  public func json() -> JSONValue? { try? JSONReader.read(content) }
}

/// Reads a sequence leaf by leaf, in plan order.
public struct SequenceReader {
  private let source: any ObjectSource
  private let id: ObjectID
  private let root: SequenceRoot

  /// - Throws: `StoreError` where the root cannot be had.
  public init(_ id: ObjectID, from source: any ObjectSource) throws(StoreError) {
    guard let root = SequenceRoot(json: try source.json(of: id, .sequence)) else {
      throw .objectMalformed(id, .sequence)
    }
    self.source = source
    self.id = id
    self.root = root
  }

  public var count: Int { root.count }
  public var cut: SequenceCut { root.cut }

  /// The leaves in order; only nodes are read.
  public func leaves() throws(StoreError) -> [SequenceChild] { try leaves { _ in } }

  /// Every object the sequence consists of, root and leaves included.
  public func visitObjects(
    _ body: (ObjectID, ObjectKind) throws(StoreError) -> Void
  ) throws(StoreError) {
    try body(id, .sequence)
    let leaves = try leaves { node throws(StoreError) in try body(node.id, .node) }
    for leaf in leaves { try body(leaf.id, .leaf) }
  }

  /// - Parameter visit: called for each node above the leaves before it is read.
  private func leaves(
    visiting visit: (SequenceChild) throws(StoreError) -> Void
  ) throws(StoreError) -> [SequenceChild] {
    guard let tree = root.tree else { return [] }
    var level = [SequenceChild(id: tree, count: root.count)]
    for _ in 0..<root.depth {
      var below: [SequenceChild] = []
      for node in level {
        try visit(node)
        below += try children(of: node)
      }
      level = below
    }
    return level
  }

  /// The entries of one leaf.
  public func entries(of leaf: ObjectID) throws(StoreError) -> [SequenceEntry] {
    let content = try source.content(of: leaf, .leaf)
    guard let entries = Self.entries(in: content) else { throw .objectMalformed(leaf, .leaf) }
    return entries
  }

  /// All entries in order; one leaf is held at a time.
  ///
  /// - Parameter body: returns false to stop.
  public func forEach(
    _ body: (Int, SequenceEntry) throws -> Bool
  ) throws {
    var place = 0
    for leaf in try leaves() {
      for entry in try entries(of: leaf.id) {
        guard try body(place, entry) else { return }
        place += 1
      }
    }
  }

  /// The first entry with this key.
  public func entry(_ key: String) throws(StoreError) -> SequenceEntry? {
    for leaf in try leaves() {
      if let found = try entries(of: leaf.id).first(where: { $0.key.utf8.elementsEqual(key.utf8) })
      {
        return found
      }
    }
    return nil
  }

  private func children(of node: SequenceChild) throws(StoreError) -> [SequenceChild] {
    let content = try source.content(of: node.id, .node)
    guard let children = SequenceChild.children(in: content) else {
      throw .objectMalformed(node.id, .node)
    }
    return children
  }

  /// Lines of the form `["key",content]`.
  private static func entries(in content: [UInt8]) -> [SequenceEntry]? {
    var entries: [SequenceEntry] = []
    for line in content.split(separator: UInt8(ascii: "\n")) {
      guard line.count >= 4, line.first == UInt8(ascii: "["), line.last == UInt8(ascii: "]"),
        let end = endOfString(line, from: line.startIndex + 1),
        let key = try? JSONReader.read(line[line.startIndex + 1..<end]).string,
        end < line.endIndex - 1, line[end] == UInt8(ascii: ",")
      else { return nil }
      entries.append(SequenceEntry(key: key, content: line[(end + 1)..<(line.endIndex - 1)]))
    }
    return entries
  }

  /// The index after the closing quote of the string that begins at `start`.
  private static func endOfString(_ line: ArraySlice<UInt8>, from start: Int) -> Int? {
    guard line[start] == UInt8(ascii: "\"") else { return nil }
    var index = start + 1
    while index < line.endIndex {
      switch line[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "\""): return index + 1
      default: index += 1
      }
    }
    return nil
  }
}
