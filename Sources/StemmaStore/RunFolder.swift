import Glibc
public import StemmaRecord

/// The place of one run that has not been published: `runs/<dataset>/<plan-id>/`, under a lock of its
/// own, so that a second run of the same plan waits for the first.
public final class RunFolder {
  private let path: String
  private let lock: FileLock

  /// - Parameters:
  ///   - plan: the identity of manifest and inputs together.
  ///   - waiting: called once where another run of the same plan is under way; nil not to wait.
  /// - Throws: `StoreError.locked` where waiting was not wanted.
  public init(
    in store: Store, dataset: String, plan: ObjectID, waiting: (@Sendable () -> Void)?
  ) throws(StoreError) {
    precondition(DatasetName.isValid(dataset), "the manifest's reader checks names")
    path = "\(store.layout.runs)/\(dataset)/\(plan.hex)"
    while true {
      do throws(StoreError) {
        try Files.makeFolders(path)
        let lock = try FileLock(path + "/lock", waiting: waiting)
        // Whoever held it may have removed the folder while we waited; then it is another lock.
        if lock.isCurrent {
          self.lock = lock
          return
        }
      } catch {
        guard case .fileSystem(_, _, ENOENT) = error else { throw error }
      }
    }
  }

  deinit {
    withExtendedLifetime(lock) {
      unlink(path + "/lock")
      rmdir(path)
      rmdir(Files.parent(path))
    }
  }
}
