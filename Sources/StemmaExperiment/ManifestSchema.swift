public import StemmaRecord

/// The manifest's JSON Schema (2020-12), made from the reader's own table of fields.
public enum ManifestSchema {
  /// - Parameter catalogue: gives the names of tasks, teachers, strategies and filters.
  public static func json(_ catalogue: Catalogue) -> JSONValue {
    var root = object(ManifestField.all, catalogue)
    root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    root["allOf"] = conditions(catalogue)
    root["title"] = "stemma manifest"
    root["description"] =
      .string(
        "Pins everything that decides a dataset. `x-stemma` says of each field whether it decides "
          + "the dataset's bytes (what) or only tells about it (how).")
    return .object(root)
  }

  private static func object(_ fields: [ManifestField], _ catalogue: Catalogue) -> JSONObject {
    var properties = JSONObject()
    for field in fields { properties[field.name] = property(field, catalogue) }
    var schema: JSONObject = [
      "type": "object", "additionalProperties": false, "properties": .object(properties),
    ]
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    return schema
  }

  private static func property(_ field: ManifestField, _ catalogue: Catalogue) -> JSONValue {
    var schema = form(field.kind, catalogue)
    schema["title"] = .string(field.title)
    schema["description"] = .string(field.summary)
    schema["x-stemma"] = .string(field.mark.rawValue)
    return .object(schema)
  }

  private static func form(_ kind: ManifestField.Kind, _ catalogue: Catalogue) -> JSONObject {
    switch kind {
    case .format: return ["const": .integer(Manifest.format)]
    case .datasetName:
      return [
        "type": "string", "pattern": .string(DatasetName.pattern),
        "not": ["pattern": "\\.\\.|\\.$|\\.lock$"],
      ]
    case .text(let limit): return text(limit)
    case .texts(let limit, let each):
      return [
        "type": "array", "items": .object(text(each)), "maxItems": .integer(limit),
        "uniqueItems": true, "default": [],
      ]
    case .expectations:
      return [
        "type": "array", "default": [], "maxItems": .integer(ManifestField.expectationLimit),
        "uniqueItems": true,
        "items": [
          "type": "string", "maxLength": .integer(Expectation.lengthLimitBytes),
          "pattern":
            "^([^<>=!\"]*\"([^\"\\\\]|\\\\.)*\"[^<>=!]*|[^<>=!]+)(<|<=|>|>=|==|!=) *-?[0-9]{1,12}(\\.[0-9]+)? *%? *$",
        ],
      ]
    case .paths: return list(of: path)
    case .versions:
      return list(of: ["type": "string", "pattern": .string(versionPattern)])
    case .file: return path
    case .task: return names(catalogue.tasks.map { ($0.name, $0.summary) })
    case .teacher:
      return teacher(catalogue)
    case .teachers:
      return [
        "type": "object", "minProperties": 1,
        "maxProperties": .integer(ManifestChecker.mostTeachers),
        "propertyNames": ["pattern": .string(ManifestChecker.teacherNamePattern)],
        "additionalProperties": ["anyOf": .array(teacherForms(catalogue))],
      ]
    case .member:
      return ["type": "string", "pattern": .string(ManifestChecker.teacherNamePattern)]
    case .pool:
      return [
        "oneOf": [
          ["type": "string", "pattern": .string(ManifestChecker.teacherNamePattern)],
          [
            "type": "object", "minProperties": 1,
            "maxProperties": .integer(ManifestChecker.mostTeachers),
            "propertyNames": ["pattern": .string(ManifestChecker.teacherNamePattern)],
            "additionalProperties": .object(integer(ManifestChecker.weights, nil)),
          ],
        ]
      ]
    case .provider: return names(catalogue.providers.map { ($0.name, $0.summary) })
    case .adapter: return ["type": "string", "pattern": "^sha256:[0-9a-f]{4,64}$"]
    case .choice(let words): return names(words.map { ($0, nil) })
    case .address: return ["type": "string", "pattern": "^https?://[^\\s#]+$", "maxLength": 1_000]
    case .headers: return ["type": "object", "additionalProperties": .object(text(1_000))]
    case .members: return ["type": "object"]
    case .named(let each):
      return [
        "type": "object", "minProperties": 1, "additionalProperties": .object(text(each)),
      ]
    case .lists(let limit, let each):
      return [
        "type": "object", "minProperties": 1,
        "additionalProperties": .object(form(.texts(limit: limit, each: each), catalogue)),
      ]
    case .expand: return part(ManifestField.expand, catalogue)
    case .sections: return part(ManifestField.sections, catalogue)
    case .flag(let standard): return ["type": "boolean", "default": .bool(standard)]
    case .mix: return mix
    case .strategy:
      var all: [String] = []
      for name in catalogue.tasks.flatMap(\.strategies) where !all.contains(name) {
        all.append(name)
      }
      return names(all.map { ($0, nil) })
    case .integer(let range, let standard): return integer(range, standard)
    case .seed:
      // 2^64-1, as near as a double comes to it.
      return ["type": "integer", "minimum": 0, "maximum": .number(0x1p64)]
    case .decimal(let range): return decimal(range, nil)
    case .classes:
      return [
        "type": "array", "minItems": 2, "maxItems": .integer(ManifestChecker.mostClasses),
        "items": .object(object(ManifestField.ofClass, catalogue)),
      ]
    case .topics:
      let names = form(.texts(limit: ManifestChecker.mostTopics, each: 200), catalogue)
      return [
        "anyOf": [
          .object(names),
          [
            "type": "object", "minProperties": 1,
            "propertyNames": ["maxLength": 200, "pattern": "\\S"],
            "additionalProperties": ["anyOf": [.object(names), ["type": "null"]]],
          ],
        ]
      ]
    case .weightedTexts:
      return [
        "anyOf": [
          .object(form(.texts(limit: ManifestChecker.mostWeighted, each: 4_000), catalogue)),
          [
            "type": "object", "minProperties": 1,
            "maxProperties": .integer(ManifestChecker.mostWeighted),
            "propertyNames": ["maxLength": 4_000, "pattern": "\\S"],
            "additionalProperties": .object(integer(WeightedText.weights, nil)),
          ],
        ]
      ]
    case .turns:
      return [
        "anyOf": [
          .object(integer(Outline.turnRange, nil)),
          .object(object(ManifestField.turns, catalogue)),
        ]
      ]
    case .columns:
      return [
        "type": "array", "items": .object(text(ManifestChecker.columnNameLimit)),
        "maxItems": .integer(ManifestChecker.mostColumns), "uniqueItems": true,
      ]
    case .outputs:
      return [
        "type": "array", "minItems": 1, "maxItems": .integer(ManifestChecker.mostOutputs),
        "items": [
          "anyOf": [
            ["type": "string", "pattern": .string(ManifestChecker.outputNamePattern)],
            .object(object(ManifestField.ofOutput, catalogue)),
          ]
        ],
      ]
    case .filters: return filters(catalogue)
    case .shares(let names):
      let share = decimal(Millionths(count: 0)...Millionths(count: 1_000_000), nil)
      return [
        "type": "object", "propertyNames": .object(self.names(names.map { ($0, nil) })),
        "additionalProperties": .object(share),
      ]
    case .words(let words, let standard):
      return [
        "type": "array", "items": .object(names(words.map { ($0, nil) })), "uniqueItems": true,
        "default": .texts(standard),
      ]
    case .group(let fields): return object(fields, catalogue)
    }
  }

  /// A mapping that says something, as one value.
  private static func part(_ fields: [ManifestField], _ catalogue: Catalogue) -> JSONObject {
    var part = object(fields, catalogue)
    part["minProperties"] = 1
    return ["anyOf": [.object(part)]]
  }

  /// A name, `provider:model`, or a provider with all that belongs to it.
  private static func teacher(_ catalogue: Catalogue) -> JSONObject {
    ["anyOf": .array(teacherForms(catalogue)), "default": .string(Manifest.standardTeacher)]
  }

  private static func teacherForms(_ catalogue: Catalogue) -> [JSONValue] {
    let alone = catalogue.providers.filter { $0.form == .adapter }.map(\.name)
    let own = catalogue.teachers.map(\.name) + alone
    var forms: [JSONValue] = [.object(names(own.map { ($0, nil) }))]
    let prefixed = catalogue.providers.filter { $0.form != .adapter }
    if !prefixed.isEmpty {
      let providers = prefixed.map(\.name).joined(separator: "|")
      forms.append([
        "type": "string", "pattern": .string("^(\(providers)):\\S+$"),
        "examples": .array(prefixed.map { .string("\($0.name):\($0.form.example)") }),
      ])
      forms.append(.object(object(ManifestField.teacher, catalogue)))
    }
    return forms
  }

  /// Of each axis its values: weights by names, or a list.
  private static var mix: JSONObject {
    let weight = integer(ManifestChecker.weights, nil)
    let name = text(Mix.nameLimitBytes)
    let value: JSONObject = [
      "type": "object", "additionalProperties": false, "required": ["name"],
      "properties": [
        "name": .object(name), "weight": .object(integer(ManifestChecker.weights, 1)),
        "instruction": .object(text(ManifestChecker.instructionLimit)),
      ],
    ]
    let axis: [JSONValue] = [
      [
        "type": "object", "minProperties": 1, "maxProperties": .integer(Mix.mostValues),
        "propertyNames": .object(name), "additionalProperties": .object(weight),
      ],
      [
        "type": "array", "minItems": 1, "maxItems": .integer(Mix.mostValues),
        "items": ["anyOf": [.object(name), .object(value)]], "uniqueItems": true,
      ],
    ]
    return [
      "type": "object", "minProperties": 1, "maxProperties": .integer(Mix.mostAxes),
      "propertyNames": ["pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$"],
      "additionalProperties": ["anyOf": .array(axis)],
      "examples": .array([["difficulty": ["easy": 3, "hard": 1], "tone": ["formal", "casual"]]]),
    ]
  }

  static func text(_ limit: Int) -> JSONObject {
    ["type": "string", "pattern": "\\S", "maxLength": .integer(limit)]
  }

  /// What a version may be called: `coffee`, `coffee@3`, `coffee@head~1`, `coffee@sha256:ab12`.
  private static let versionPattern =
    String(DatasetName.pattern.dropLast())
    + "(@(head(~[0-9]{1,9})?|sha256:[0-9a-f]{4,64}|[0-9]{1,9}))?$"

  static func list(of element: JSONObject) -> JSONObject {
    [
      "type": "array", "items": .object(element), "minItems": 1, "maxItems": 10_000,
      "uniqueItems": true,
    ]
  }

  /// What a task's choice means for the inputs.
  private static func conditions(_ catalogue: Catalogue) -> JSONValue {
    .array(
      catalogue.tasks.map { task in
        var kinds = JSONObject()
        for kind in InputKind.allCases where !task.inputs.contains(kind) {
          kinds[kind.rawValue] = false
        }
        var inputs: JSONObject = ["properties": .object(kinds)]
        if task.needsInput { inputs["minProperties"] = 1 }
        var properties: JSONObject = ["inputs": .object(inputs)]
        if !task.needsClasses { properties["classes"] = false }
        for field in Outline.Field.allCases where !task.outline.contains(field) {
          properties[field.rawValue] = false
        }
        if task.rowUse == nil { properties["keep"] = false }
        if task.rowUse != .outputs { properties["outputs"] = false }
        var then: JSONObject = ["properties": .object(properties)]
        var required = (task.needsInput ? ["inputs"] : []) + (task.needsClasses ? ["classes"] : [])
        if task.outline.contains(.documentTypes) {
          required.append(Outline.Field.documentTypes.rawValue)
        }
        if task.rowUse == .outputs { required += ["outputs", "template"] }
        if !required.isEmpty { then["required"] = .texts(required) }
        if task.outline.contains(.topics) {
          then["anyOf"] = [["required": ["topics"]], ["required": ["inputs"]]]
        }
        return [
          "if": ["properties": ["task": ["const": .string(task.name)]], "required": ["task"]],
          "then": .object(then),
        ]
      })
  }

  static var path: JSONObject {
    [
      "type": "string", "pattern": "^(?!/|~/|[A-Za-z]:)[^\\\\\\n\\t]+$",
      "not": ["pattern": "://"], "maxLength": 1_000,
    ]
  }

  /// An enumeration; each name with its own description where there is one.
  static func names(_ names: [(name: String, summary: String?)]) -> JSONObject {
    guard names.contains(where: { $0.summary != nil }) else {
      return ["enum": .array(names.map { .string($0.name) })]
    }
    return [
      "oneOf": .array(
        names.map { name, summary in
          var choice: JSONObject = ["const": .string(name)]
          choice["description"] = summary.map { .string($0) }
          return .object(choice)
        })
    ]
  }

  static func integer(_ range: ClosedRange<Int>, _ standard: Int?) -> JSONObject {
    var schema: JSONObject = [
      "type": "integer", "minimum": .integer(range.lowerBound),
      "maximum": .integer(range.upperBound),
    ]
    schema["default"] = standard.map { .integer($0) }
    return schema
  }

  static func decimal(
    _ range: ClosedRange<Millionths>, _ standard: Millionths?
  ) -> JSONObject {
    var schema: JSONObject = ["type": "number", "maximum": number(range.upperBound)]
    if range.lowerBound.count == 1 {
      schema["exclusiveMinimum"] = 0
    } else {
      schema["minimum"] = number(range.lowerBound)
    }
    schema["default"] = standard.map(number)
    return schema
  }

  private static func number(_ value: Millionths) -> JSONValue {
    let (whole, rest) = value.count.quotientAndRemainder(dividingBy: 1_000_000)
    return rest == 0 ? .integer(whole) : .number(Double(value.count) / 1_000_000)
  }
}

extension ProviderEntry.Form {
  fileprivate var example: String {
    switch self {
    case .model: "MODEL"
    case .address: "http://127.0.0.1:8000"
    case .modelAndHost: "MODEL:HOST"
    case .adapter: ""
    }
  }
}
