import StemmaRecord

/// JSON Lines: the row's fields, and the record's id.
struct JSONLines: ExportFormat {
  static let formatName = "jsonl"

  let name = Self.formatName
  let summary = "JSON Lines of the rows as they are, with their ids"
  let suffix = "jsonl"

  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws {
    CanonicalJSON.append(.object(try row.fields()), to: &out)
  }
}
