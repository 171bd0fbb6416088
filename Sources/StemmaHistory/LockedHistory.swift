extension History {
  /// Runs `body` while holding the history's one lock, which covers every ref.
  ///
  /// First puts away what a writer that died left behind. Do not call it again within `body`: the
  /// second call would wait for the first.
  ///
  /// - Parameters:
  ///   - body: what needs the lock; the value it is given is of no use afterwards.
  ///   - whileWaiting: called again and again, about 200 times a second, while somebody else holds
  ///     the lock, so that the caller can say so; what it throws ends the waiting.
  /// - Throws: `lockUnavailable`, `writeFailed`, or what `body` or `whileWaiting` throws.
  @discardableResult
  public func withLock<R>(
    _ body: (LockedHistory) throws -> R, whileWaiting: () throws -> Void = {}
  ) throws -> R {
    while true {
      guard let lock = try FolderLock.take(folder) else {
        try whileWaiting()
        FolderLock.pause()
        continue
      }
      return try withExtendedLifetime(lock) {
        let layout = HistoryLayout(folder: folder)
        try layout.tidy()
        try layout.complete()
        return try body(LockedHistory(history: self, lock: lock))
      }
    }
  }
}

/// A history whose lock is held: what is needed to write.
public struct LockedHistory {
  let history: History
  private let lock: FolderLock

  init(history: History, lock: FolderLock) {
    self.history = history
    self.lock = lock
  }

  /// Adds a commit to a branch: files, tree and commit are written and synced, then the ref moves.
  ///
  /// Equal inputs give the same commit. Until the ref moves nothing is visible, and a failure
  /// leaves the branch where it was.
  ///
  /// - Parameters:
  ///   - ref: `refs/heads/<dataset>` or `refs/stemma/<name>`.
  ///   - old: where the branch must be; nil for a branch that must not exist yet.
  ///   - files: content by name: plain names of printable ASCII without slash, space or leading
  ///     dot; each at most `HistoryLimits.objectBytes`.
  ///   - message: kept as it is; without NUL.
  /// - Throws: `conflict`, `nameRefused`, `refDamaged`, `objectTooLarge`, `writeFailed`.
  public func append(
    to ref: String, expecting old: CommitID?, files: [String: [UInt8]], message: String,
    moment: HistoryMoment
  ) throws(HistoryError) -> CommitID {
    try check(ref: ref, files: files, message: message)
    return try history.withHandle { handle throws(HistoryError) in
      let found = try handle.target(ofRef: ref)
      guard found == old else { throw .conflict(ref: ref, expected: old, found: found) }
      var entries: [String: GitName] = [:]
      for (name, content) in files.sorted(by: { $0.key < $1.key }) {
        entries[name] = try handle.write(content, as: .blob)
      }
      let tree = try handle.write(TreeFormat(entries).bytes, as: .tree)
      let format = CommitFormat(
        tree: tree, parents: old.map { [$0.name] } ?? [], moment: moment, message: message)
      let commit = try handle.write(format.bytes, as: .commit)
      // New folders of objects must be on the disk before a ref leads into them.
      try history.folder.sync("objects")
      try aimHead(at: ref, handle)
      try handle.move(ref: ref, from: old, to: commit) {
        (try? handle.target(ofRef: ref)) ?? nil
      }
      return CommitID(commit)
    }
  }

  /// Gives a commit a name: a lightweight tag. One that points elsewhere, or is damaged, is moved.
  ///
  /// - Parameter name: such as `coffee@3`.
  /// - Throws: `nameRefused`, `objectMissing`, `objectDamaged`, `writeFailed`.
  public func tag(_ name: String, at commit: CommitID) throws(HistoryError) {
    let ref = "refs/tags/\(name)"
    try GitHandle.check(ref: ref)
    try history.withHandle { handle throws(HistoryError) in
      do throws(HistoryError) {
        if try handle.target(ofRef: ref) == commit { return }
      } catch {
        // libgit2 compares with the old value and would stumble over it.
        if history.folder.kind(ref) == .file { try history.folder.remove(ref) }
      }
      _ = try handle.commit(commit)
      try handle.force(ref: ref, to: commit.name)
    }
  }

  private func check(
    ref: String, files: [String: [UInt8]], message: String
  ) throws(HistoryError) {
    try GitHandle.check(ref: ref)
    guard ref.hasPrefix("refs/heads/") || ref.hasPrefix("refs/stemma/") else {
      throw .nameRefused(ref, reason: "it is neither a dataset's branch nor stemma's own")
    }
    guard !ref.hasSuffix(".lock") else {
      throw .nameRefused(ref, reason: "git keeps this ending for itself")
    }
    if let name = files.keys.sorted().first(where: { !TreeFormat.isPlain($0) }) {
      throw .nameRefused(name, reason: "it is no plain file name")
    }
    guard !message.utf8.contains(0) else {
      throw .nameRefused("the message", reason: "it holds a NUL")
    }
  }

  /// Lets `HEAD` name a branch that exists, for the sake of people who look with git itself.
  ///
  /// It moves before the branch does: whoever sees a branch sees a `HEAD` that fits.
  private func aimHead(
    at ref: String, _ handle: borrowing GitHandle
  ) throws(HistoryError) {
    guard ref.hasPrefix("refs/heads/") else { return }
    let layout = HistoryLayout(folder: history.folder)
    if let named = layout.headRef, named == ref || handle.exists(ref: named) { return }
    try history.folder.replace("HEAD", with: Array(HistoryLayout.head(at: ref).utf8))
  }
}
