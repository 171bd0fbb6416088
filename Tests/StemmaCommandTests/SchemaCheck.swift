import StemmaRecord
import StemmaTesting
import Testing

/// Holds documents against JSON Schemas with Python's `jsonschema`, all in one process.
struct SchemaCheck {
  struct Pair {
    /// What complaints call the document.
    let name: String
    /// The schema's file in `schemas/`.
    let schema: String
    let document: JSONValue
  }

  private static let program = """
    import json, sys
    from jsonschema import Draft202012Validator
    folder, pairs = sys.argv[1], sys.argv[2]
    schemas = {}
    def validator(name):
        if name not in schemas:
            with open(folder + "/" + name, encoding="utf-8") as file:
                schema = json.load(file)
            Draft202012Validator.check_schema(schema)
            schemas[name] = Draft202012Validator(schema)
        return schemas[name]
    with open(pairs, encoding="utf-8") as file:
        for pair in json.load(file):
            for error in validator(pair["schema"]).iter_errors(pair["document"]):
                place = "/".join(str(part) for part in error.absolute_path)
                print(pair["name"], "at /" + place + ":", error.message[:300])
    """

  /// - Returns: a line for each complaint.
  /// - Throws: where Python or its module is missing, or a schema is none.
  static func complaints(of pairs: [Pair]) throws -> [String] {
    let workspace = try Workspace()
    try workspace.write(
      "pairs.json",
      CanonicalJSON.bytes(
        .array(
          pairs.map {
            ["document": $0.document, "name": .string($0.name), "schema": .string($0.schema)]
          })))
    let result = try Program("python3").run(
      ["-c", program, Repository.path("schemas"), "pairs.json"], in: workspace.folder)
    guard result.status == 0 else {
      throw Failure(
        "python3 with its module jsonschema is wanted (Debian: python3-jsonschema): "
          + result.errorText)
    }
    return result.text.split(separator: "\n").map(String.init)
  }
}
