import StemmaHistory
import StemmaLineage
public import StemmaRecord

/// `name@N`: a receipt with a place in the dataset's history.
public struct Version: Hashable, Sendable {
  public let dataset: String
  /// The commit's place on the dataset's branch, from 1.
  public let number: Int
  /// The commit, 40 hexadecimal digits.
  public let commit: String
  public let receipt: ObjectID
  /// Records kept.
  public let records: Int
  /// When it was published, in seconds since 1970 (UTC).
  public let seconds: Int64

  public var name: String { "\(dataset)@\(number)" }
}

extension Store {
  /// The datasets with at least one version, sorted; those whose branches are damaged among them.
  public func datasets() throws(StoreError) -> [String] {
    let whole = try withIndex { lineage throws(LineageError) in try lineage.datasets() }
    return (whole + (try damagedDatasets()))
      .sorted { $0.precedesByBytes($1) }
  }

  /// A dataset's versions, oldest first.
  ///
  /// - Throws: `StoreError.unknownDataset`; `.history` where its branch is damaged.
  public func versions(of dataset: String) throws(StoreError) -> [Version] {
    let rows = try withIndex { lineage throws(LineageError) in
      try lineage.versions(of: dataset)
    }
    guard rows.isEmpty else { return rows.map(Version.init) }
    // Either there is none, or its branch is damaged, and reading it says where.
    try Self.wrapped { () throws(HistoryError) in
      for commit in try history.branch(dataset) { _ = try history.files(of: commit) }
    }
    try requireWholeBranch(of: dataset, count: 0)
    throw .unknownDataset(dataset, known: try datasets())
  }

  /// A tag beyond a branch's end is the last trace of versions whose branch was lost or moved back:
  /// to go on without them would give their names away.
  func requireWholeBranch(of dataset: String, count: Int) throws(StoreError) {
    let refs = try Self.wrapped { () throws(HistoryError) in try history.refs() }
    let prefix = "refs/tags/\(dataset)@"
    let numbers = refs.filter { $0.key.hasPrefix(prefix) && $0.value != nil }
      .compactMap { Int($0.key.dropFirst(prefix.count)) }
    guard let last = numbers.max(), last > count else { return }
    throw .branchBehind(dataset: dataset, versions: count, tag: "\(dataset)@\(last)")
  }

  /// The newest version; nil where the dataset has none.
  public func head(of dataset: String) throws(StoreError) -> Version? {
    do throws(StoreError) {
      return try versions(of: dataset).last
    } catch {
      if case .unknownDataset = error { return nil }
      throw error
    }
  }

  /// The version that a name as users write it stands for.
  ///
  /// - Throws: `StoreError.malformedVersionName`, `.unknownDataset`, `.unknownVersion`, or
  ///   `.ambiguousVersion` where several receipts begin so; `.history` where the branch is damaged.
  public func version(_ text: String) throws(StoreError) -> Version {
    let name = try VersionName(text)
    let versions = try versions(of: name.dataset)
    let known = versions.count == 1 ? "\(name.dataset)@1" : "1 to \(versions.count)"
    switch name.selector {
    case .number(let number):
      guard number <= versions.count else { throw .unknownVersion(text, known: known) }
      return versions[number - 1]
    case .head(let before):
      guard before < versions.count else { throw .unknownVersion(text, known: known) }
      return versions[versions.count - 1 - before]
    case .receipt(let prefix):
      let matches = versions.filter { $0.receipt.hex.hasPrefix(prefix) }
      guard let newest = matches.last else { throw .unknownVersion(text, known: known) }
      guard Set(matches.map(\.receipt)).count == 1 else {
        throw .ambiguousVersion(text, matches: matches.map(\.name))
      }
      return newest
    case .tag(let tag):
      guard let number = try tags()[name.dataset]?[tag], number <= versions.count else {
        throw .unknownVersion(text, known: known)
      }
      return versions[number - 1]
    }
  }

  /// Every version, of whatever dataset, that has this receipt.
  ///
  /// - Throws: `StoreError.history` where a dataset's branch is damaged: it may hold one of them.
  public func versions(withReceipt receipt: ObjectID) throws(StoreError) -> [Version] {
    try requireReadableBranches()
    return try withIndex { lineage throws(LineageError) in
      try lineage.versions(withReceipt: receipt)
    }.map(Version.init)
  }

  /// Every version made from this text.
  ///
  /// - Throws: as `versions(withReceipt:)`.
  public func versions(usingText text: ObjectID) throws(StoreError) -> [Version] {
    try requireReadableBranches()
    return try withIndex { lineage throws(LineageError) in
      try lineage.versions(usingText: text)
    }.map(Version.init)
  }

  /// Every version that names this receipt among its parents.
  ///
  /// - Throws: as `versions(withReceipt:)`.
  public func versions(madeFrom receipt: ObjectID) throws(StoreError) -> [Version] {
    try requireReadableBranches()
    return try withIndex { lineage throws(LineageError) in
      try lineage.versions(madeFrom: receipt)
    }.map(Version.init)
  }

  /// Every version for which this adapter answered.
  ///
  /// - Throws: as `versions(withReceipt:)`.
  public func versions(answeredBy adapter: AdapterDigest) throws(StoreError) -> [Version] {
    try requireReadableBranches()
    return try withIndex { lineage throws(LineageError) in
      try lineage.versions(answeredBy: adapter)
    }.map(Version.init)
  }

  private func requireReadableBranches() throws(StoreError) {
    for dataset in try damagedDatasets() { try requireReadable(Indexing.branches + dataset) }
  }

  /// The files of a version's commit, by name: `manifest.yaml`, `resolved.json` and so on.
  public func files(of version: Version) throws(StoreError) -> [String: [UInt8]] {
    try Self.wrapped { () throws(HistoryError) in
      guard let commit = CommitID(version.commit) else { return [:] }
      return try history.files(of: commit)
    }
  }
}

extension Version {
  init(_ row: VersionRow) {
    self.init(
      dataset: row.dataset, number: row.number, commit: row.commit, receipt: row.receipt,
      records: row.records, seconds: row.seconds)
  }
}
