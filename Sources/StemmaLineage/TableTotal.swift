import GRDB

/// What `meta` keeps of a sealed table: how many rows it has, and the wrapping sum of their seals.
struct TableTotal: Equatable, Sendable {
  var count: Int64
  var sum: UInt64

  static let zero = TableTotal(count: 0, sum: 0)

  mutating func add(_ seal: UInt64) {
    count &+= 1
    sum &+= seal
  }

  mutating func remove(_ seal: UInt64) {
    count &-= 1
    sum &-= seal
  }

  /// - Throws: `LineageError.damaged` where the row is missing or not what was written.
  static func read(for table: SealedTable, _ db: Database) throws -> TableTotal {
    let statement = try db.cachedStatement(
      sql: "SELECT \"name\", \"count\", \"sum\", \"seal\" FROM meta WHERE \"name\" = ?")
    let row = try Row.fetchOne(statement, arguments: [table.rawValue])
    let values = row?.databaseValues.map { SealedValue($0) } ?? []
    guard values.count == 4, values[0] == .text(table.rawValue), let count = values[1]?.integer,
      let sum = values[2]?.integer, let seal = values[3]?.integer
    else { throw LineageError.damaged("total of table \(table.rawValue)") }
    let total = TableTotal(count: count, sum: UInt64(bitPattern: sum))
    guard UInt64(bitPattern: seal) == total.seal(for: table) else {
      throw LineageError.damaged("total of table \(table.rawValue)")
    }
    return total
  }

  func write(for table: SealedTable, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO meta ("name", "count", "sum", "seal") VALUES (?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      table.rawValue, count, Int64(bitPattern: sum), Int64(bitPattern: seal(for: table)),
    ])
  }

  private func seal(for table: SealedTable) -> UInt64 {
    Seal.of("meta", [.text(table.rawValue), .integer(count), .integer(Int64(bitPattern: sum))])
  }
}
