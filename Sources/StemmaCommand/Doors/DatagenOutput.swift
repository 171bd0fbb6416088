import StemmaExport
import StemmaRecord
import StemmaStore

/// The file that `stemma datagen` writes.
enum DatagenOutput {
  /// - Returns: how many records were written.
  static func write(_ version: Version, of store: Store, to path: String) throws -> Int {
    try FileAccess.replace(path, isSynced: false) { write in
      try Exporter(store).export(version, as: .jsonl, width: World.processors(), write: write)
    }
  }
}
