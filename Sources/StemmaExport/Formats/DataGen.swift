import StemmaRecord
import StemmaTask

/// JSON Lines with an instruction, its response and how they came to be, flat and in camel case.
///
/// `[sample N]` after the instruction is the slot's place in the plan, which is what the prompt called its
/// sample's number; of a record that no plan is known of, its place in the version.
struct DataGen: ExportFormat {
  let name = "datagen"
  let summary = "JSON Lines of `instruction` and `response` with prompt, seed, score and time"
  let needs: Set<ExportNeed> = [.background]

  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws {
    let instruction = try row.instruction()
    let asked =
      instruction.input.isEmpty
      ? instruction.instruction : "\(instruction.instruction)\n\n\(instruction.input)"
    var fields: JSONObject = [
      "instruction": .string("\(asked) [sample \(row.background?.place ?? row.place)]"),
      "response": .string(instruction.output),
    ]
    for (name, value) in background(of: row) { fields[name] = value }
    CanonicalJSON.append(.object(try row.withMetadata(fields)), to: &out)
  }

  private func background(of row: ExportRow) -> [(String, JSONValue)] {
    let (ground, background) = (row.ground, row.background)
    let seed = background?.subject?.seed
    let variation = row.record.origin?.strategy
    let grounding = background?.subject.map { $0.section?.text ?? $0.seed?.instruction ?? "" }
    var tags = ["synthetic"]
    if ground?.isOffline == true { tags.append("offline") }
    if let variation { tags.append(variation) }
    for word in (ground?.domain ?? "").lowercased().split(whereSeparator: { " -_/,".contains($0) })
    where !tags.contains(String(word)) { tags.append(String(word)) }
    return [
      ("domain", JSONValue(ground?.domain)), ("generationTimestamp", JSONValue(ground?.timestamp)),
      ("generatorModel", JSONValue(background?.teacher)),
      ("groundingContext", .array(grounding.map { [.string($0)] } ?? [])),
      ("lora", JSONValue(ground?.adapter)), ("prompt", JSONValue(background?.prompt)),
      ("qualityScore", quality(row.trace)), ("seedInstruction", JSONValue(seed?.instruction)),
      ("seedResponse", JSONValue(seed?.response)),
      ("tags", .texts(tags)), ("taskType", JSONValue(ground?.task)),
      ("variation", JSONValue(variation)),
    ]
  }

  /// What the filter `quality` said, of four decimals.
  private func quality(_ trace: JSONValue?) -> JSONValue {
    let verdict = trace?["verdicts"]?.array?.last { $0["filter"] == "quality" }
    return verdict?["score"]?.integer.map { JSONValue(millionths: ($0 + 50) / 100 * 100) } ?? .null
  }
}
