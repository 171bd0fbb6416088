import StemmaRecord

/// A JSON Schema of the few keywords that rows need (2020-12 by meaning).
///
/// At the top a row holds exactly the named fields: `additionalProperties` is `false` there unless
/// the schema says otherwise.
struct RowSchema: Sendable {
  /// What is wrong with a row: stable words.
  enum Violation: String, CaseIterable {
    case wrongType = "wrong-type"
    case missingField = "missing-field"
    case unknownField = "unknown-field"
    case tooShort = "too-short"
    case tooLong = "too-long"
    case notListed = "not-listed"
  }

  /// The keywords that are checked.
  static let keywords = [
    "type", "required", "properties", "additionalProperties", "minLength", "maxLength", "enum",
    "items",
  ]
  /// Keywords that ask for nothing.
  private static let annotations: Set<String> = [
    "$schema", "$id", "$comment", "title", "description", "default", "examples",
  ]
  private static let types: Set<String> = [
    "object", "array", "string", "integer", "number", "boolean", "null",
  ]
  private static let depthLimit = 16

  private var types: Set<String>?
  private var required: [String] = []
  private var properties: [(name: String, schema: RowSchema)] = []
  /// One schema for all fields that are not named, or none.
  private var additional: [RowSchema] = []
  /// Whether there may be no fields but the named ones.
  private var isClosed = false
  private var minLength: Int?
  private var maxLength: Int?
  private var listed: [JSONValue]?
  /// One schema for all elements, or none.
  private var items: [RowSchema] = []

  /// - Throws: `FilterError.unsupportedSchema` for anything but `keywords` and annotations.
  init(_ schema: JSONValue) throws(FilterError) {
    try self.init(schema, path: "", depth: 0)
    if schema["additionalProperties"] == nil { isClosed = true }
  }

  private init(_ schema: JSONValue, path: String, depth: Int) throws(FilterError) {
    guard let object = schema.object, depth < Self.depthLimit else {
      throw .unsupportedSchema(path: path)
    }
    for (keyword, value) in object.members where !Self.annotations.contains(keyword) {
      let place = path.isEmpty ? keyword : "\(path).\(keyword)"
      if readLimit(keyword, value) { continue }
      guard try readSubschema(keyword, value, path: place, depth: depth + 1) else {
        throw .unsupportedSchema(path: place)
      }
    }
  }

  /// - Returns: whether the keyword is one of these and its value makes sense.
  private mutating func readLimit(_ keyword: String, _ value: JSONValue) -> Bool {
    switch keyword {
    case "type":
      let names = value.string.map { [$0] } ?? (value.array ?? []).compactMap(\.string)
      types = Set(names)
      return !names.isEmpty && Self.types.isSuperset(of: names)
        && names.count == (value.array?.count ?? 1)
    case "required":
      required = (value.array ?? []).compactMap(\.string)
      return value.array?.count == required.count
    case "minLength":
      minLength = value.integer
      return minLength != nil
    case "maxLength":
      maxLength = value.integer
      return maxLength != nil
    case "enum":
      listed = value.array
      return listed != nil
    case "additionalProperties":
      guard let isOpen = value.bool else { return false }
      isClosed = !isOpen
      return true
    default: return false
    }
  }

  private mutating func readSubschema(
    _ keyword: String, _ value: JSONValue, path: String, depth: Int
  ) throws(FilterError) -> Bool {
    switch keyword {
    case "properties":
      guard let members = value.object?.members else { return false }
      for (name, schema) in members {
        let subschema = try RowSchema(schema, path: "\(path).\(name)", depth: depth)
        properties.append((name, subschema))
      }
    case "items": items = [try RowSchema(value, path: path, depth: depth)]
    case "additionalProperties": additional = [try RowSchema(value, path: path, depth: depth)]
    default: return false
    }
    return true
  }

  /// - Returns: the first thing wrong; nil for a value as the schema wants it.
  func violation(of value: JSONValue) -> Violation? {
    if let types, !Self.names(of: value).contains(where: types.contains) { return .wrongType }
    if let listed, !listed.contains(value) { return .notListed }
    switch value {
    case .string(let text):
      let length = text.scalarCount
      if let minLength, length < minLength { return .tooShort }
      if let maxLength, length > maxLength { return .tooLong }
      return nil
    case .array(let values):
      guard let schema = items.first else { return nil }
      return values.lazy.compactMap(schema.violation(of:)).first
    case .object(let object): return violation(in: object)
    default: return nil
    }
  }

  private func violation(in object: JSONObject) -> Violation? {
    if required.contains(where: { object[$0] == nil }) { return .missingField }
    for (name, value) in object.members {
      // By bytes, as members are told apart.
      if let known = properties.first(where: { $0.name.hasSameBytes(as: name) }) {
        if let violation = known.schema.violation(of: value) { return violation }
      } else if let schema = additional.first {
        if let violation = schema.violation(of: value) { return violation }
      } else if isClosed {
        return .unknownField
      }
    }
    return nil
  }

  /// The types a value is of: a whole number is a number too.
  private static func names(of value: JSONValue) -> [String] {
    switch value {
    case .null: ["null"]
    case .bool: ["boolean"]
    case .integer: ["integer", "number"]
    case .number(let number): number == number.rounded() ? ["number", "integer"] : ["number"]
    case .string: ["string"]
    case .array: ["array"]
    case .object: ["object"]
    }
  }
}
