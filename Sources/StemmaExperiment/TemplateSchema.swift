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
    return [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "stemma template",
      "description": .string(
        "How a prompt is worded. Known placeholders: \(known). "
          + "All other braces are text; what is put in is never expanded again."),
      "type": "object", "additionalProperties": false, "required": ["name", "userPrompt"],
      "properties": [
        "name": field(name, "Name", "What errors and lists call the template."),
        "systemPrompt": field(
          text, "System prompt", "The system's message; left out, there is none."),
        "userPrompt": field(text, "User prompt", "The user's message."),
        "defaultOutputSchema": field(
          ["type": ["object", "string"]], "Output schema",
          "What {output_schema} says instead of the task's own: a JSON Schema, or words."),
      ],
    ]
  }
}
