public import StemmaRecord

/// One entry of a sequence.
public struct SequenceEntry: Hashable, Sendable {
  public let key: String
  /// Canonical JSON.
  public let content: ArraySlice<UInt8>

  public func json() -> JSONValue? { try? JSONReader.read(content) }

  /// Whether the content says where it comes from.
  var hasOrigin: Bool { content.starts(with: Self.originOpening) }

  static let originOpening = Array(#"{"origin":"#.utf8)

  init(key: String, content: ArraySlice<UInt8>) {
    self.key = key
    self.content = content
  }

  /// - Parameter line: `["key",content]`, as it stands in a leaf.
  public init?(line: some Collection<UInt8>) {
    guard let leaf = LeafEntries(Array(line)), let entry = leaf.entries.first,
      let key = SequenceReader.text(leaf.bytes[entry.key])
    else { return nil }
    self.init(key: key, content: leaf.bytes[entry.content])
  }
}

/// Reads a sequence leaf by leaf, in plan order.
public struct SequenceReader: Sendable {
  private let source: any ObjectSource
  let id: ObjectID
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
  var depth: Int { root.depth }
  /// The digests of its entries; nil where they are not at hand, or are of another number of entries.
  var digests: EntryDigests? {
    source.digests(of: id).flatMap { $0.count == count ? $0 : nil }
  }
  /// The topmost node, or the only leaf.
  var top: SequenceChild? { root.tree.map { SequenceChild(id: $0, count: root.count) } }

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
    let leafEntries = try leafEntries(of: leaf)
    let bytes = leafEntries.bytes
    var entries: [SequenceEntry] = []
    entries.reserveCapacity(leafEntries.entries.count)
    for entry in leafEntries.entries {
      guard let key = Self.text(bytes[entry.key]) else { throw .objectMalformed(leaf, .leaf) }
      entries.append(SequenceEntry(key: key, content: bytes[entry.content]))
    }
    return entries
  }

  /// The entries of one leaf, as places in its bytes.
  ///
  /// - Throws: `StoreError`, as where it cannot be had or is no leaf's.
  func leafEntries(of leaf: ObjectID) throws(StoreError) -> LeafEntries {
    try Self.entries(in: source.content(of: leaf, .leaf), of: leaf)
  }

  /// The entries of several leaves, in the order of these, which are read together.
  func leafEntries(of leaves: [ObjectID]) throws(StoreError) -> [LeafEntries] {
    var all: [LeafEntries] = []
    for (leaf, content) in zip(leaves, try source.contents(of: leaves, .leaf)) {
      all.append(try Self.entries(in: content, of: leaf))
    }
    return all
  }

  private static func entries(
    in content: [UInt8], of leaf: ObjectID
  ) throws(StoreError) -> LeafEntries {
    guard let entries = LeafEntries(content) else { throw .objectMalformed(leaf, .leaf) }
    return entries
  }

  static func text(_ key: ArraySlice<UInt8>) -> String? {
    let inner = key.dropFirst().dropLast()
    guard inner.contains(where: { $0 == 0x5C || $0 < 0x20 }) else { return StrictUTF8.text(inner) }
    return try? JSONReader.read(key).string
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
      if let found = try entries(of: leaf.id).first(where: { $0.key.hasSameBytes(as: key) }) {
        return found
      }
    }
    return nil
  }

  func children(of node: SequenceChild) throws(StoreError) -> [SequenceChild] {
    let content = try source.content(of: node.id, .node)
    guard let children = SequenceChild.children(in: content) else {
      throw .objectMalformed(node.id, .node)
    }
    return children
  }
}
