import StemmaRecord

/// JSON Lines: the row's fields, and the record's id.
struct JSONLines: ExportFormat {
  let name = "jsonl"
  let summary = "JSON Lines of the rows as they are, with their ids"

  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws {
    CanonicalJSON.append(.object(try row.fields()), to: &out)
  }
}
