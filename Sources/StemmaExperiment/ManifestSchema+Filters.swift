import StemmaRecord

// Filters, each a name or a name with its parameters.
extension ManifestSchema {
  static func filters(_ catalogue: Catalogue) -> JSONObject {
    let alone = catalogue.filters.filter { !$0.parameters.contains(where: \.isRequired) }
    var forms: [JSONValue] = [.object(names(alone.map { ($0.name, $0.summary) }))]
    for entry in catalogue.filters where !entry.parameters.isEmpty {
      forms.append([
        "type": "object", "additionalProperties": false, "required": [.string(entry.name)],
        "properties": .object([entry.name: parameters(entry)]),
      ])
    }
    return [
      "type": "array", "items": ["oneOf": .array(forms)], "uniqueItems": true,
      "default": .array(
        catalogue.standardFilters(TaskEntry.usualFilters).map { .string($0.name) }),
    ]
  }

  private static func parameters(_ entry: FilterEntry) -> JSONValue {
    var properties = JSONObject()
    for parameter in entry.parameters {
      var schema =
        switch (parameter.type, parameter.standard) {
        case (.integer(let range), .integer(let standard)): integer(range, standard)
        case (.integer(let range), _): integer(range, nil)
        case (.decimal(let range), .decimal(let standard)): decimal(range, standard)
        case (.decimal(let range), _): decimal(range, nil)
        default: form(of: parameter)
        }
      schema["description"] = .string(parameter.summary)
      properties[parameter.name] = .object(schema)
    }
    var schema: JSONObject = [
      "type": "object", "description": .string(entry.summary), "additionalProperties": false,
      "properties": .object(properties),
    ]
    let required = entry.parameters.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    return .object(schema)
  }

  /// Of a parameter that is no number.
  private static func form(of parameter: FilterEntry.Parameter) -> JSONObject {
    func texts(_ most: Int, _ each: Int) -> JSONObject {
      [
        "type": "array", "items": .object(text(each)), "minItems": 1, "maxItems": .integer(most),
        "uniqueItems": true,
      ]
    }
    switch parameter.type {
    case .integer, .decimal: return JSONObject()
    case .word(let words):
      var schema = names(words.map { ($0, nil) })
      schema["default"] = parameter.standard.json
      return schema
    case .words(let words):
      return [
        "type": "array", "items": .object(names(words.map { ($0, nil) })), "minItems": 1,
        "uniqueItems": true, "default": parameter.standard.json,
      ]
    case .texts(let most, let each): return texts(most, each)
    case .fieldTexts(let most, let each):
      let lists: [JSONValue] = [.object(text(each)), .object(texts(most, each))]
      return [
        "anyOf": .array(
          lists + [["type": "object", "additionalProperties": ["anyOf": .array(lists)]]])
      ]
    case .files: return list(of: path)
    }
  }
}
