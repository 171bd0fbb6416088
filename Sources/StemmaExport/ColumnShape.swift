public import StemmaRecord

/// What type holds all values of a field.
public indirect enum ColumnShape: Sendable {
  /// Null only.
  case nothing
  case bool, integer, number, string
  case list(ColumnShape)
  /// Without fields where every value is `{}`.
  case object(ByName<ColumnShape>)
  /// Values of several types, or too deep: they are written as JSON texts.
  case mixed

  private static let depthLimit = 16

  init(_ value: JSONValue, depth: Int = 0) {
    guard depth < Self.depthLimit else {
      self = .mixed
      return
    }
    switch value {
    case .null: self = .nothing
    case .bool: self = .bool
    case .integer: self = .integer
    case .number: self = .number
    case .string: self = .string
    case .array(let values):
      var element = ColumnShape.nothing
      for value in values { element.join(ColumnShape(value, depth: depth + 1)) }
      self = .list(element)
    case .object(let object):
      var fields = ByName<ColumnShape>()
      for (name, value) in object.members { fields[name] = ColumnShape(value, depth: depth + 1) }
      self = .object(fields)
    }
  }

  /// Widens it so that it holds another one's values as well.
  mutating func join(_ other: ColumnShape) {
    switch (self, other) {
    case (_, .nothing), (.mixed, _), (.bool, .bool), (.integer, .integer), (.string, .string),
      (.number, .number), (.number, .integer):
      break
    case (.nothing, _), (_, .mixed), (.integer, .number): self = other
    case (.list(var element), .list(let more)):
      element.join(more)
      self = .list(element)
    case (.object(var fields), .object(let more)):
      self = .nothing
      for (name, shape) in more { fields[name, default: .nothing].join(shape) }
      self = .object(fields)
    default: self = .mixed
    }
  }

  /// The value as this type has it: what is mixed becomes a JSON text.
  func fitting(_ value: JSONValue) -> JSONValue {
    switch (self, value) {
    case (_, .null): .null
    case (.list(let element), .array(let values)): .array(values.map(element.fitting))
    case (.object(let fields), .object(let object)) where !fields.isEmpty:
      .object(
        JSONObject(
          unsorted: object.members.map {
            ($0.key, fields[$0.key]?.fitting($0.value) ?? $0.value)
          }) ?? object)
    case (.mixed, _), (.object, _): .string(CanonicalJSON.text(value))
    default: value
    }
  }

  /// Of an object its fields, of a list its element between brackets, else the type's name.
  public var json: JSONValue {
    switch self {
    case .bool: "bool"
    case .integer: "integer"
    case .number: "number"
    case .nothing, .string, .mixed: "string"
    case .list(let element): [element.json]
    case .object(let fields) where fields.isEmpty: "string"
    case .object(let fields):
      .object(JSONObject(unsorted: fields.map { ($0.name, $0.value.json) }) ?? JSONObject())
    }
  }
}
