import StemmaRecord
import StemmaTask

/// JSON Lines of `prompt`, `chosen` and `rejected`, each a list of messages.
struct DirectPreference: ExportFormat {
  let name = "dpo"
  let summary = "JSON Lines of `prompt`, `chosen` and `rejected`, each as messages"

  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws {
    let preference = try row.preference()
    let fields: JSONObject = [
      "chosen": JSONValue(messages: preference.chosen),
      "prompt": JSONValue(messages: preference.prompt),
      "rejected": JSONValue(messages: preference.rejected),
    ]
    CanonicalJSON.append(.object(try row.withMetadata(fields)), to: &out)
  }
}
