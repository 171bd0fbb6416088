import GRDB

/// The one way rows of sealed tables come out of the file: all of a table, all of it checked.
enum TableLoader {
  /// Must be called within a transaction, so that rows and total are of one moment.
  ///
  /// - Returns: every row, sorted.
  /// - Throws: `LineageError.damaged` where a row's seal, the number of rows or the sum of the
  ///   seals is not what was written.
  static func load<Element: SealedRow>(_ type: Element.Type, _ db: Database) throws -> [Element] {
    var rows: [Element] = []
    try scan(Element.table, db) { columns in
      guard let element = Element(columns) else { throw damage(Element.table) }
      rows.append(element)
    }
    return rows.sorted(by: Element.precedes)
  }

  /// Checks all of a table. A change of a damaged one could make its total right again: a search
  /// misled by one row passes others by.
  ///
  /// - Returns: the table's total.
  static func verify(_ table: SealedTable, _ db: Database) throws -> TableTotal {
    try scan(table, db) { _ in }
  }

  /// - Parameter row: the table's columns in order, then the seal.
  /// - Returns: the columns without the seal, which fits them.
  static func check(_ row: Row, of table: SealedTable) throws -> (
    columns: [SealedValue], seal: UInt64
  ) {
    var columns: [SealedValue] = []
    columns.reserveCapacity(row.count)
    for index in 0..<row.count {
      guard let value = SealedValue(row[index]) else { throw damage(table) }
      columns.append(value)
    }
    guard let last = columns.popLast()?.integer else { throw damage(table) }
    let seal = UInt64(bitPattern: last)
    guard seal == Seal.of(table.rawValue, columns) else { throw damage(table) }
    return (columns, seal)
  }

  static func damage(_ table: SealedTable) -> LineageError {
    .damaged("a row of table \(table.rawValue)")
  }

  @discardableResult
  private static func scan(
    _ table: SealedTable, _ db: Database, _ body: ([SealedValue]) throws -> Void
  ) throws -> TableTotal {
    let expected = try TableTotal.read(for: table, db)
    var found = TableTotal.zero
    let cursor = try Row.fetchCursor(db.cachedStatement(sql: table.selectAll))
    while let row = try cursor.next() {
      // A damaged tree may lead to the same page many times over.
      guard found.count < expected.count else {
        throw LineageError.damaged("more rows in table \(table.rawValue) than were written")
      }
      let (columns, seal) = try check(row, of: table)
      found.add(seal)
      try body(columns)
    }
    guard found == expected else {
      throw LineageError.damaged("total of table \(table.rawValue)")
    }
    return found
  }
}
