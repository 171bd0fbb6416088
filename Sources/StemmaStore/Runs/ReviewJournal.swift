import Glibc
public import StemmaRecord

/// The decisions of a review that has not been published: `runs/<dataset>/review-<receipt>/`, under a
/// lock of its own. A decision is on the disk before the next one is asked for.
public final class ReviewJournal {
  private let folder: String
  private let path: String
  private let lock: FileLock
  private let file: LineFile

  /// The lines found when it was opened, in the order of their adding; one that a crash cut off is
  /// not among them.
  public var lines: [[UInt8]] { file.lines.map(Array.init) }

  /// - Parameter base: the receipt that is reviewed.
  /// - Throws: `StoreError.locked` where another process reviews the same version.
  public init(in store: Store, dataset: String, base: ObjectID) throws(StoreError) {
    precondition(DatasetName.isValid(dataset), "a version's dataset has a valid name")
    folder = Self.folder(in: store, dataset, base)
    path = folder + "/decisions.jsonl"
    try Files.makeFolders(folder)
    lock = try FileLock(folder + "/lock", waiting: nil)
    file = try LineFile(appendingTo: path)
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
  public func append(_ line: [UInt8]) throws(StoreError) { try file.append(line) }

  /// Forgets the decisions: they are published, or not wanted.
  public func remove() throws(StoreError) {
    try Files.remove(path)
  }

  deinit {
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
