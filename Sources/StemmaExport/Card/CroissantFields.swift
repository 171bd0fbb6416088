import StemmaRecord

/// A file's rows as a record set of Croissant's: a field for each column, and below those that hold objects
/// a field for each member. What lies deeper, and what has no values but null, is left out; of one JSON
/// document everything that is no single value is.
struct CroissantFields {
  let file: CardFile
  let format: any ExportFormat

  /// One whole file is no side, and called so.
  private var id: String { file.side?.rawValue ?? "records" }

  var recordSet: JSONValue {
    let columns = columns
    var set: JSONObject = [
      "@id": .string(id), "@type": "cr:RecordSet",
      "field": .array(columns.enumerated().compactMap { field($1.name, $1.shape, place: $0) }),
      "name": .string(id),
    ]
    // Where rows bring an `id` of their own, several may bring the same.
    let ids = RecordIDMember.names { fields[$0] != nil }
    if ids.count == 1, let shape = fields[ids[0]], Self.isText(shape) {
      set["key"] = ["@id": .string("\(id)/\(ids[0])")]
    }
    return .object(set)
  }

  private static func isText(_ shape: ColumnShape) -> Bool {
    if case .string = shape { true } else { false }
  }

  private var fields: ByName<ColumnShape> {
    if case .object(let fields) = file.shape.shape { fields } else { ByName() }
  }

  /// A table's columns hold what is nested as JSON, each under its own name.
  private var columns: [(name: String, shape: ColumnShape)] {
    let fields = fields
    guard format.form == .csv else { return fields.map { ($0.name, $0.value) } }
    return zip(file.shape.flat, file.shape.paths).map { name, path in
      var shape = fields[path.name] ?? .nothing
      if let child = path.child, case .object(let members) = shape {
        shape = members[child] ?? .nothing
      }
      return (name, Self.type(shape) == nil ? .string : shape)
    }
  }

  private func field(_ name: String, _ shape: ColumnShape, place: Int) -> JSONValue? {
    let id = "\(id)/\(Self.isPlain(name) ? name : "column-\(place + 1)")"
    var field: JSONObject = ["@id": .string(id), "@type": "cr:Field", "name": .string(name)]
    if let type = Self.type(shape) {
      field["dataType"] = .string(type)
      field["source"] = source(name)
      return .object(field)
    }
    // What reads one JSON document finds single values in it alone.
    guard format.form != .json else { return nil }
    switch shape {
    case .list(let element):
      field["repeated"] = true
      if let type = Self.type(element) {
        field["dataType"] = .string(type)
        field["source"] = source(name)
        return .object(field)
      }
      guard case .object(let members) = element else { return nil }
      field["subField"] = subFields(members, of: name, id)
    case .object(let members):
      field["subField"] = subFields(members, of: name, id)
    default: return nil
    }
    return field["subField"]?.array?.isEmpty == false ? .object(field) : nil
  }

  private func subFields(
    _ members: ByName<ColumnShape>, of column: String, _ parent: String
  ) -> JSONValue {
    .array(
      members.compactMap { name, shape in
        guard Self.isPlain(name) else { return nil }
        var field: JSONObject = [
          "@id": .string("\(parent)/\(name)"), "@type": "cr:Field", "name": .string(name),
          "source": source(column, member: name),
        ]
        if let type = Self.type(shape) {
          field["dataType"] = .string(type)
        } else if case .list(let element) = shape, let type = Self.type(element) {
          field["dataType"] = .string(type)
          field["repeated"] = true
        } else {
          return nil
        }
        return .object(field)
      })
  }

  private func source(_ column: String, member: String? = nil) -> JSONValue {
    // Of one JSON document a path finds what a column is elsewhere.
    var source: JSONObject = [
      "extract": format.form == .json
        ? ["jsonPath": .string("$[*].\(column)")] : ["column": .string(column)],
      "fileObject": ["@id": .string(file.name)],
    ]
    source["transform"] = member.map { ["jsonPath": .string($0)] }
    return .object(source)
  }

  /// - Returns: nil for what is no single value.
  private static func type(_ shape: ColumnShape) -> String? {
    switch shape {
    case .bool: "sc:Boolean"
    case .integer: "sc:Integer"
    case .number: "sc:Float"
    case .string, .mixed: "sc:Text"
    case .nothing, .list, .object: nil
    }
  }

  /// Whether a name can stand in an id and in a path as it is.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == UInt8(ascii: "_")
      }
  }
}
