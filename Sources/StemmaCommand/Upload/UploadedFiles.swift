import Glibc
import StemmaExport
import StemmaProgram
import StemmaRecord
import StemmaStore

/// A version's files for a repository. On the disk they have no names, so that nothing of them is left
/// there, however stemma ends.
final class UploadedFiles {
  struct File {
    let name: String
    /// It is open as long as the files are there.
    let handle: Int32
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
  ///
  /// - Throws: what `bundle` throws; `InputError` where they cannot be made or written.
  init(_ bundle: ExportBundle) throws {
    let names = bundle.paths + bundle.documents
    var handles: [Int32] = []
    var isWritten = false
    defer { if !isWritten { for handle in handles { close(handle) } } }
    for _ in names { handles.append(try PythonProgram.file()) }
    var digests = names.map { _ in FileDigest() }
    var sizes = names.map { _ in 0 }
    let written = try bundle.write { place, bytes in
      bytes.withUnsafeBytes { digests[place].update($0) }
      sizes[place] += bytes.count
      try FileAccess.write(bytes, to: handles[place], path: names[place])
    }
    records = written.reduce(0) { $0 + $1.records }
    files = names.indices.map {
      File(
        name: names[$0], handle: handles[$0], sizeBytes: sizes[$0], sha256: digests[$0].finish())
    }
    isWritten = true
  }

  deinit { for file in files { close(file.handle) } }

  /// Whether the version's manifest states a license.
  func hasLicense(of version: Version, in store: Store) throws -> Bool {
    try VersionDetails(version, in: store).resolved["license"]?.string != nil
  }
}
