import Glibc
import StemmaRecord

/// A file or folder that is of no use to anybody any more.
public struct Leftover: Hashable, Sendable {
  /// Relative to the store's folder.
  public let file: String
  public let sizeBytes: Int
}

/// What dead writers and former collections left behind in a store.
struct Leftovers {
  private let layout: StoreLayout

  init(_ layout: StoreLayout) {
    self.layout = layout
  }

  /// Packs that former collections took out.
  func trash() throws(StoreError) -> [Leftover] {
    try Files.list(layout.trash).filter { $0.hasSuffix(".pack") }
      .map { Leftover(file: "trash/\($0)", sizeBytes: Self.size("\(layout.trash)/\($0)")) }
  }

  /// Unfinished files whose writers are dead.
  func temporary() throws(StoreError) -> [Leftover] {
    try Files.list(layout.temporary)
      .filter { !TemporaryFile.isInUse("\(layout.temporary)/\($0)") }
      .map { Leftover(file: "tmp/\($0)", sizeBytes: Self.size("\(layout.temporary)/\($0)")) }
  }

  /// Statistics of versions that are gone, or of another revision.
  ///
  /// - Parameter files: those that are still of use, relative to the store's folder.
  func summaries(except files: Set<String>) throws(StoreError) -> [Leftover] {
    var found: [Leftover] = []
    for folder in try Files.list(layout.summaries) {
      guard Files.isFolder("\(layout.summaries)/\(folder)") else { continue }
      for name in try Files.list("\(layout.summaries)/\(folder)") {
        let file = "summaries/\(folder)/\(name)"
        let path = "\(layout.root)/\(file)"
        guard name.hasSuffix(".summary"), !files.contains(file), !Files.isFolder(path) else {
          continue
        }
        found.append(Leftover(file: file, sizeBytes: Self.size(path)))
      }
    }
    return found
  }

  /// Folders of runs that hold nothing but a lock that nobody has. A journal that a run can go on
  /// from is no leftover.
  func runs() throws(StoreError) -> [Leftover] {
    var found: [Leftover] = []
    for dataset in try Files.list(layout.runs) where Files.isFolder("\(layout.runs)/\(dataset)") {
      let runs = try Files.list("\(layout.runs)/\(dataset)")
      for run in runs where Files.isFolder("\(layout.runs)/\(dataset)/\(run)") {
        let path = "\(layout.runs)/\(dataset)/\(run)"
        let isEmpty = try Files.list(path).allSatisfy { $0 == "lock" }
        guard isEmpty, !TemporaryFile.isInUse(path + "/lock") else { continue }
        found.append(Leftover(file: "runs/\(dataset)/\(run)", sizeBytes: 0))
      }
      if runs.isEmpty { found.append(Leftover(file: "runs/\(dataset)", sizeBytes: 0)) }
    }
    return found
  }

  /// Removes folders of runs. One that somebody has begun to use since stays.
  func removeRuns(_ runs: [Leftover]) {
    for run in runs {
      let path = "\(layout.root)/\(run.file)"
      let lock = open(path + "/lock", O_RDWR | O_CLOEXEC)
      if lock >= 0 {
        // Whoever waits for the lock sees that the folder has gone, and makes another.
        if flock(lock, LOCK_EX | LOCK_NB) == 0, Files.isStill(lock, at: path + "/lock") {
          unlink(path + "/lock")
          rmdir(path)
        }
        close(lock)
      } else {
        rmdir(path)
      }
      let above = Files.parent(path)
      if above != layout.runs { rmdir(above) }
    }
  }

  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
