/// The schema of schemas (2020-12), and those of the vocabularies it is made of: what they ask for,
/// without their titles and remarks.
enum Metaschema {
  static let validation = "https://json-schema.org/draft/2020-12/vocab/validation"

  private static let root = "https://json-schema.org/draft/2020-12/"
  private static let vocabularies = [
    "core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "content",
  ]

  static func document(at address: String) -> JSONValue? { documents[address] }

  private static let documents: [String: JSONValue] = {
    var documents = [root + "schema": whole]
    for (name, text) in zip(vocabularies, properties) {
      documents[root + "meta/" + name] = vocabulary(name, text)
    }
    return documents
  }()

  private static var whole: JSONValue {
    var vocabulary = JSONObject()
    for name in vocabularies { vocabulary[root + "vocab/" + name] = true }
    return [
      "$schema": .string(root + "schema"), "$id": .string(root + "schema"),
      "$vocabulary": .object(vocabulary), "$dynamicAnchor": "meta",
      "allOf": .array(vocabularies.map { ["$ref": .string("meta/" + $0)] }),
      "type": ["object", "boolean"],
    ]
  }

  private static func vocabulary(_ name: String, _ properties: String) -> JSONValue {
    guard let properties = try? JSONReader.read("{\(properties)}".utf8) else {
      preconditionFailure("the vocabularies below are JSON")
    }
    return [
      "$schema": .string(root + "schema"), "$id": .string(root + "meta/" + name),
      "$vocabulary": .object([root + "vocab/" + name: true]), "$dynamicAnchor": "meta",
      "type": ["object", "boolean"], "properties": properties, "$defs": definitions,
    ]
  }

  private static let definitions: JSONValue = [
    "anchor": ["type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$"],
    "count": ["type": "integer", "minimum": 0],
    "names": ["type": "array", "items": ["type": "string"], "uniqueItems": true],
    "reference": ["type": "string"],
    "schemas": ["type": "array", "minItems": 1, "items": ["$dynamicRef": "#meta"]],
    "schemasByName": ["type": "object", "additionalProperties": ["$dynamicRef": "#meta"]],
    "types": [
      "enum": ["array", "boolean", "integer", "null", "number", "object", "string"]
    ],
  ]

  /// The properties of each vocabulary, in their order.
  private static let properties = [
    """
    "$id": {"type": "string", "pattern": "^[^#]*#?$"},
    "$schema": {"$ref": "#/$defs/reference"},
    "$ref": {"$ref": "#/$defs/reference"},
    "$anchor": {"$ref": "#/$defs/anchor"},
    "$dynamicRef": {"$ref": "#/$defs/reference"},
    "$dynamicAnchor": {"$ref": "#/$defs/anchor"},
    "$vocabulary": {"type": "object", "additionalProperties": {"type": "boolean"}},
    "$comment": {"type": "string"},
    "$defs": {"$ref": "#/$defs/schemasByName"}
    """,
    """
    "prefixItems": {"$ref": "#/$defs/schemas"},
    "items": {"$dynamicRef": "#meta"},
    "contains": {"$dynamicRef": "#meta"},
    "additionalProperties": {"$dynamicRef": "#meta"},
    "properties": {"$ref": "#/$defs/schemasByName"},
    "patternProperties": {"$ref": "#/$defs/schemasByName"},
    "dependentSchemas": {"$ref": "#/$defs/schemasByName"},
    "propertyNames": {"$dynamicRef": "#meta"},
    "if": {"$dynamicRef": "#meta"},
    "then": {"$dynamicRef": "#meta"},
    "else": {"$dynamicRef": "#meta"},
    "allOf": {"$ref": "#/$defs/schemas"},
    "anyOf": {"$ref": "#/$defs/schemas"},
    "oneOf": {"$ref": "#/$defs/schemas"},
    "not": {"$dynamicRef": "#meta"}
    """,
    """
    "unevaluatedItems": {"$dynamicRef": "#meta"},
    "unevaluatedProperties": {"$dynamicRef": "#meta"}
    """,
    """
    "type": {
      "anyOf": [
        {"$ref": "#/$defs/types"},
        {"type": "array", "items": {"$ref": "#/$defs/types"}, "minItems": 1, "uniqueItems": true}
      ]
    },
    "const": true,
    "enum": {"type": "array", "items": true},
    "multipleOf": {"type": "number", "exclusiveMinimum": 0},
    "maximum": {"type": "number"},
    "exclusiveMaximum": {"type": "number"},
    "minimum": {"type": "number"},
    "exclusiveMinimum": {"type": "number"},
    "maxLength": {"$ref": "#/$defs/count"},
    "minLength": {"$ref": "#/$defs/count"},
    "pattern": {"type": "string"},
    "maxItems": {"$ref": "#/$defs/count"},
    "minItems": {"$ref": "#/$defs/count"},
    "uniqueItems": {"type": "boolean"},
    "maxContains": {"$ref": "#/$defs/count"},
    "minContains": {"$ref": "#/$defs/count"},
    "maxProperties": {"$ref": "#/$defs/count"},
    "minProperties": {"$ref": "#/$defs/count"},
    "required": {"$ref": "#/$defs/names"},
    "dependentRequired": {"type": "object", "additionalProperties": {"$ref": "#/$defs/names"}}
    """,
    """
    "title": {"type": "string"},
    "description": {"type": "string"},
    "default": true,
    "deprecated": {"type": "boolean"},
    "readOnly": {"type": "boolean"},
    "writeOnly": {"type": "boolean"},
    "examples": {"type": "array", "items": true}
    """,
    """
    "format": {"type": "string"}
    """,
    """
    "contentEncoding": {"type": "string"},
    "contentMediaType": {"type": "string"},
    "contentSchema": {"$dynamicRef": "#meta"}
    """,
  ]
}
