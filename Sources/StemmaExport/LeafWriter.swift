import StemmaRecord
import StemmaStore
import StemmaTask

/// Writes leaves' records in a format.
struct LeafWriter: Sendable {
  let records: SequenceReader
  let format: ExportFormat
  /// What stands before each record.
  let separator: [UInt8]
  /// Nil where the records were imported.
  let task: (any TaskDefinition)?
  /// Whether every row is known to have its record's id as `id`.
  let isWhole: Bool

  private static let rowKey = Array("\"row\"".utf8)
  private static let idKey = Array("\"id\"".utf8)
  private static let plain = Array(#"{"row":"#.utf8)

  func bytes(of leaves: ArraySlice<SequenceChild>) throws -> [UInt8] {
    if format == .jsonl { return try rows(of: leaves) }
    var out: [UInt8] = []
    for leaf in leaves {
      for record in try records.records(of: leaf.id) {
        out += separator
        CanonicalJSON.append(try format.json(record, task: task), to: &out)
      }
    }
    return out
  }

  /// Rows are canonical as they are stored: they are copied, with the id put in its place.
  private func rows(of leaves: ArraySlice<SequenceChild>) throws -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(256 << 10)
    var whole = RowScanner()
    var inner = RowScanner()
    for leaf in leaves {
      try records.forEachRecord(of: leaf.id) { id, content in
        out += separator
        if isWhole && content.starts(with: Self.plain) {
          out += UnsafeBufferPointer(rebasing: content[Self.plain.count..<content.count - 1])
        } else if whole.read(UnsafeRawBufferPointer(content)),
          let row = whole.value(of: Self.rowKey), inner.read(UnsafeRawBufferPointer(row))
        {
          let row = ByteBuffer(capacity: content.count + id.count)
          inner.appendRow(to: row, adding: Self.idKey, id)
          out += row.bytes
        } else {
          out += try Self.slowly(id, content, leaf.id)
        }
      }
    }
    return out
  }

  private static func slowly(
    _ id: UnsafeBufferPointer<UInt8>, _ content: UnsafeBufferPointer<UInt8>, _ leaf: ObjectID
  ) throws -> [UInt8] {
    guard let id = try? JSONReader.read(id), let json = try? JSONReader.read(content),
      var row = json["row"]?.object
    else { throw StoreError.objectMalformed(leaf, .leaf) }
    if row["id"] == nil { row["id"] = id }
    return CanonicalJSON.bytes(.object(row))
  }
}
