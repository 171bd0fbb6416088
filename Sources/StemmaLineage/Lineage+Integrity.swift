import GRDB
import StemmaRecord

extension Lineage {
  /// Looks at all of the file: SQLite's own check, the layout, every seal and total, and whether
  /// as many objects are listed for each pack as were taken in.
  ///
  /// - Returns: one sentence for each thing that is not as it should be; empty when all is well.
  /// - Throws: `busy`, `system`, `closed`; damage is in the answer.
  public func integrity() throws(LineageError) -> [String] {
    do {
      return try queue.unsafeRead { db in
        let structure = try damage {
          try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        }
        let content = try damage {
          try Self.inTransaction(db) {
            try Self.checks.flatMap { check in
              try damage { try check(db) }
            }
          }
        }
        return structure + content
      }
    } catch {
      throw LineageError(wrapping: error)
    }
  }

  /// - Returns: what the body found, or the damage that ended it.
  private func damage(_ body: () throws -> [String]) throws -> [String] {
    do {
      return try body()
    } catch {
      let error = LineageError(wrapping: error)
      guard case .damaged(let what) = error else { throw error }
      return [what]
    }
  }

  private static let checks: [@Sendable (Database) throws -> [String]] = [
    { db in
      try IndexLayout.check(db)
      return []
    },
    { db in try read(VersionRow.self, db) },
    { db in try read(InputRow.self, db) },
    { db in try read(ParentRow.self, db) },
    { db in try read(AdapterRow.self, db) },
    { db in try read(PlacedEvent.self, db) },
    { db in try read(RefRow.self, db) },
    { db in try miscounted(TableLoader.load(PackRow.self, db), db) },
  ]

  private static func read(_ type: (some SealedRow).Type, _ db: Database) throws -> [String] {
    _ = try TableLoader.load(type, db)
    return []
  }

  private static func miscounted(_ packs: [PackRow], _ db: Database) throws -> [String] {
    var counts: [Int64: Int] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT \"pack\", COUNT(*) FROM object GROUP BY \"pack\"")
    while let row = try rows.next() {
      let values = Array(row.databaseValues).compactMap { SealedValue($0)?.integer }
      guard values.count == 2 else { return ["a row of table object"] }
      counts[values[0]] = Int(values[1])
    }
    var found: [String] = []
    for pack in packs {
      let listed = counts.removeValue(forKey: pack.number) ?? 0
      if listed != pack.objects {
        found.append("\(listed) objects listed for pack \(pack.name), which holds \(pack.objects)")
      }
    }
    if !counts.isEmpty { found.append("objects listed for packs that are not known") }
    return found
  }
}
