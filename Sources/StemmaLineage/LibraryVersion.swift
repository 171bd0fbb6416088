import GRDB

extension Lineage {
  /// The version of SQLite that is at work, such as `3.40.1`.
  public static var libraryVersion: String {
    let asked = try? DatabaseQueue().read { db in
      try String.fetchOne(db, sql: "SELECT sqlite_version()")
    }
    return asked.flatMap { $0 } ?? "unknown"
  }
}
