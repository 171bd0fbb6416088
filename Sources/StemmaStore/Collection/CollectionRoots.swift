import StemmaHistory
import StemmaRecord

/// Where a collection's marks begin: commits of every ref, and the journals of runs.
struct CollectionRoots {
  /// What one commit of the history leads to.
  struct Root {
    let commit: CommitID
    /// Nil for events.
    let receipt: ObjectID?
    /// Ids that stand in its other files.
    let mentioned: [ObjectID]
  }

  private let layout: StoreLayout
  private let history: History
  private(set) var known: Set<CommitID> = []
  private(set) var roots: [CommitID: Root] = [:]

  init(_ layout: StoreLayout, _ history: History) {
    self.layout = layout
    self.history = history
  }

  /// Marks what has become reachable since the last time.
  mutating func reach(in graph: ObjectGraph) throws(StoreError) {
    let known = self.known
    let commits = try Store.wrapped { () throws(HistoryError) in
      try history.reachableCommits(except: known)
    }
    for commit in commits {
      let root = try root(commit)
      if let receipt = root.receipt { try graph.reach(receipt: receipt) }
      try graph.reach(mentioned: root.mentioned)
      roots[commit] = root
    }
    self.known.formUnion(commits)
    for path in try journals(below: layout.runs) {
      do throws(StoreError) {
        let bytes = try Files.read(path, limitBytes: StoreLayout.objectLimitBytes)
        try graph.reach(mentioned: Mentions.ids(in: bytes))
      } catch {
        // The run has ended; what it published is in the history.
        if !error.isGone { throw error }
      }
    }
  }

  private func root(_ commit: CommitID) throws(StoreError) -> Root {
    let files = try Store.wrapped { () throws(HistoryError) in try history.files(of: commit) }
    var receipt: ObjectID?
    if let file = files["receipt.json"] {
      guard let read = (try? JSONReader.read(file)).flatMap(Receipt.init(json:)) else {
        throw .collectionRefused(
          reason: "the receipt of commit \(commit) is not one that this stemma knows.",
          place: "history.git")
      }
      receipt = read.id
    }
    let mentioned = files.filter { $0.key != "receipt.json" }.sorted { $0.key < $1.key }
      .flatMap { Mentions.ids(in: $0.value) }
    return Root(commit: commit, receipt: receipt, mentioned: mentioned)
  }

  /// The files of runs that have not been published, without their locks; recorded answers hold
  /// their own bytes, lists of batches the keys of questions, and both refer to nothing.
  private func journals(below folder: String) throws(StoreError) -> [String] {
    var found: [String] = []
    for name in try Files.list(folder) {
      let path = "\(folder)/\(name)"
      if Files.isFolder(path) {
        found += try journals(below: path)
      } else if !["lock", RunFolder.journalName, RunFolder.submissionsName].contains(name),
        Files.isFile(path)
      {
        found.append(path)
      }
    }
    return found
  }
}
