import StemmaExport
import StemmaRecord
import StemmaStore

/// The file that `stemma datagen` writes.
enum DatagenOutput {
  /// - Returns: how many records were written.
  static func write(_ version: Version, of store: Store, to path: String) throws -> Int {
    let job = ExportJob(store: store, version: version, format: Formats.datagen, metadata: [])
    return try FileAccess.replace(path, isSynced: false) { write in
      try job.write(nil) { try write($1) }.counts[0]
    }
  }
}
