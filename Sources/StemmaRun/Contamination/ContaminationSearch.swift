public import StemmaRecord
public import StemmaStatistics
public import StemmaStore
public import StemmaText

/// Looks through versions' records for texts of benchmarks. What several versions share is read once, and what
/// was found clean is not read again for the same benchmarks.
public struct ContaminationSearch: Sendable {
  /// So many leaves a thread reads before it looks for others.
  private static let batchLeaves = 32

  private let store: Store
  private let width: Int
  private let limit: Int

  /// - Parameters:
  ///   - width: how many threads read side by side; never changes the result.
  ///   - limit: so many findings of each version are kept.
  public init(_ store: Store, width: Int, limit: Int) {
    self.store = store
    self.width = max(1, width)
    self.limit = limit
  }

  /// Every text of every record of a version, as a benchmark.
  ///
  /// - Throws: `StoreError` where records cannot be read; `BenchmarkError` where there are too many.
  public static func texts(of version: Version, _ store: Store) throws -> [BenchmarkText] {
    let reader = try store.records(of: store.receipt(version.receipt))
    var texts: [BenchmarkText] = []
    for leaf in try reader.leaves() {
      for record in try reader.records(of: leaf.id) {
        texts += BenchmarkText.all(of: record, source: version.name)
      }
      guard texts.count < BenchmarkFile.textLimit else {
        throw BenchmarkError.tooManyTexts(file: version.name, BenchmarkFile.textLimit)
      }
    }
    return texts
  }

  /// - Returns: one for each receipt.
  /// - Throws: `StoreError` where records cannot be read.
  public func scans(
    of receipts: [Receipt], _ index: BenchmarkIndex
  ) throws -> [ContaminationScan] {
    let readers = try receipts.map { try store.records(of: $0) }
    let leaves = try readers.map { try $0.leaves() }
    let clean = CleanLeaves(store, receipts, index.digest)
    var seen: Set<ObjectID> = []
    var order: [(leaf: ObjectID, reader: Int)] = []
    for (reader, leaves) in leaves.enumerated() {
      for leaf in leaves where !clean.contains(leaf.id) && seen.insert(leaf.id).inserted {
        order.append((leaf.id, reader))
      }
    }
    let batches = stride(from: 0, to: order.count, by: Self.batchLeaves).map {
      Array(order[$0..<min(order.count, $0 + Self.batchLeaves)])
    }
    // What of a leaf was found; most leaves are clean.
    let found = try Parallel.map(batches, width: width, atOnce: 1) { batch in
      try Task.checkCancellation()
      return try batch.compactMap { leaf, reader -> (ObjectID, ContaminationScan)? in
        var scan = ContaminationScan(limit: limit)
        for record in try readers[reader].records(of: leaf) { scan.add(record, index) }
        return scan.found > 0 ? (leaf, scan) : nil
      }
    }
    let dirty = Dictionary(uniqueKeysWithValues: found.joined())
    let fresh = Dictionary(grouping: order.filter { dirty[$0.leaf] == nil }, by: \.reader)
    for (reader, leaves) in fresh { clean.keep(leaves.map(\.leaf), of: receipts[reader]) }
    return leaves.map { leaves in
      var whole = ContaminationScan(limit: limit)
      for leaf in leaves {
        whole.merge(dirty[leaf.id] ?? ContaminationScan(clean: leaf.count, limit: limit))
      }
      return whole
    }
  }
}
