import StemmaRecord
import StemmaStatistics
import StemmaStore
import StemmaTask

/// Writes leaves' records in a format, each side's by themselves.
struct LeafWriter: Sendable {
  /// Some neighbouring leaves.
  struct Leaves: Sendable {
    /// The first one's place among all.
    let first: Int
    let children: ArraySlice<SequenceChild>
    /// How many records stand before them.
    let before: Int
  }

  /// Records, as many as there are of each side.
  struct Piece: Sendable {
    /// Each with what parts records before it.
    var bytes: [[UInt8]]
    var counts: [Int]
    /// Which fields they have as they are written; of none unless that was asked for.
    var shapes: [Columns]
    var conversations = ConversationSketch()
  }

  let version: Version
  let records: SequenceReader
  let format: any ExportFormat
  let metadata: [MetadataField]
  let columns: Columns?
  /// Nil where the records were imported.
  let task: (any TaskDefinition)?
  /// Nil for one file of all records.
  let sideNames: [Side]?
  let sides: Companion?
  let traces: Companion?
  let ground: (any ExportBackground)?
  /// Whether conversations are to be summed up.
  let isSummingUp: Bool
  /// Whether it is to be found out which fields the rows have as they are written.
  let isShaping: Bool
  /// Whether every row is known to have its record's id as `id`.
  let isWhole: Bool

  private var placeCount: Int { sideNames?.count ?? 1 }

  private static let rowKey = Array("\"row\"".utf8)
  private static let idKey = Array("\"\(RecordIDMember.name)\"".utf8)
  private static let plain = Array(#"{"row":"#.utf8)

  /// - Throws: a `StoreError`; `ExportError`.
  func piece(of leaves: Leaves) throws -> Piece {
    let separator = Array(format.frame(columns).separator.utf8)
    if format is JSONLines, sideNames == nil, metadata.isEmpty, !isShaping {
      let (bytes, count) = try rows(of: leaves.children, separator)
      return Piece(bytes: [bytes], counts: [count], shapes: [Columns()])
    }
    var piece = Piece(
      bytes: Array(repeating: [], count: placeCount),
      counts: Array(repeating: 0, count: placeCount),
      shapes: Array(repeating: Columns(addsMetadata: !metadata.isEmpty), count: placeCount)
    )
    try forEachRow(of: leaves) { row, place in
      piece.bytes[place] += separator
      let start = piece.bytes[place].count
      try format.append(row, columns, to: &piece.bytes[place])
      piece.counts[place] += 1
      if isShaping, let object = try JSONReader.read(piece.bytes[place][start...]).object {
        piece.shapes[place].add(object)
      }
      if isSummingUp { piece.conversations.add(try row.turns()) }
    }
    return piece
  }

  /// Which fields these records have.
  func columns(of leaves: Leaves) throws -> Columns {
    var columns = Columns(addsMetadata: !metadata.isEmpty)
    try forEachRow(of: leaves) { row, _ in columns.add(try row.fields()) }
    return columns
  }

  /// - Parameter body: given a record and the place of its side among those wanted.
  private func forEachRow(of leaves: Leaves, _ body: (ExportRow, Int) throws -> Void) throws {
    var number = leaves.before
    for (offset, leaf) in leaves.children.enumerated() {
      let found = try records.records(of: leaf.id)
      let sides = try sides?.entries(beside: found, leaf: leaves.first + offset)
        .map { $0.flatMap(RecordSide.init(json:)) }
      let traces = try traces?.entries(beside: found, leaf: leaves.first + offset)
      for (index, record) in found.enumerated() {
        number += 1
        let side = sides?[index]
        let place = sideNames.map { names in names.firstIndex { $0 == side?.side } } ?? 0
        guard let place else { continue }
        try body(row(record, number, side, traces?[index]), place)
      }
    }
  }

  private func row(
    _ record: Record, _ number: Int, _ side: RecordSide?, _ trace: JSONValue?
  ) throws -> ExportRow {
    var row = ExportRow(record, task: task, format: format.name, place: number)
    row.trace = trace
    row.ground = ground
    row.background = try ground?.background(of: record, trace)
    guard !metadata.isEmpty else { return row }
    var values = JSONObject()
    for field in metadata {
      values[field.rawValue] = field.value(of: record, in: version, side, trace, row.background)
    }
    row.metadata = values
    return row
  }

  // MARK: Rows as they are

  /// Rows are canonical as they are stored: they are copied, with the id put in its place.
  private func rows(
    of leaves: ArraySlice<SequenceChild>, _ separator: [UInt8]
  ) throws -> (bytes: [UInt8], count: Int) {
    var out: [UInt8] = []
    var count = 0
    out.reserveCapacity(256 << 10)
    var whole = RowScanner()
    var inner = RowScanner()
    for leaf in leaves {
      try records.forEachRecord(of: leaf.id) { id, content in
        out += separator
        count += 1
        if isWhole && content.starts(with: Self.plain) {
          out += UnsafeBufferPointer(rebasing: content[Self.plain.count..<content.count - 1])
        } else if whole.read(UnsafeRawBufferPointer(content)),
          let row = whole.value(of: Self.rowKey), inner.read(UnsafeRawBufferPointer(row)),
          inner.value(of: Self.idKey) == nil
        {
          let row = ByteBuffer(capacity: content.count + id.count)
          inner.appendRow(to: row, adding: Self.idKey, id)
          out += row.bytes
        } else {
          out += try Self.slowly(id, content, leaf.id)
        }
      }
    }
    return (out, count)
  }

  private static func slowly(
    _ id: UnsafeBufferPointer<UInt8>, _ content: UnsafeBufferPointer<UInt8>, _ leaf: ObjectID
  ) throws -> [UInt8] {
    guard let id = try? JSONReader.read(id).string, let json = try? JSONReader.read(content),
      let row = json["row"]?.object
    else { throw StoreError.objectMalformed(leaf, .leaf) }
    return CanonicalJSON.bytes(.object(RecordIDMember.add(RecordID(id), to: row)))
  }
}
