extension GitHandle {
  func format(ofCommit id: GitName) throws(HistoryError) -> CommitFormat {
    guard let format = CommitFormat(try object(id, as: .commit)) else {
      throw .objectDamaged(file: file(of: id), reason: "it is no commit as git defines one")
    }
    return format
  }

  func commit(_ id: CommitID) throws(HistoryError) -> HistoryCommit {
    let format = try format(ofCommit: id.name)
    return HistoryCommit(
      id: id, parent: format.parents.first.map(CommitID.init(_:)), message: format.message,
      moment: format.moment)
  }

  func entries(of id: CommitID) throws(HistoryError) -> [String: BlobID] {
    try entries(ofTree: format(ofCommit: id.name).tree)
  }

  func entries(ofTree tree: GitName) throws(HistoryError) -> [String: BlobID] {
    let bytes = try object(tree, as: .tree)
    do throws(TreeFormat.Refusal) {
      return try TreeFormat(reading: bytes).entries.mapValues(BlobID.init(_:))
    } catch {
      switch error {
      case .unreadable:
        throw .objectDamaged(file: file(of: tree), reason: "it is no tree as git defines one")
      case .entry(let name):
        throw .entryRefused(file: file(of: tree), name: name)
      }
    }
  }
}
