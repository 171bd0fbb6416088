import GRDB

/// The one way rows of sealed tables come out of the file: all of a table, all of it checked.
enum TableLoader {
  /// Must be called within a transaction, so that rows and total are of one moment.
  ///
  /// - Returns: every row, sorted.
  /// - Throws: `LineageError.damaged` where a row's seal, the number of rows or the sum of the
  ///   seals is not what was written.
  static func load<Element: SealedRow>(_ type: Element.Type, _ db: Database) throws -> [Element] {
    let table = Element.table
    let expected = try TableTotal.read(for: table, db)
    var found = TableTotal.zero
    var rows: [Element] = []
    let cursor = try Row.fetchCursor(db.cachedStatement(sql: table.selectAll))
    while let row = try cursor.next() {
      // A damaged tree may lead to the same page many times over.
      guard found.count < expected.count else {
        throw LineageError.damaged("more rows in table \(table.rawValue) than were written")
      }
      let (element, seal) = try check(row, as: type)
      found.add(seal)
      rows.append(element)
    }
    guard found == expected else {
      throw LineageError.damaged("total of table \(table.rawValue)")
    }
    return rows.sorted(by: Element.precedes)
  }

  /// - Parameter row: the table's columns in order, then the seal.
  static func check<Element: SealedRow>(
    _ row: Row, as type: Element.Type
  ) throws -> (element: Element, seal: UInt64) {
    let table = Element.table
    var columns: [SealedValue] = []
    columns.reserveCapacity(row.count)
    for index in 0..<row.count {
      guard let value = SealedValue(row[index]) else { throw damage(table) }
      columns.append(value)
    }
    guard let last = columns.popLast()?.integer else { throw damage(table) }
    let seal = UInt64(bitPattern: last)
    guard seal == Seal.of(table.rawValue, columns), let element = Element(columns) else {
      throw damage(table)
    }
    return (element, seal)
  }

  private static func damage(_ table: SealedTable) -> LineageError {
    .damaged("a row of table \(table.rawValue)")
  }
}
