import StemmaRecord

/// JSON Lines of conversations, whatever their roles: what tokenizers' chat templates take.
struct ChatML: ExportFormat {
  let name = "chatml"
  let summary = "JSON Lines of `messages`, each with role and content"
  let isDescribed = true

  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws {
    let fields: JSONObject = ["messages": JSONValue(messages: try row.turns())]
    CanonicalJSON.append(.object(try row.withMetadata(fields)), to: &out)
  }

  func fileName(of side: Side?) -> String {
    switch side {
    case nil, .train: "training_data.jsonl"
    case .some(let side): "\(side.rawValue)_data.jsonl"
    }
  }
}
