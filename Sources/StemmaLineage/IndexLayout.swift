import GRDB
import StemmaRecord

import struct FoundationEssentials.Data

/// The tables of the index, and how a file is known to have exactly these.
enum IndexLayout {
  /// Raised with every change of the tables or of what a row means.
  static let revision = 3
  /// `Stem` in ASCII.
  static let applicationID: Int64 = 0x5374_656D

  /// Name and SQL of each table, by name; the SQL is as SQLite keeps it.
  static let tables: [(name: String, sql: String)] = [
    (
      "adapter",
      """
      CREATE TABLE adapter ("receipt" BLOB NOT NULL, "digest" BLOB NOT NULL, \
      "seal" INTEGER NOT NULL, PRIMARY KEY ("receipt", "digest")) STRICT, WITHOUT ROWID
      """
    ),
    (
      "event",
      """
      CREATE TABLE event ("place" INTEGER NOT NULL, "commit" TEXT NOT NULL, \
      "kind" TEXT NOT NULL, "subject" BLOB, "seconds" INTEGER NOT NULL, "body" BLOB NOT NULL, \
      "seal" INTEGER NOT NULL, PRIMARY KEY ("place")) STRICT, WITHOUT ROWID
      """
    ),
    (
      "input",
      """
      CREATE TABLE input ("receipt" BLOB NOT NULL, "name" TEXT NOT NULL, "bytes" BLOB NOT NULL, \
      "text" BLOB NOT NULL, "seal" INTEGER NOT NULL, PRIMARY KEY ("receipt", "name")) \
      STRICT, WITHOUT ROWID
      """
    ),
    (
      "meta",
      """
      CREATE TABLE meta ("name" TEXT NOT NULL, "count" INTEGER NOT NULL, "sum" INTEGER NOT NULL, \
      "seal" INTEGER NOT NULL, PRIMARY KEY ("name")) STRICT, WITHOUT ROWID
      """
    ),
    (
      "object",
      """
      CREATE TABLE object ("id" BLOB NOT NULL, "pack" INTEGER NOT NULL, \
      PRIMARY KEY ("id", "pack")) STRICT, WITHOUT ROWID
      """
    ),
    (
      "pack",
      """
      CREATE TABLE pack ("name" TEXT NOT NULL, "number" INTEGER NOT NULL, \
      "objects" INTEGER NOT NULL, "seal" INTEGER NOT NULL, PRIMARY KEY ("name")) \
      STRICT, WITHOUT ROWID
      """
    ),
    (
      "parent",
      """
      CREATE TABLE parent ("receipt" BLOB NOT NULL, "place" INTEGER NOT NULL, \
      "dataset" TEXT NOT NULL, "parent" BLOB NOT NULL, "seal" INTEGER NOT NULL, \
      PRIMARY KEY ("receipt", "place")) STRICT, WITHOUT ROWID
      """
    ),
    (
      "ref",
      """
      CREATE TABLE ref ("name" TEXT NOT NULL, "commit" TEXT NOT NULL, "seal" INTEGER NOT NULL, \
      PRIMARY KEY ("name")) STRICT, WITHOUT ROWID
      """
    ),
    (
      "version",
      """
      CREATE TABLE version ("dataset" TEXT NOT NULL, "number" INTEGER NOT NULL, \
      "commit" TEXT NOT NULL, "receipt" BLOB NOT NULL, "plan" BLOB NOT NULL, \
      "records" INTEGER NOT NULL, "seconds" INTEGER NOT NULL, "seal" INTEGER NOT NULL, \
      PRIMARY KEY ("dataset", "number")) STRICT, WITHOUT ROWID
      """
    ),
  ]

  /// Whether the database is as SQLite leaves one that nothing was ever written to.
  static func isBlank(_ db: Database) throws -> Bool {
    let schema = try Row.fetchOne(db, sql: "SELECT 1 FROM sqlite_schema LIMIT 1")
    return try schema == nil && pragma("user_version", db) == 0 && pragma("application_id", db) == 0
  }

  /// Makes the tables, unless another process did so just now.
  static func create(_ db: Database) throws {
    try db.inTransaction(.immediate) {
      guard try isBlank(db) else { return .rollback }
      for table in tables { try db.execute(sql: table.sql) }
      for table in SealedTable.allCases { try TableTotal.zero.write(for: table, db) }
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: "PRAGMA user_version = \(revision)")
      return .commit
    }
  }

  /// Throws `damaged` unless the file has exactly these tables and no index, view or trigger.
  static func check(_ db: Database) throws {
    guard try pragma("application_id", db) == applicationID else {
      throw LineageError.damaged("not an index of stemma's")
    }
    guard try pragma("user_version", db) == Int64(revision) else {
      throw LineageError.damaged("another layout than revision \(revision)")
    }
    let found = try Row.fetchAll(
      db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"
    ).map { row in Array(row.databaseValues).map { SealedValue($0) } }
    let wanted = tables.map { table in
      [.text("table"), .text(table.name), .text(table.name), .text(table.sql)] as [SealedValue?]
    }
    guard found == wanted else { throw LineageError.damaged("schema") }
  }

  static func objectKey(_ prefix: ObjectPrefix) -> Data { Data(prefix.bytes) }

  private static func pragma(_ name: String, _ db: Database) throws -> Int64? {
    let value = try Row.fetchOne(db, sql: "PRAGMA \(name)")?.databaseValues.first
    guard let value, case .int64(let number) = value.storage else { return nil }
    return number
  }
}
