/// All that refs lead to, for whoever must know what may not be thrown away.
extension History {
  /// Every commit that any ref reaches, along all parents, each once.
  ///
  /// - Parameter known: commits that are left out, with all that lies behind them.
  /// - Throws: `refDamaged`, `objectMissing`, `objectDamaged`: nothing is passed over in silence.
  public func reachableCommits(
    except known: Set<CommitID> = []
  ) throws(HistoryError) -> [CommitID] {
    try withHandle { handle throws(HistoryError) in
      let (names, packedReadable) = handle.refNames()
      guard packedReadable else {
        throw .refDamaged(file: PackedRefs.file, reason: "git cannot read it")
      }
      var seen = known
      var found: [CommitID] = []
      for name in names {
        var waiting: [CommitID] = []
        if let target = try handle.target(ofRef: name) { waiting.append(target) }
        while let commit = waiting.popLast() {
          guard seen.insert(commit).inserted else { continue }
          found.append(commit)
          waiting += try handle.format(ofCommit: commit.name).parents.map(CommitID.init(_:))
        }
      }
      return found
    }
  }
}
