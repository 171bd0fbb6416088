import StemmaExport
import StemmaRecord
import StemmaStore

/// A version's files for a repository, in a folder.
struct UploadedFiles {
  struct File {
    let name: String
    let sizeBytes: Int
    /// Of its bytes, 64 hexadecimal digits.
    let sha256: String

    var json: JSONValue {
      ["bytes": .integer(sizeBytes), "path": .string(name), "sha256": .string(sha256)]
    }
  }

  let files: [File]
  let records: Int

  var sizeBytes: Int { files.reduce(0) { $0 + $1.sizeBytes } }

  /// Writes them.
  init(_ bundle: ExportBundle, in folder: TemporaryFolder) throws {
    let names = bundle.paths + bundle.documents
    var digests = names.map { _ in FileDigest() }
    var sizes = names.map { _ in 0 }
    let written = try FileAccess.replace(names.map(folder.file)) { write in
      try bundle.write { place, bytes in
        bytes.withUnsafeBytes { digests[place].update($0) }
        sizes[place] += bytes.count
        try write(place, bytes)
      }
    }
    records = written.reduce(0) { $0 + $1.records }
    files = names.indices.map {
      File(name: names[$0], sizeBytes: sizes[$0], sha256: digests[$0].finish())
    }
  }

  /// Whether the version's manifest states a license.
  func hasLicense(of version: Version, in store: Store) throws -> Bool {
    try VersionDetails(version, in: store).resolved["license"]?.string != nil
  }
}
