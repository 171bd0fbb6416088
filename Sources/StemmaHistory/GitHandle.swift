import CLibgit2
import StemmaRecord

/// An open repository. Not safe from several threads; `History` guards it.
///
/// Neither the repository's own configuration nor anybody else's is read: an empty one is put in
/// its place, so that a damaged `config` stops nobody from reading.
struct GitHandle: ~Copyable {
  let folder: Folder
  let repository: OpaquePointer
  /// Every object, loose or packed.
  let objects: OpaquePointer
  /// Loose objects only: what is written goes here even if a pack claims to have it.
  let loose: OpaquePointer

  private init(
    _ folder: Folder, repository: OpaquePointer, objects: OpaquePointer, loose: OpaquePointer
  ) {
    self.folder = folder
    self.repository = repository
    self.objects = objects
    self.loose = loose
  }

  static func open(_ folder: Folder) throws(HistoryError) -> GitHandle {
    try GitLibrary.start()
    var opened: OpaquePointer?
    guard git_repository_open_bare(&opened, folder.path) == 0, let repository = opened else {
      throw .notAHistory(path: folder.path)
    }
    var objects: OpaquePointer?
    do throws(HistoryError) {
      try ignoreConfiguration(of: repository)
      let all = try allObjects(of: repository, folder)
      objects = all
      let loose = try looseObjects(folder)
      return GitHandle(folder, repository: repository, objects: all, loose: loose)
    } catch {
      git_odb_free(objects)
      git_repository_free(repository)
      throw error
    }
  }

  deinit {
    git_odb_free(loose)
    git_odb_free(objects)
    git_repository_free(repository)
  }

  private static func ignoreConfiguration(
    of repository: OpaquePointer
  ) throws(HistoryError) {
    var config: OpaquePointer?
    guard git_config_new(&config) == 0 else {
      throw .libraryFailed(reason: GitLibrary.lastReason())
    }
    defer { git_config_free(config) }
    guard git_repository_set_config(repository, config) == 0 else {
      throw .libraryFailed(reason: GitLibrary.lastReason())
    }
  }

  private static func allObjects(
    of repository: OpaquePointer, _ folder: Folder
  ) throws(HistoryError) -> OpaquePointer {
    var opened: OpaquePointer?
    guard git_odb_open(&opened, folder.absolute("objects")) == 0, let objects = opened else {
      throw .notAHistory(path: folder.path)
    }
    guard git_repository_set_odb(repository, objects) == 0 else {
      git_odb_free(objects)
      throw .libraryFailed(reason: GitLibrary.lastReason())
    }
    return objects
  }

  private static func looseObjects(_ folder: Folder) throws(HistoryError) -> OpaquePointer {
    var made: OpaquePointer?
    guard git_odb_new(&made) == 0, let loose = made else {
      throw .libraryFailed(reason: GitLibrary.lastReason())
    }
    var backend: UnsafeMutablePointer<git_odb_backend>?
    guard git_odb_backend_loose(&backend, folder.absolute("objects"), -1, 1, 0, 0) == 0,
      git_odb_add_backend(loose, backend, 1) == 0
    else {
      git_odb_free(loose)
      throw .libraryFailed(reason: GitLibrary.lastReason())
    }
    return loose
  }
}
