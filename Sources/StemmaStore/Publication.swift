import StemmaHistory
public import StemmaRecord

/// What a new version's commit holds.
public struct Publication: Sendable {
  public let dataset: String
  public let receipt: Receipt
  /// The manifest as it was written.
  public let manifest: [UInt8]
  /// The manifest with every field's value in effect.
  public let resolved: JSONValue
  /// How long the records' fields are: derived, shown beside the counts.
  public let lengths: JSONValue
  /// What is true of this one occasion: times, host, totals.
  public let execution: JSONObject
  /// What brought the version about, such as `run` or `rollback to coffee@1`.
  public let cause: String
  /// When, in seconds since 1970 (UTC).
  public let seconds: Int64

  public init(
    dataset: String, receipt: Receipt, manifest: [UInt8], resolved: JSONValue,
    lengths: JSONValue, execution: JSONObject, cause: String, seconds: Int64
  ) {
    self.dataset = dataset
    self.receipt = receipt
    self.manifest = manifest
    self.resolved = resolved
    self.lengths = lengths
    self.execution = execution
    self.cause = cause
    self.seconds = seconds
  }

  /// What a manifest states of a dataset and cards repeat, though none of it decides a byte of the records.
  private static let statements = ["description", "license", "terms"]

  /// Whether a version says the same of the dataset as this would.
  ///
  /// - Parameter files: those of the version's commit.
  func statesTheSame(as files: [String: [UInt8]]) -> Bool {
    guard let other = files["resolved.json"].flatMap({ try? JSONReader.read($0) }) else {
      return true
    }
    return Self.statements.allSatisfy { resolved[$0]?.string == other[$0]?.string }
  }

  /// Plain `git log -p` shows what changed, so every file has a line a member.
  var files: [String: [UInt8]] {
    var execution = self.execution
    execution["cause"] = .string(cause)
    return [
      "manifest.yaml": manifest, "resolved.json": IndentedJSON.bytes(resolved),
      "receipt.json": IndentedJSON.bytes(receipt.json),
      "counts.json": IndentedJSON.bytes([
        "counts": .object(receipt.counts.json), "lengths": lengths,
      ]),
      "execution.json": IndentedJSON.bytes(.object(execution)),
    ]
  }
}

/// How a publication ended.
public enum PublicationResult: Sendable {
  case published(Version)
  /// The dataset's head has this receipt already, and says the same of the dataset; nothing was written.
  case alreadyHead(Version)
  /// A version of the dataset has this receipt already, and that will do; nothing was written.
  case alreadyPublished(Version)

  /// The version that has the receipt.
  public var version: Version {
    switch self {
    case .published(let version), .alreadyHead(let version), .alreadyPublished(let version):
      version
    }
  }

  /// Whether there is a new version.
  public var isNew: Bool { if case .published = self { true } else { false } }
}

extension Store {
  /// Moves the dataset's branch to a new commit. That one move is the publication: before it nothing
  /// is visible, after it everything is.
  ///
  /// Every object the receipt reaches must have been written before. Where the head has this receipt, it is a
  /// version only if it states something else: its description, license or terms.
  public func publish(_ publication: Publication) throws(StoreError) -> PublicationResult {
    let dataset = publication.dataset
    let result = try locked { history in
      try catchUp()
      let head = try head(of: dataset)
      try requireWholeBranch(of: dataset, count: head?.number ?? 0)
      if head != nil { try mendTags(of: dataset, history) }
      if let head, head.receipt == publication.receipt.id,
        publication.statesTheSame(as: try files(of: head))
      {
        return PublicationResult.alreadyHead(head)
      }
      let number = (head?.number ?? 0) + 1
      let name = "\(dataset)@\(number)"
      let message = """
        \(name): \(publication.receipt.counts.kept) records by \(publication.cause)

        Receipt: \(publication.receipt.id)

        """
      let commit = try Self.wrapped { () throws(HistoryError) in
        let commit = try history.append(
          to: "refs/heads/\(dataset)", expecting: head.flatMap { CommitID($0.commit) },
          files: publication.files, message: message,
          moment: HistoryMoment(secondsSinceEpoch: publication.seconds))
        // A tag that is missing is made again by the next publication.
        try? history.tag(name, at: commit)
        return commit
      }
      return .published(
        Version(
          dataset: dataset, number: number, commit: commit.hex, receipt: publication.receipt.id,
          records: publication.receipt.counts.kept, seconds: publication.seconds))
    }
    // Published is published, whatever becomes of the index: whoever opens it next mends it.
    try? catchUp()
    return result
  }

  /// Makes tags again that are missing or lead elsewhere.
  ///
  /// No reading depends on them, so one that cannot be made stands in nobody's way.
  private func mendTags(of dataset: String, _ history: LockedHistory) throws(StoreError) {
    for version in try versions(of: dataset) {
      if let commit = CommitID(version.commit) { try? history.tag(version.name, at: commit) }
    }
  }

  /// Runs `body` with the one lock that covers every ref.
  func locked<Result>(
    _ body: (LockedHistory) throws -> Result
  ) throws(StoreError) -> Result {
    do {
      return try history.withLock(body)
    } catch let error as StoreError {
      throw error
    } catch let error as HistoryError {
      throw StoreError(error)
    } catch {
      preconditionFailure("the lock throws what its body throws, and its own errors")
    }
  }
}
