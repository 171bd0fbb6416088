import Synchronization

/// Versions and events over time, in a bare git repository of the store's own.
///
/// A branch under `refs/heads` is a dataset; its N-th commit, from the first on, is version N.
/// `refs/stemma/events` is a branch of the same kind. Safe to use from many threads and processes:
/// readers take no lock, writers take the one of `withLock`.
///
/// Whatever is read is hashed again, and what is damaged fails alone, named by its file. Tags are
/// redundant: no reading depends on them.
public final class History: Sendable {
  /// The folder of the repository.
  public var path: String { folder.path }

  let folder: Folder
  private let handle: Mutex<GitHandle>

  /// Makes an empty history; completes one that a crash left half made; leaves a whole one alone.
  ///
  /// - Parameter path: of the repository itself; the folder above it must be there.
  /// - Throws: `writeFailed`, `lockUnavailable`.
  public static func create(at path: String) throws(HistoryError) {
    let folder = Folder(path: path)
    let layout = HistoryLayout(folder: folder)
    if layout.isComplete { return }
    try folder.makeFolder("")
    try Folder(path: "\(path)/..").sync("")
    while true {
      guard let lock = try FolderLock.take(folder) else {
        FolderLock.pause()
        continue
      }
      return try withExtendedLifetime(lock) { () throws(HistoryError) in
        try layout.tidy()
        try layout.complete()
      }
    }
  }

  /// Opens a history that is there.
  ///
  /// - Throws: `notAHistory`, `libraryFailed`.
  public init(opening path: String) throws(HistoryError) {
    folder = Folder(resolving: path)
    handle = Mutex(try GitHandle.open(folder))
  }

  func withHandle<R: Sendable>(
    _ body: (borrowing GitHandle) throws(HistoryError) -> R
  ) throws(HistoryError) -> R {
    try handle.withLock { (handle) throws(HistoryError) -> R in try body(handle) }
  }

  // MARK: Refs

  /// Every ref under `refs/heads`, `refs/tags` and `refs/stemma` by its full name.
  ///
  /// A damaged ref maps to nil; a `packed-refs` that cannot be read does so under that name.
  public func refs() throws(HistoryError) -> [String: CommitID?] {
    try withHandle { handle throws(HistoryError) in
      var found: [String: CommitID?] = [:]
      let (names, packedReadable) = handle.refNames()
      if !packedReadable { found.updateValue(nil, forKey: "packed-refs") }
      for name in names {
        do throws(HistoryError) {
          // Nil here means that somebody removed the ref since its name was read.
          guard let target = try handle.target(ofRef: name) else { continue }
          found.updateValue(target, forKey: name)
        } catch {
          found.updateValue(nil, forKey: name)
        }
      }
      return found
    }
  }

  /// The commit that a ref points to.
  ///
  /// - Parameter ref: a full name, such as `refs/stemma/events`.
  /// - Returns: nil where there is no such ref.
  /// - Throws: `refDamaged` with the file, `nameRefused`.
  public func target(of ref: String) throws(HistoryError) -> CommitID? {
    try GitHandle.check(ref: ref)
    return try withHandle { handle throws(HistoryError) in try handle.target(ofRef: ref) }
  }

  /// A dataset's newest version.
  ///
  /// - Returns: nil where there is no such dataset.
  /// - Throws: `refDamaged` with the file, `nameRefused`.
  public func head(of dataset: String) throws(HistoryError) -> CommitID? {
    try target(of: "refs/heads/\(dataset)")
  }

  // MARK: Commits

  /// A dataset's versions, oldest first: version N is element N - 1. Empty: no such dataset.
  ///
  /// - Throws: what stopped the walk, naming the file; see `walk(_:)` for what lies before it.
  public func branch(_ dataset: String) throws(HistoryError) -> [CommitID] {
    let walk = try walk("refs/heads/\(dataset)")
    if let error = walk.stoppedBy { throw error }
    return walk.newestFirst.reversed().map(\.id)
  }

  /// A branch from its head along first parents, as far as it can be read.
  ///
  /// - Parameter ref: a full name, such as `refs/heads/coffee`.
  /// - Throws: `refDamaged`, `nameRefused`. A damaged commit is not thrown, but ends the walk.
  public func walk(_ ref: String) throws(HistoryError) -> HistoryWalk {
    try GitHandle.check(ref: ref)
    return try withHandle { handle throws(HistoryError) in
      var commits: [HistoryCommit] = []
      var next = try handle.target(ofRef: ref)
      while let id = next {
        do throws(HistoryError) {
          let commit = try handle.commit(id)
          commits.append(commit)
          next = commit.parent
        } catch {
          return HistoryWalk(newestFirst: commits, stoppedBy: error)
        }
      }
      return HistoryWalk(newestFirst: commits, stoppedBy: nil)
    }
  }

  /// One commit, without its files.
  ///
  /// - Throws: `objectMissing`, `objectDamaged` with the file.
  public func commit(_ id: CommitID) throws(HistoryError) -> HistoryCommit {
    try withHandle { handle throws(HistoryError) in try handle.commit(id) }
  }

  // MARK: Files

  /// The names of a commit's files, each with the id of its content; reads no content.
  ///
  /// - Throws: `objectMissing`, `objectDamaged`, `entryRefused` with the file.
  public func entries(of id: CommitID) throws(HistoryError) -> [String: BlobID] {
    try withHandle { handle throws(HistoryError) in try handle.entries(of: id) }
  }

  /// The content of one of a commit's files; nil where the commit has no file of that name.
  ///
  /// - Throws: `objectMissing`, `objectDamaged`, `objectTooLarge`, `entryRefused` with the file.
  public func file(_ name: String, in id: CommitID) throws(HistoryError) -> [UInt8]? {
    try withHandle { handle throws(HistoryError) in
      guard let blob = try handle.entries(of: id)[name] else { return nil }
      return try handle.object(blob.name, as: .blob)
    }
  }

  /// All of a commit's files by name.
  ///
  /// - Throws: as `file(_:in:)`, for any of them.
  public func files(of id: CommitID) throws(HistoryError) -> [String: [UInt8]] {
    try withHandle { handle throws(HistoryError) in
      var found: [String: [UInt8]] = [:]
      for (name, blob) in try handle.entries(of: id) {
        found[name] = try handle.object(blob.name, as: .blob)
      }
      return found
    }
  }

  /// The content behind an id that `entries(of:)` gave.
  ///
  /// - Throws: `objectMissing`, `objectDamaged`, `objectTooLarge` with the file.
  public func content(_ id: BlobID) throws(HistoryError) -> [UInt8] {
    try withHandle { handle throws(HistoryError) in try handle.object(id.name, as: .blob) }
  }

  // MARK: Health

  /// Reads everything that any ref reaches, and hashes it again.
  ///
  /// Takes no lock and changes nothing. One damaged branch does not stop the check of others.
  /// - Returns: what is wrong, ordered by file; empty when all is well.
  /// - Throws: `notAHistory` only.
  public func verify() throws(HistoryError) -> [HistoryDamage] {
    // A handle of its own, so that a long check holds up no reader.
    let handle = try GitHandle.open(folder)
    var check = HistoryCheck()
    return check.run(handle)
  }
}
