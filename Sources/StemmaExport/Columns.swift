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
  /// Whether the rows' `metadata` is what was asked for with them, not a field of their own.
  private let addsMetadata: Bool

  /// Of no rows.
  public init(addsMetadata: Bool = false) { self.addsMetadata = addsMetadata }

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
    let ids = RecordIDMember.names { fields[$0] != nil }
    let others = fields.names.filter { name in
      name != MetadataField.member && !ids.contains(where: name.hasSameBytes)
    }
    let rows = (ids + others).map { Path(name: $0, child: nil) }
    guard addsMetadata, case .object(let metadata)? = fields[MetadataField.member] else {
      return rows
        + (fields[MetadataField.member] == nil
          ? [] : [Path(name: MetadataField.member, child: nil)])
    }
    return rows
      + MetadataField.allCases.map(\.rawValue).filter { metadata[$0] != nil }.map {
        Path(name: MetadataField.member, child: $0)
      }
  }

  /// The columns' names; members of metadata as `metadata.heading`.
  var flat: [String] { paths.map { path in path.child.map { "\(path.name).\($0)" } ?? path.name } }
}
