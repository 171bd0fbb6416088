import StemmaRecord

/// JSON Lines as OpenAI's fine-tuning takes them: the form of `chatml`, and only conversations that the
/// service would not refuse.
struct OpenAIMessages: ExportFormat {
  let name = "messages"
  let summary = "the same for OpenAI's fine-tuning: each a conversation that ends with an answer"

  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws {
    let turns = try row.turns()
    if let problem = TurnOrder.problem(of: turns) {
      throw ExportError.badTurns(row.record.id.text, format: name, problem: problem.words)
    }
    let fields: JSONObject = ["messages": JSONValue(messages: turns)]
    CanonicalJSON.append(.object(try row.withMetadata(fields)), to: &out)
  }
}
