import StemmaRecord

/// The rows of a Parquet file, as JSON Lines whose values have their columns' types: what writes such
/// files is a program of Python's, to which they go with the columns.
struct Parquet: ExportFormat {
  let name = "parquet"
  let summary = "a Parquet file of all fields, written by pyarrow, polars or duckdb"
  let form = FileForm.parquet
  let needs: Set<ExportNeed> = [.columns]

  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws {
    let fields = JSONValue.object(try row.fields())
    CanonicalJSON.append(columns?.shape.fitting(fields) ?? fields, to: &out)
  }
}
