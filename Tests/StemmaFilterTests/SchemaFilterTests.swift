import StemmaRecord
import Testing

@testable import StemmaFilter

@Suite("The filter schema")
struct SchemaFilterTests {
  @Test(
    "a row has exactly the fields, of the right types, and no empty text",
    arguments: [
      (["question": "Q", "answer": "A"], nil),
      (["question": "Q"], "missing-field"),
      ([:], "missing-field"),
      (["question": "Q", "answer": "A", "note": "N"], "unknown-field"),
      (["question": "Q", "answer": 3], "wrong-type"),
      (["question": .null, "answer": "A"], "wrong-type"),
      (["question": "", "answer": "A"], "empty-text"),
      (["question": "Q", "answer": " \n\u{A0}\u{3000}"], "empty-text"),
    ] as [(JSONObject, String?)])
  func rows(row: JSONObject, reason: String?) throws {
    var filter = try chain(["schema"])
    #expect(filter.reason(candidate("a", row)) == reason)
  }

  @Test(
    "every keyword is checked",
    arguments: [
      (["maxLength": 3], "four", "too-long"),
      (["maxLength": 3], "\u{65}\u{301}\u{301}\u{301}", "too-long"),
      (["minLength": 3], "ab", "too-short"), (["minLength": 2], "ab", nil),
      (["enum": ["a", "b"]], "c", "not-listed"), (["enum": ["a", 1]], 1, nil),
      (["enum": ["caf\u{E9}"]], "cafe\u{301}", "not-listed"),
      (["type": ["string", "null"]], .null, nil), (["type": "number"], 3, nil),
      (["type": "integer"], .number(3.5), "wrong-type"), (["type": "boolean"], true, nil),
      (["type": "array", "items": ["type": "string"]], ["a", "b"], nil),
      (["type": "array", "items": ["type": "string"]], ["a", 1], "wrong-type"),
      (["type": "object", "required": ["k"]], [:], "missing-field"),
      (["additionalProperties": false, "properties": ["k": [:]]], ["l": 1], "unknown-field"),
      (["additionalProperties": ["type": "string"]], ["l": 1], "wrong-type"),
      (["title": "T", "description": "D"], 7, nil), (["type": "object"], ["l": 1], nil),
    ] as [(JSONValue, JSONValue, String?)])
  func keywords(schema: JSONValue, value: JSONValue, reason: String?) throws {
    var filter = try chain(["schema"], schema: ["properties": ["f": schema]])
    #expect(filter.reason(candidate("a", ["f": value])) == reason)
  }

  @Test("at the top, fields are closed unless the schema opens them")
  func closed() throws {
    var closed = try chain(["schema"], schema: ["type": "object"])
    #expect(closed.reason(candidate("a", ["f": 1])) == "unknown-field")
    var open = try chain(["schema"], schema: ["additionalProperties": true])
    #expect(open.reason(candidate("a", ["f": 1])) == nil)
  }

  @Test("what stood empty in a table stays, and what was written beside it must not be empty")
  func tableText() throws {
    let schema: JSONValue = [
      "properties": ["notes": [:], "summary": ["type": "string"]], "type": "object",
    ]
    for name in ["schema", "quality"] {
      func reason(_ row: JSONObject, keepsEmptyTexts: Bool) throws -> String? {
        var filter = try FilterChain(
          [FilterChoice(name: name, parameters: [:])], schema: schema,
          keepsEmptyTexts: keepsEmptyTexts)
        return filter.reason(candidate("a", row))
      }
      let drop = name == "schema" ? "empty-text" : "too-low"
      #expect(try reason(["notes": "", "summary": "S"], keepsEmptyTexts: true) == nil)
      #expect(try reason(["notes": "N", "summary": " "], keepsEmptyTexts: true) == drop)
      #expect(try reason(["notes": "", "summary": "S"], keepsEmptyTexts: false) == drop)
    }
  }

  @Test("empty texts are found however deep they stand")
  func deepEmptyText() throws {
    var filter = try chain(["schema"], schema: ["properties": ["f": [:]]])
    #expect(filter.reason(candidate("a", ["f": [["g": ["x", ""]]]])) == "empty-text")
    #expect(filter.reason(candidate("a", ["f": [["g": ["x", "y"]]]])) == nil)
  }

  @Test(
    "what other keywords ask for is checked too",
    arguments: [
      (["pattern": "^[0-9]+$"], "4x", "wrong-form"), (["minimum": 3], 2, "out-of-range"),
      (["multipleOf": .number(0.1)], .number(0.25), "out-of-range"),
      (["minItems": 1], [], "too-few"), (["maxProperties": 0], ["k": 1], "too-many"),
      (["uniqueItems": true], [1, 1], "repeated"), (["const": "a"], "b", "not-listed"),
      (["oneOf": [["type": "string"], ["type": "null"]]], 1, "not-as-schema"),
      (["unevaluatedProperties": false], ["k": 1], "unknown-field"),
      (["dependentRequired": ["k": ["l"]]], ["k": 1], "missing-field"),
      (["propertyNames": ["pattern": "^a"]], ["k": 1], "wrong-form"),
    ] as [(JSONValue, JSONValue, String)])
  func otherKeywords(schema: JSONValue, value: JSONValue, reason: String) throws {
    var filter = try chain(["schema"], schema: ["properties": ["f": schema]])
    #expect(filter.reason(candidate("a", ["f": value])) == reason)
  }

  @Test(
    "what is no schema is refused with its place",
    arguments: [
      (["pattern": "("], "/pattern"),
      (["properties": ["f": ["minLength": -1]]], "/properties/f/minLength"),
      (["type": "text"], "/type"), (["type": []], "/type"), (["type": ["string", 1]], "/type"),
      (["items": 1], "/items"), (["required": "f"], "/required"),
      (["minLength": "1"], "/minLength"), (["$ref": "#/$defs/none"], "/$ref"),
      (["enum": 1], "/enum"), (["properties": []], "/properties"), (3, ""),
    ] as [(JSONValue, String)])
  func bad(schema: JSONValue, place: String) {
    let error = #expect(throws: FilterError.self) { try chain(["schema"], schema: schema) }
    #expect(error?.place == place)
    #expect(error?.code == "filter.bad-schema")
  }

  @Test("a schema nested without end is refused")
  func tooDeep() {
    var schema: JSONValue = [:]
    for _ in 0..<500 { schema = ["items": schema] }
    #expect(throws: FilterError.self) { try chain(["schema"], schema: schema) }
  }
}
