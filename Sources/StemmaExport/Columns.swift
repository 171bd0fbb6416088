import StemmaRecord

/// Which fields a version's rows have, and of what type each is.
public struct Columns: Sendable {
  /// More fields than this are no table's.
  static let limit = 1024

  /// A column's field; of metadata the member of it.
  struct Path: Sendable {
    let name: String
    let child: String?
  }

  /// Of a whole row: always `.object` once a row was seen.
  public private(set) var shape = ColumnShape.nothing

  /// Of no rows.
  public init() {}

  mutating func add(_ row: JSONObject) { shape.join(ColumnShape(.object(row))) }

  mutating func merge(_ other: Columns) { shape.join(other.shape) }

  /// Whether no row was seen that has a field.
  var isEmpty: Bool {
    guard case .object(let fields) = shape else { return true }
    return fields.isEmpty
  }

  /// - Throws: `ExportError.tooManyColumns` or `.noColumns`.
  func checked() throws(ExportError) -> Columns {
    guard case .object(let fields) = shape, !fields.isEmpty else { throw .noColumns }
    guard fields.count <= Self.limit else { throw .tooManyColumns(limit: Self.limit) }
    return self
  }

  /// Ids first, then the row's fields in the order of their bytes, then metadata.
  var paths: [Path] {
    guard case .object(let fields) = shape else { return [] }
    let ids = [RecordIDMember.name, RecordIDMember.other]
    let names = fields.keys.map(\.text).sorted { left, right in
      (ids.firstIndex(of: left) ?? ids.count, left) < (
        ids.firstIndex(of: right) ?? ids.count, right
      )
    }
    let rows = names.filter { $0 != MetadataField.member }.map { Path(name: $0, child: nil) }
    guard case .object(let metadata)? = fields[ColumnName(MetadataField.member)] else {
      return rows + names.filter { $0 == MetadataField.member }.map { Path(name: $0, child: nil) }
    }
    let members = metadata.keys.map(\.text)
    return rows
      + MetadataField.allCases.map(\.rawValue).filter(members.contains).map {
        Path(name: MetadataField.member, child: $0)
      }
  }

  /// Fields in the order of their names' bytes.
  static func sorted(
    _ fields: [ColumnName: ColumnShape]
  ) -> [(name: String, shape: ColumnShape)] {
    fields.map { (name: $0.key.text, shape: $0.value) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The columns' names; members of metadata as `metadata.heading`.
  var flat: [String] { paths.map { path in path.child.map { "\(path.name).\($0)" } ?? path.name } }
}

/// A field's name, told apart by its bytes.
public struct ColumnName: Hashable, Sendable {
  public let text: String

  init(_ text: String) { self.text = text }

  public static func == (left: ColumnName, right: ColumnName) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}
