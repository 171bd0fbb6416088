public import StemmaRecord

/// Writes entries, in plan order, as leaves and the tree above them.
public final class SequenceWriter {
  private let sink: any ObjectSink
  private let cut: SequenceCut
  private var leaf: [UInt8] = []
  private var leafCount = 0
  private var total = 0
  /// For each level above the leaves, the children waiting for their node.
  private var levels: [[SequenceChild]] = []

  /// - Parameter cut: the parameters of the sequence that is made again; the standard for a new one.
  public init(into sink: any ObjectSink, cut: SequenceCut = .standard) {
    self.sink = sink
    self.cut = cut
  }

  /// - Parameters:
  ///   - key: decides, with the size of the leaf so far, where the sequence is cut.
  ///   - content: canonical JSON.
  public func append(_ key: String, _ content: [UInt8]) throws(StoreError) {
    leaf.append(UInt8(ascii: "["))
    CanonicalJSON.append(key, to: &leaf)
    leaf.append(UInt8(ascii: ","))
    leaf.append(contentsOf: content)
    leaf.append(contentsOf: "]\n".utf8)
    leafCount += 1
    total += 1
    let hash = SequenceCut.hash(ofKey: key)
    if cut.endsLeaf(after: hash, size: leafCount, sizeBytes: leaf.count) { try endLeaf() }
  }

  /// Appends leaves that were cut and stored elsewhere, by the same rule.
  public func append(_ leaves: [SequenceChild]) throws(StoreError) {
    precondition(leafCount == 0, "entries and whole leaves are not mixed")
    for leaf in leaves {
      total += leaf.count
      try append(leaf, to: 0)
    }
  }

  /// - Returns: the id of the sequence's root.
  public func finish() throws(StoreError) -> ObjectID {
    if leafCount > 0 { try endLeaf() }
    var level = 0
    while level < levels.count {
      let isTop = level == levels.count - 1
      if isTop && levels[level].count == 1 { break }
      if !levels[level].isEmpty { try endNode(level) }
      level += 1
    }
    let root = SequenceRoot(
      cut: cut, count: total, depth: max(0, levels.count - 1), tree: levels.last?.first?.id)
    return try sink.add(.sequence, CanonicalJSON.bytes(root.json))
  }

  private func endLeaf() throws(StoreError) {
    let child = SequenceChild(id: try sink.add(.leaf, leaf), count: leafCount)
    leaf.removeAll(keepingCapacity: true)
    leafCount = 0
    try append(child, to: 0)
  }

  private func append(_ child: SequenceChild, to level: Int) throws(StoreError) {
    if level == levels.count { levels.append([]) }
    levels[level].append(child)
    // A cut after a single child would stand one node on another for ever.
    guard levels[level].count > 1 else { return }
    if cut.endsNode(after: child.id, size: levels[level].count) { try endNode(level) }
  }

  private func endNode(_ level: Int) throws(StoreError) {
    let children = levels[level]
    levels[level] = []
    let node = SequenceChild(
      id: try sink.add(.node, SequenceChild.content(of: children)),
      count: children.reduce(0) { $0 + $1.count })
    try append(node, to: level + 1)
  }
}

/// A leaf or node as the node above names it.
public struct SequenceChild: Hashable, Sendable {
  public let id: ObjectID
  /// How many entries it holds.
  public let count: Int

  /// A row a child: its id, and its count as LEB128.
  static func content(of children: [SequenceChild]) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(children.count * 34)
    for child in children {
      content += child.id.bytes
      PackFormat.append(child.count, to: &content)
    }
    return content
  }

  /// - Returns: nil where the content is no node's.
  static func children(in content: [UInt8]) -> [SequenceChild]? {
    var children: [SequenceChild] = []
    children.reserveCapacity(content.count / 33)
    var place = 0
    while place + 32 < content.count {
      let id = content.withUnsafeBytes { ObjectID(digest: $0, at: place) }
      place += 32
      guard let count = PackFormat.length(in: content, at: &place) else { return nil }
      children.append(SequenceChild(id: id, count: count))
    }
    guard place == content.count else { return nil }
    return children
  }
}
