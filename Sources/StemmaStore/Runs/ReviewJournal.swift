import Glibc
public import StemmaRecord

/// The decisions of a review that has not been published: `runs/<dataset>/review-<receipt>/`, under a
/// lock of its own. A decision is on the disk before the next one is asked for.
public final class ReviewJournal {
  private let folder: String
  private let path: String
  private let lock: FileLock
  private let file: Int32
  private static let limitBytes = 1 << 30

  /// The lines found when it was opened, in the order of their adding; one that a crash cut off is
  /// not among them.
  public let lines: [[UInt8]]

  /// - Parameter base: the receipt that is reviewed.
  /// - Throws: `StoreError.locked` where another process reviews the same version.
  public init(in store: Store, dataset: String, base: ObjectID) throws(StoreError) {
    precondition(DatasetName.isValid(dataset), "a version's dataset has a valid name")
    folder = Self.folder(in: store, dataset, base)
    path = folder + "/decisions.jsonl"
    try Files.makeFolders(folder)
    lock = try FileLock(folder + "/lock", waiting: nil)
    let isNew = !Files.exists(path)
    let found = isNew ? [] : try Files.read(path, limitBytes: Self.limitBytes)
    let whole = (found.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    lines = found[..<whole].split(separator: UInt8(ascii: "\n")).map(Array.init)
    file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Files.failure("open the journal", path) }
    guard ftruncate(file, off_t(whole)) == 0, lseek(file, 0, SEEK_END) >= 0 else {
      throw Files.failure("write the journal", path)
    }
    if isNew { try Files.syncFolder(folder) }
  }

  /// Whether there are decisions about a version that has not been published with them.
  public static func exists(in store: Store, dataset: String, base: ObjectID) -> Bool {
    Files.exists(folder(in: store, dataset, base) + "/decisions.jsonl")
  }

  private static func folder(in store: Store, _ dataset: String, _ base: ObjectID) -> String {
    "\(store.layout.runs)/\(dataset)/review-\(base.hex)"
  }

  /// Adds a line, and brings it onto the disk.
  ///
  /// - Parameter line: without a line end in it.
  public func append(_ line: [UInt8]) throws(StoreError) {
    let bytes = line + [UInt8(ascii: "\n")]
    let result: Result<Void, StoreError> = bytes.withUnsafeBytes { raw in
      do throws(StoreError) { return .success(try Files.write(raw, to: file, path)) } catch {
        return .failure(error)
      }
    }
    try result.get()
    guard fsync(file) == 0 else { throw Files.failure("sync the journal", path) }
  }

  /// Forgets the decisions: they are published, or not wanted.
  public func remove() throws(StoreError) {
    try Files.remove(path)
  }

  deinit {
    close(file)
    var facts = stat()
    let isEmpty = stat(path, &facts) == 0 && facts.st_size == 0
    withExtendedLifetime(lock) {
      if isEmpty { unlink(path) }
      // A folder with decisions in it stays.
      guard isEmpty || !Files.exists(path) else { return }
      unlink(folder + "/lock")
      rmdir(folder)
      rmdir(Files.parent(folder))
    }
  }
}
