import StemmaRecord

/// Where a sequence is cut into leaves, and its leaves' ids into nodes.
///
/// A cut is decided by an entry's *key* and by how much there is since the last cut, so that a changed
/// text moves no boundary and an inserted entry moves one. The chance of a cut grows with the size,
/// as in Dolt's prolly trees: with parameter p the mean size is √(πp/2), and p is the largest.
public struct SequenceCut: Hashable, Sendable {
  /// Raised whenever the same parameters would cut elsewhere.
  public static let revision = 2
  /// Leaves of 6 entries and nodes of 80 children on average: see CONTRIBUTING.md.
  public static let standard = SequenceCut(leaf: 24, node: 4096)

  public let leaf: UInt64
  public let node: UInt64

  /// A leaf ends in any case when it has so many bytes, so that it can be held and stored.
  static let leafLimitBytes = 8 << 20

  /// - Parameters:
  ///   - key: as `hash(ofKey:)` has it.
  ///   - size: entries since the last cut, this one included.
  ///   - sizeBytes: their bytes.
  public func endsLeaf(after key: UInt64, size: Int, sizeBytes: Int) -> Bool {
    key % leaf < UInt64(size) || sizeBytes >= Self.leafLimitBytes
  }

  static func hash(ofKey key: String) -> UInt64 {
    var key = key
    return key.withUTF8 { hash(ofKey: $0) }
  }

  func endsNode(after child: ObjectID, size: Int) -> Bool {
    child.prefix64 % node < UInt64(size)
  }

  /// FNV-1a over the key's bytes, with a final mix: keys that differ in one digit part far.
  ///
  /// - Parameter key: the key's UTF-8.
  public static func hash(ofKey key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ hash >> 33
  }
}

/// A sequence's root: everything that is needed to read it, and to make it again.
struct SequenceRoot {
  let cut: SequenceCut
  let count: Int
  /// How many levels of nodes stand above the leaves.
  let depth: Int
  /// The topmost node, or the only leaf; nil where the sequence is empty.
  let tree: ObjectID?

  var json: JSONValue {
    var object: JSONObject = [
      "count": .integer(count), "depth": .integer(depth), "leaf": .integer(Int(cut.leaf)),
      "node": .integer(Int(cut.node)),
    ]
    object["tree"] = tree.map { .string($0.description) }
    return .object(object)
  }

  init(cut: SequenceCut, count: Int, depth: Int, tree: ObjectID?) {
    self.cut = cut
    self.count = count
    self.depth = depth
    self.tree = tree
  }

  init?(json: JSONValue) {
    guard let count = json["count"]?.integer, let depth = json["depth"]?.integer,
      let leaf = json["leaf"]?.integer, let node = json["node"]?.integer,
      leaf > 0, node > 1, (0...32).contains(depth), count >= 0
    else { return nil }
    let tree = json["tree"]?.string.flatMap(ObjectID.init(_:))
    guard (tree == nil) == (count == 0) else { return nil }
    self.init(
      cut: SequenceCut(leaf: UInt64(leaf), node: UInt64(node)), count: count, depth: depth,
      tree: tree)
  }
}
