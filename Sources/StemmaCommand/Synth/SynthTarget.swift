import Glibc
import StemmaRecord
import StemmaRun
import StemmaStore

/// A `.dlm` document that the user named, as it is now, and the dataset that is made of it.
struct SynthTarget {
  /// As the user wrote it.
  let path: String
  let absolutePath: String
  let document: SynthDocument

  init(_ path: String) throws {
    self.path = path
    absolutePath = try Paths.absolute(path)
    document = try SynthDocument(
      try FileAccess.read(path, limitBytes: FileAccess.documentLimitBytes), name: path)
  }

  var folder: String { Paths.folder(of: absolutePath) }

  /// Named after the document.
  var dataset: String {
    let name = absolutePath.split(separator: "/").last ?? ""
    return DatasetName.nearest(to: String(name.dropLast(".dlm".count))) ?? "document"
  }

  /// - Parameter name: a version, or its number alone.
  func staged(_ name: String, in store: Store) throws -> StagedPairs {
    let isWhole = name.contains("@") || name == dataset
    return try staged(try store.version(isWhole ? name : "\(dataset)@\(name)"), in: store)
  }

  func staged(_ version: Version, in store: Store) throws -> StagedPairs {
    try StagedPairs(version, in: store, madeAt: UTCTime.text(version.seconds))
  }

  /// What was made of the document, or of another one of its name, the newest first; each receipt once.
  func all(in store: Store) throws -> [StagedPairs] {
    guard try store.datasets().contains(dataset) else { return [] }
    var seen: Set<ObjectID> = []
    return try store.versions(of: dataset).reversed()
      .filter { seen.insert($0.receipt).inserted }
      .compactMap { version in
        do {
          return try staged(version, in: store)
        } catch SynthError.notOfDocument {
          return nil
        }
      }
  }

  /// Writes the document wholly or not at all, and never over what somebody else wrote meanwhile.
  func write(_ bytes: [UInt8]) throws {
    // Another stemma that writes here must not come between the look and the replacing.
    let lock = FileAccess.lock(folder)
    defer { close(lock) }
    try FileAccess.replace(path) { write in
      try write(bytes)
      let now = try FileAccess.read(path, limitBytes: FileAccess.documentLimitBytes)
      guard now == document.bytes else { throw SynthError.overtaken(document: path) }
    }
  }

  /// Adds a version's pairs to the document, and tells the history.
  func apply(_ staged: StagedPairs, in store: Store) throws -> SynthDocument.Application {
    let application = try document.applying(staged)
    if !application.added.isEmpty {
      try write(application.bytes)
      try tell("applied", staged.version, application.added.count, store)
    }
    return application
  }

  /// Takes pairs out of the document again.
  ///
  /// - Parameters:
  ///   - staged: a version's; nil for every generated section.
  ///   - store: nil where there is none.
  /// - Returns: how many sections were taken out.
  func revert(_ staged: StagedPairs?, in store: Store?) throws -> Int {
    let (bytes, removed) = document.reverting(staged)
    guard removed > 0 else { return 0 }
    let versions = try staged.map { [$0] } ?? store.map(all) ?? []
    try write(bytes)
    for staged in versions {
      let count = document.applied(of: staged).count
      if count > 0, let store { try tell("reverted", staged.version, count, store) }
    }
    return removed
  }

  private func tell(_ action: String, _ version: Version, _ pairs: Int, _ store: Store) throws {
    try store.append(
      .application, about: version.receipt,
      [
        "action": .string(action), "document": .string(absolutePath),
        "execution": .object(World.occasion()), "pairs": .integer(pairs),
        "version": .string(version.name),
      ], seconds: World.seconds())
  }
}
