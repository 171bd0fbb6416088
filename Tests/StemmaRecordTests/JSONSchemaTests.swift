import StemmaRecord
import StemmaTesting
import Testing

@Suite("JSON Schema")
struct JSONSchemaTests {
  @Test("a violation names its keyword and leads to its place")
  func places() throws {
    let schema = try JSONSchema([
      "properties": [
        "pairs": [
          "type": "array",
          "items": ["required": ["a/b"], "properties": ["a/b": ["minLength": 2]]],
        ]
      ],
      "additionalProperties": false,
    ])
    let value: JSONValue = [
      "pairs": [["a/b": "xy"], ["a/b": "x"], [:]], "q~": 1,
    ]
    let found = schema.violations(of: value).map { "\($0.keyword.rawValue) \($0.pointer)" }
    #expect(
      found == ["minLength /pairs/1/a~1b", "required /pairs/2", "additionalProperties /q~0"])
    #expect(schema.violation(of: value)?.pointer == "/pairs/1/a~1b")
    #expect(schema.violations(of: value, limit: 2).count == 2)
    #expect(schema.violation(of: ["pairs": []]) == nil)
  }

  @Test(
    "a schema that is none is refused with the place of the mistake",
    arguments: [
      (["properties": ["a": ["type": "text"]]], "/properties/a/type", .wrongValue),
      (["allOf": []], "/allOf", .wrongValue), (["not": 1], "/not", .noSchema),
      (["$ref": "#/$defs/a"], "/$ref", .unresolvedReference),
      (["$ref": "https://example.org/other"], "/$ref", .unresolvedReference),
      (["pattern": "(?<=a)b"], "/pattern", .badPattern),
      (["patternProperties": ["(a)\\1": true]], "/patternProperties/(a)\\1", .badPattern),
      (
        ["$defs": ["a": ["$anchor": "x"], "b": ["$anchor": "x"]]], "/$defs/b/$anchor",
        .duplicateName
      ),
      (["multipleOf": 0], "/multipleOf", .wrongValue), ("text", "", .noSchema),
    ] as [(JSONValue, String, SchemaError.Reason)])
  func mistakes(schema: JSONValue, place: String, reason: SchemaError.Reason) {
    let error = #expect(throws: SchemaError.self) { try JSONSchema(schema) }
    #expect(error?.pointer == place)
    #expect(error?.reason == reason)
  }

  @Test("texts are compared by their bytes and counted in scalars")
  func bytewise() throws {
    let schema = try JSONSchema(["enum": ["caf\u{E9}"], "maxLength": 4])
    #expect(schema.violation(of: "caf\u{E9}") == nil)
    #expect(schema.violation(of: "cafe\u{301}")?.keyword == .enum)
    let two = try JSONSchema(["minLength": 2])
    #expect(two.violation(of: "e\u{301}") == nil)
    #expect(two.violation(of: "\u{1F600}")?.keyword == .minLength)
    let required = try JSONSchema(["required": ["caf\u{E9}"]])
    #expect(required.violation(of: ["cafe\u{301}": 1])?.keyword == .required)
  }

  @Test("multiples are told by decimal digits, however small or large")
  func multiples() throws {
    let schema = try JSONSchema(["multipleOf": .number(0.01)])
    for (number, isMultiple) in [
      (0.07, true), (19.99, true), (4.35, true), (1e300, true), (0.075, false), (1e-300, false),
    ] {
      #expect((schema.violation(of: .number(number)) == nil) == isMultiple, "\(number)")
    }
  }

  @Test("a schema that asks for a check without end gets one that ends")
  func endless() throws {
    let circle = try JSONSchema(["$ref": "#"])
    #expect(circle.violation(of: 1)?.keyword == .bounds)
    // Each schema asks for the next one twice: 2^60 in all.
    var definitions = JSONObject()
    for level in 0..<60 {
      let next: JSONValue = ["$ref": .string("#/$defs/l\(level + 1)")]
      definitions["l\(level)"] = ["allOf": [next, next]]
    }
    definitions["l60"] = true
    let wide = try JSONSchema(["$ref": "#/$defs/l0", "$defs": .object(definitions)])
    #expect(wide.violation(of: 1)?.keyword == .bounds)
    // What cannot be decided is not accepted by way of `not` either.
    let not = try JSONSchema(["not": ["$ref": "#/$defs/l0"], "$defs": .object(definitions)])
    #expect(not.violation(of: 1)?.keyword == .bounds)
  }

  @Test("a value as deep as one may be is held against a schema that goes along")
  func deep() throws {
    var value: JSONValue = 1
    for _ in 0..<120 { value = ["next": value] }
    let tree = try JSONSchema([
      "$dynamicAnchor": "node", "type": ["object", "integer"],
      "properties": ["next": ["$dynamicRef": "#node"]], "unevaluatedProperties": false,
    ])
    #expect(tree.violation(of: value) == nil)
    let leaf = try JSONSchema(["type": "object", "properties": ["next": ["$ref": "#"]]])
    #expect(leaf.violation(of: value)?.path.count == 120)
  }

  @Test("repeated elements are found among many")
  func unique() throws {
    let schema = try JSONSchema(["uniqueItems": true])
    var values: [JSONValue] = (0..<50_000).map { ["id": .integer($0)] }
    #expect(schema.violation(of: .array(values)) == nil)
    values.append(["id": 7])
    #expect(schema.violation(of: .array(values))?.keyword == .uniqueItems)
  }

  @Test("objects with many members meet schemas with many properties")
  func many() throws {
    var properties = JSONObject()
    var value = JSONObject()
    for number in 0..<5_000 {
      properties["k\(number * 2)"] = ["const": .integer(number)]
      value["k\(number * 2)"] = .integer(number)
    }
    let schema = try JSONSchema([
      "properties": .object(properties), "additionalProperties": false,
    ])
    #expect(schema.violation(of: .object(value)) == nil)
    value["k4001"] = 1
    #expect(schema.violation(of: .object(value))?.pointer == "/k4001")
  }

  @Test("ten thousand changed schemas and values: an error or an answer, and no crash")
  func mutations() throws {
    var dice = Dice(11)
    var compiled = 0
    for number in 0..<10_000 {
      var schema = SchemaSamples.schema
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        schema = SchemaSamples.changed(schema, &dice)
      }
      let value = SchemaSamples.changed(SchemaSamples.value, &dice)
      guard let ready = try? JSONSchema(schema) else { continue }
      compiled += 1
      let found = ready.violations(of: value, limit: 5)
      #expect(ready.violation(of: value) == found.first, "seed 11, number \(number)")
    }
    #expect(compiled > 1_000)
  }
}
