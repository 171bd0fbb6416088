import GRDB

/// Checked tables, kept for as long as nobody has changed the file.
struct Snapshot: Sendable {
  private var dataVersion: Int64?
  private var versions: [VersionRow]?
  private var inputs: [InputRow]?
  private var parents: [ParentRow]?
  private var adapters: [AdapterRow]?
  private var events: [PlacedEvent]?
  private var refs: [RefRow]?
  private var packs: [PackRow]?
  private var packNames: [Int64: String]?

  init() {}

  /// Forgets everything if another connection has committed since.
  mutating func refresh(_ db: Database) throws {
    let found = try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
    guard dataVersion == nil || dataVersion != found else { return }
    self = Snapshot()
    dataVersion = found
  }

  mutating func versions(_ db: Database) throws -> [VersionRow] { try rows(\.versions, db) }
  mutating func inputs(_ db: Database) throws -> [InputRow] { try rows(\.inputs, db) }
  mutating func parents(_ db: Database) throws -> [ParentRow] { try rows(\.parents, db) }
  mutating func adapters(_ db: Database) throws -> [AdapterRow] { try rows(\.adapters, db) }
  mutating func events(_ db: Database) throws -> [PlacedEvent] { try rows(\.events, db) }
  mutating func refs(_ db: Database) throws -> [RefRow] { try rows(\.refs, db) }
  mutating func packs(_ db: Database) throws -> [PackRow] { try rows(\.packs, db) }

  /// The packs' names by their numbers.
  mutating func packNames(_ db: Database) throws -> [Int64: String] {
    if let packNames { return packNames }
    let names = Dictionary(
      try packs(db).map { ($0.number, $0.name) }, uniquingKeysWith: { first, _ in first })
    packNames = names
    return names
  }

  var hasPackNames: Bool { packNames != nil }

  private mutating func rows<Element: SealedRow>(
    _ path: WritableKeyPath<Snapshot, [Element]?>, _ db: Database
  ) throws -> [Element] {
    if let rows = self[keyPath: path] { return rows }
    let rows = try TableLoader.load(Element.self, db)
    self[keyPath: path] = rows
    return rows
  }
}
