import StemmaRecord
import StemmaStatistics
import StemmaStore

/// Which leaves were looked through before, and hold no text of certain benchmarks: kept beside the
/// summaries, so that neither the same version nor the leaves that another one shares with it are read
/// again for the same benchmarks.
///
/// Like a summary it can be deleted at any time. A leaf is never in it that was not read whole.
struct CleanLeaves {
  private let store: Store
  private let benchmarks: String
  /// Those of all versions.
  private let known: Set<ObjectPrefix>

  /// So many benchmarks are remembered of a version; those longest unused are forgotten.
  private static let benchmarkLimit = 16
  /// An id's first half, in hexadecimal digits.
  private static let digits = 32

  /// - Parameters:
  ///   - receipts: of versions that may not have been published yet.
  ///   - benchmarks: what is looked for, and how, in a digest.
  init(_ store: Store, _ receipts: [Receipt], _ benchmarks: String) {
    self.store = store
    self.benchmarks = benchmarks
    var roots = Set(receipts.map(\.roots.records))
    // A version that cannot be read is no hindrance: then more is read.
    for dataset in (try? store.datasets()) ?? [] {
      for version in (try? store.versions(of: dataset)) ?? [] {
        if let receipt = try? store.receipt(version.receipt) { roots.insert(receipt.roots.records) }
      }
    }
    known = roots.reduce(into: []) { known, root in
      known.formUnion(Self.leaves(store.summary(Self.key(root, benchmarks))))
    }
  }

  func contains(_ leaf: ObjectID) -> Bool { known.contains(leaf.prefix) }

  /// Keeps what was found out now.
  ///
  /// - Parameter leaves: of the version, read whole and found clean.
  func keep(_ leaves: [ObjectID], of receipt: Receipt) {
    let fresh = Set(leaves.map(\.prefix)).subtracting(known)
    guard !fresh.isEmpty else { return }
    let root = receipt.roots.records
    let key = Self.key(root, benchmarks)
    let all = fresh.union(Self.leaves(store.summary(key))).sorted()
    store.keep(["leaves": .string(all.map { Hexadecimal.encode($0.bytes) }.joined())], as: key)
    let others = Self.benchmarks(of: root, in: store).filter { !$0.hasSameBytes(as: benchmarks) }
    store.keep(
      [
        "benchmarks": .array(
          (others + [benchmarks]).suffix(Self.benchmarkLimit).map { .string($0) })
      ], as: Self.key(root))
  }

  /// The files in which something is kept of a version, relative to the store's folder.
  static func files(of receipt: Receipt, in store: Store) -> [String] {
    let root = receipt.roots.records
    return ([key(root)] + benchmarks(of: root, in: store).map { key(root, $0) })
      .map(Store.summaryFile)
  }

  /// Of which benchmarks something is kept, the one used last at the end.
  private static func benchmarks(of root: ObjectID, in store: Store) -> [String] {
    (store.summary(key(root))?["benchmarks"]?.array ?? []).compactMap(\.string)
  }

  private static func key(_ root: ObjectID) -> JSONValue { ["clean": .string(root.description)] }

  private static func key(_ root: ObjectID, _ benchmarks: String) -> JSONValue {
    ["benchmarks": .string(benchmarks), "clean": .string(root.description)]
  }

  private static func leaves(_ kept: JSONValue?) -> Set<ObjectPrefix> {
    let text = Array((kept?["leaves"]?.string ?? "").utf8)
    var leaves: Set<ObjectPrefix> = []
    leaves.reserveCapacity(text.count / digits)
    for start in stride(from: 0, through: text.count - digits, by: digits) {
      guard let id = Hexadecimal.decode(text[start..<start + digits]) else { continue }
      id.withUnsafeBytes { _ = leaves.insert(ObjectPrefix($0, at: 0)) }
    }
    return leaves
  }
}
