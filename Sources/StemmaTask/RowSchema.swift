import StemmaRecord

// JSON Schema of what tasks ask for and make.

extension JSONValue {
  /// A text that is not empty.
  static let someText: JSONValue = ["minLength": 1, "type": "string"]

  /// An object of these members, all of them, and no others.
  ///
  /// - Parameters:
  ///   - names: each a text where nothing else is said of it.
  ///   - others: schemas of members of another form, and of those that may be missing.
  static func row(of names: [String], _ others: JSONObject = [:]) -> JSONValue {
    var properties = others
    for name in names where properties[name] == nil { properties[name] = .someText }
    return [
      "additionalProperties": false, "properties": .object(properties),
      "required": .texts(names), "type": "object",
    ]
  }
}
