import StemmaRecord
import StemmaTask

/// One JSON array of `instruction`, `input` and `output`.
struct Alpaca: ExportFormat {
  let name = "alpaca"
  let summary = "one JSON array of `instruction`, `input` and `output`"
  let form = FileForm.json

  func frame(_ columns: Columns?) -> FileFrame {
    FileFrame(opening: "[\n", separator: ",\n", closing: "\n]\n", empty: "[]\n")
  }

  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws {
    let instruction = try row.instruction()
    let fields: JSONObject = [
      "input": .string(instruction.input), "instruction": .string(instruction.instruction),
      "output": .string(instruction.output),
    ]
    CanonicalJSON.append(.object(try row.withMetadata(fields)), to: &out)
  }
}
