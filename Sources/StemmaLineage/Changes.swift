import GRDB
import StemmaRecord

import struct FoundationEssentials.Data

/// What one update has done so far: rows go to the file at once, totals when it ends.
final class Changes {
  let db: Database
  /// False once the update has ended, when the writer can no longer be used.
  var isOpen = true
  /// The first error of a writer's call; it ends the update even if the body caught it.
  private(set) var failure: LineageError?

  private var totals: [SealedTable: TableTotal] = [:]
  private var removedPacks: [Int64] = []
  private var nextPackNumber: Int64?
  private var events: (seen: Set<EventRow>, last: Int64)?

  init(_ db: Database) {
    self.db = db
  }

  /// Runs one call of the writer's.
  func perform<Answer>(_ work: () throws -> Answer) throws(LineageError) -> Answer {
    precondition(isOpen, "a writer is used within its update only")
    if let failure { throw failure }
    do {
      return try work()
    } catch {
      let error = LineageError(wrapping: error)
      failure = error
      throw error
    }
  }

  /// Writes what was kept back until the end of the update.
  func finish() throws {
    if let failure { throw failure }
    if !removedPacks.isEmpty {
      // `object` has no index by pack, so one pass takes all of them.
      let numbers = removedPacks.map { String($0) }.joined(separator: ", ")
      try db.execute(sql: "DELETE FROM object WHERE pack IN (\(numbers))")
    }
    for table in SealedTable.allCases {
      try totals[table]?.write(for: table, db)
    }
  }

  // MARK: - Rows

  /// Puts a row in, in place of one with the same key.
  func put(_ row: some SealedRow) throws {
    let table = type(of: row).table
    let values = row.columns
    // SQLite would give such a text back cut off.
    guard !values.contains(where: { $0.text?.utf8.contains(0) ?? false }) else {
      throw LineageError.abandoned("a name holds a NUL character")
    }
    try prepare(table)
    let columns = values.map { $0.databaseValue }
    let key = StatementArguments(columns.prefix(table.keyLength))
    let seal = row.seal
    let old = try Row.fetchOne(db.cachedStatement(sql: table.selectSeal), arguments: key)
    if let old {
      let oldSeal = try Self.seal(old, of: table)
      guard oldSeal != seal else { return }
      totals[table]?.remove(oldSeal)
    }
    try db.cachedStatement(sql: table.put).execute(
      arguments: StatementArguments(columns + [Int64(bitPattern: seal).databaseValue]))
    totals[table]?.add(seal)
  }

  /// Removes the rows that fit a condition.
  func remove(
    _ table: SealedTable, where condition: String, _ arguments: StatementArguments
  ) throws {
    try prepare(table)
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT seal FROM \(table.rawValue) WHERE \(condition)"),
      arguments: arguments)
    if rows.isEmpty { return }
    for row in rows { totals[table]?.remove(try Self.seal(row, of: table)) }
    try db.cachedStatement(sql: "DELETE FROM \(table.rawValue) WHERE \(condition)").execute(
      arguments: arguments)
  }

  func removeAll(_ table: SealedTable) throws {
    try db.execute(sql: "DELETE FROM \(table.rawValue)")
    totals[table] = .zero
    if table == .event { events = nil }
  }

  /// Checks a table before the update's first change of it.
  private func prepare(_ table: SealedTable) throws {
    if totals[table] == nil { totals[table] = try TableLoader.verify(table, db) }
  }

  /// Rows as they stand within the update, checked against the totals as they are by now.
  func rows<Element: SealedRow>(_ type: Element.Type) throws -> [Element] {
    try totals[Element.table]?.write(for: Element.table, db)
    let rows = try TableLoader.load(type, db)
    totals[Element.table] = try TableTotal.read(for: Element.table, db)
    return rows
  }

  private static func seal(_ row: Row, of table: SealedTable) throws -> UInt64 {
    guard let value = row.databaseValues.first, let seal = SealedValue(value)?.integer else {
      throw TableLoader.damage(table)
    }
    return UInt64(bitPattern: seal)
  }

  // MARK: - Versions

  /// Which inputs, parents and adapters go is decided by checked rows: a condition in SQL would believe damaged ones.
  func removeVersions(of dataset: String) throws {
    var going: Set<ObjectID> = []
    var staying: Set<ObjectID> = []
    for version in try rows(VersionRow.self) {
      if version.dataset.hasSameBytes(as: dataset) {
        going.insert(version.receipt)
      } else {
        staying.insert(version.receipt)
      }
    }
    for receipt in going.subtracting(staying).sorted() {
      try remove(.input, where: "\"receipt\" = ?", [Data(receipt.bytes)])
      try remove(.parent, where: "\"receipt\" = ?", [Data(receipt.bytes)])
      try remove(.adapter, where: "\"receipt\" = ?", [Data(receipt.bytes)])
    }
    try remove(.version, where: "\"dataset\" = ?", [dataset])
  }

  // MARK: - Packs

  /// Does nothing where the pack is known: its name is the hash of its bytes.
  func addPack(_ name: String, _ objects: some Sequence<ObjectPrefix>) throws {
    guard try packRow(name) == nil else { return }
    let number = try takePackNumber()
    let insert = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO object (\"id\", \"pack\") VALUES (?, ?)")
    var count = 0
    // In the tree's order, a page is visited once.
    for prefix in objects.sorted() {
      try insert.execute(arguments: [IndexLayout.objectKey(prefix), number])
      count += db.changesCount
    }
    try put(PackRow(name: name, number: number, objects: count))
  }

  func removePack(_ name: String) throws {
    guard let row = try packRow(name) else { return }
    // A number is not given again while rows of its former pack still stand.
    nextPackNumber = try nextPackNumber ?? highestPackNumber() + 1
    removedPacks.append(row.number)
    try remove(.pack, where: "\"name\" = ?", [name])
  }

  func removeAllPacks() throws {
    try db.execute(sql: "DELETE FROM object")
    removedPacks = []
    try removeAll(.pack)
  }

  private func packRow(_ name: String) throws -> PackRow? {
    try prepare(.pack)
    let statement = try db.cachedStatement(sql: SealedTable.pack.selectAll + " WHERE \"name\" = ?")
    guard let row = try Row.fetchOne(statement, arguments: [name]) else { return nil }
    guard let pack = PackRow(try TableLoader.check(row, of: .pack).columns) else {
      throw TableLoader.damage(.pack)
    }
    return pack
  }

  private func takePackNumber() throws -> Int64 {
    let number = try nextPackNumber ?? highestPackNumber() + 1
    nextPackNumber = number + 1
    return number
  }

  private func highestPackNumber() throws -> Int64 {
    try rows(PackRow.self).map(\.number).max() ?? 0
  }

  // MARK: - Events

  /// Puts an event after the last one. The same event is not taken in twice.
  func addEvent(_ event: EventRow) throws {
    if events == nil { events = try knownEvents() }
    guard events?.seen.insert(event).inserted == true else { return }
    events?.last += 1
    try put(PlacedEvent(place: events?.last ?? 1, event: event))
  }

  private func knownEvents() throws -> (seen: Set<EventRow>, last: Int64) {
    let placed = try rows(PlacedEvent.self)
    return (Set(placed.map(\.event)), placed.last?.place ?? 0)
  }
}
