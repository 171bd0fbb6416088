import StemmaRecord
import StemmaTesting

/// A schema of many keywords, a value for it, and seeded changes of both.
enum SchemaSamples {
  static let schema: JSONValue = [
    "$id": "https://example.org/row", "type": "object", "required": ["a", "b"],
    "properties": [
      "a": ["type": "string", "minLength": 1, "maxLength": 9, "pattern": "^[a-z]+(x|y)*$"],
      "b": ["type": "array", "items": ["$ref": "#/$defs/n"], "uniqueItems": true, "minItems": 1],
      "c": ["oneOf": [["$ref": "#m"], ["const": "c"], ["enum": [1, "d", .null]]]],
    ],
    "patternProperties": ["^p": ["minimum": 0, "multipleOf": .number(0.5)]],
    "dependentRequired": ["c": ["a"]], "propertyNames": ["maxLength": 3],
    "if": ["required": ["c"]], "then": ["minProperties": 3], "else": ["not": ["required": ["d"]]],
    "unevaluatedProperties": ["contains": ["type": "boolean"], "maxContains": 2],
    "$defs": [
      "n": ["anyOf": [["type": "integer", "exclusiveMaximum": 9], ["$dynamicRef": "#m"]]],
      "m": ["$dynamicAnchor": "m", "prefixItems": [true, ["type": "null"]], "items": false],
    ],
  ]

  static let value: JSONValue = [
    "a": "abcx", "b": [1, 2, [3, .null]], "c": "c", "p1": .number(1.5), "e": [true, 1],
  ]

  private static let others: [JSONValue] = [
    .null, true, false, 0, -1, 7, .number(0.1), .number(1e300), "", "a", "#", "#m", "#/$defs/n",
    "(a|b)*c", "^(?!a)", "[", "object", [], ["a"], [[:]], [:], ["type": "string"],
    ["$ref": "#"], ["properties": ["a": false]],
  ]

  private static let keys = [
    "a", "c", "type", "$ref", "$id", "$anchor", "items", "not", "allOf", "pattern", "required",
    "properties", "contains", "enum", "unevaluatedItems", "minContains",
  ]

  /// The value with one part of it replaced, removed, added or repeated.
  static func changed(_ value: JSONValue, _ dice: inout Dice) -> JSONValue {
    let stops = Int.random(in: 0..<4, using: &dice) == 0
    switch value {
    case .object(var object) where !stops && !object.members.isEmpty:
      let key = object.members.randomElement(using: &dice)?.key ?? ""
      switch Int.random(in: 0..<8, using: &dice) {
      case 0: object[key] = nil
      case 1: object[keys.randomElement(using: &dice) ?? ""] = object[key]
      case 2: object[keys.randomElement(using: &dice) ?? ""] = others.randomElement(using: &dice)
      default: object[key] = object[key].map { changed($0, &dice) }
      }
      return .object(object)
    case .array(var values) where !stops && !values.isEmpty:
      let place = Int.random(in: 0..<values.count, using: &dice)
      switch Int.random(in: 0..<4, using: &dice) {
      case 0: values.remove(at: place)
      case 1: values.append(values[place])
      default: values[place] = changed(values[place], &dice)
      }
      return .array(values)
    default: return others.randomElement(using: &dice) ?? .null
    }
  }
}
