public import StemmaRecord

/// The template file's JSON Schema (2020-12).
public enum TemplateSchema {
  public static var json: JSONValue {
    let known = Placeholder.names.map { "{\($0)}" }.joined(separator: " ")
    let text: JSONObject = ["type": "string", "pattern": "\\S"]
    func field(_ form: JSONObject, _ title: String, _ summary: String) -> JSONValue {
      var schema = form
      schema["title"] = .string(title)
      schema["description"] = .string(summary)
      return .object(schema)
    }
    var name = text
    name["maxLength"] = 200
    let wording: JSONObject = [
      "systemPrompt": field(
        [
          "anyOf": [
            .object(text),
            [
              "type": "object", "minProperties": 1, "maxProperties": 64,
              "additionalProperties": ["type": "integer", "minimum": 1, "maximum": 1_000],
            ],
          ]
        ], "System prompt",
        "The system's message; left out, there is none. Or several, each with its weight."),
      "userPrompt": field(
        [
          "anyOf": [
            .object(text),
            [
              "type": "array", "items": .object(text), "minItems": 1, "maxItems": 64,
              "uniqueItems": true,
            ],
          ]
        ], "User prompt", "The user's message, or several, which are expanded like values."),
      "defaultOutputSchema": field(
        ["type": ["object", "string"]], "Output schema",
        "What {output_schema} says instead of the task's own: a JSON Schema, or words."),
    ]
    var properties = wording
    properties["name"] = field(name, "Name", "What errors and lists call the template.")
    var roles = JSONObject()
    for role in TemplateReader.roleNames {
      roles[role] = [
        "type": "object", "additionalProperties": false, "required": ["userPrompt"],
        "properties": .object(wording),
      ]
    }
    properties["roles"] = field(
      [
        "type": "object", "additionalProperties": false, "minProperties": 1,
        "properties": .object(roles),
      ], "Roles",
      "In place of one prompt, one for each role in which parts of records are made, one after "
        + "another; a role left out keeps the task's own. Later ones need {rows}.")
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "stemma template",
      "description": .string(
        "How a prompt is worded. Known placeholders: \(known). Of a row, `{row.title}` is its "
          + "column `title`. "
          + "All other braces are text; what is put in is never expanded again."),
      "type": "object", "additionalProperties": false, "required": ["name"],
      "properties": .object(properties),
      "oneOf": [
        ["required": ["userPrompt"], "properties": ["roles": false]],
        [
          "required": ["roles"],
          "properties": ["systemPrompt": false, "userPrompt": false, "defaultOutputSchema": false],
        ],
      ],
    ]
  }
}
