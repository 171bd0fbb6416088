import StemmaRecord

/// JSON Lines of `conversations`, as FastChat, Axolotl and LLaMA-Factory read them.
struct ShareGPT: ExportFormat {
  let name = "sharegpt"
  let summary = "JSON Lines of `conversations`, each turn with from and value"

  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws {
    let turns = try row.turns()
    if let problem = TurnOrder.problem(of: turns) {
      throw ExportError.badTurns(row.record.id.text, format: name, problem: problem.words)
    }
    let values = try turns.map { turn -> JSONValue in
      guard let from = Self.names[turn.role] else {
        throw ExportError.badTurns(
          row.record.id.text, format: name, problem: "a turn of «\(turn.role)»")
      }
      return ["from": .string(from), "value": .string(turn.content)]
    }
    let fields: JSONObject = ["conversations": .array(values)]
    CanonicalJSON.append(.object(try row.withMetadata(fields)), to: &out)
  }

  private static let names = [
    "assistant": "gpt", "developer": "system", "system": "system", "user": "human",
  ]
}
