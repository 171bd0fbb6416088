public import StemmaRecord
public import StemmaStatistics
public import StemmaStore
import StemmaTask

/// Writes a version in a format that trainers read: the same bytes each time.
public struct Exporter {
  /// What was written.
  public struct Outcome: Sendable {
    /// How many records each file has.
    public let counts: [Int]
    /// Nil unless the format needs them.
    public let columns: Columns?
    /// Which fields each file's rows have; of none unless that was asked for.
    public let shapes: [Columns]
    /// What the conversations are like; of nothing unless that was asked for.
    public let conversations: ConversationSketch
  }

  let store: Store
  /// So many leaves make a piece, and so many pieces are read before they are written.
  private static let pieceLeaves = 48
  private static let pieces = 32

  public init(_ store: Store) {
    self.store = store
  }

  /// Writes all records into one file.
  ///
  /// - Returns: how many.
  /// - Throws: as the other one.
  public func export(
    _ version: Version, as format: any ExportFormat, width: Int = 1,
    write: ([UInt8]) throws -> Void
  ) throws -> Int {
    try export(version, as: format, sides: nil, width: width) { try write($1) }.counts[0]
  }

  /// Writes a version, in one pass; in two where the format has to know all fields first.
  ///
  /// - Parameters:
  ///   - sides: a file for each, each once; a record of another side is left out. Nil for one file of all
  ///     records, whatever their sides.
  ///   - metadata: what is to stand beside the rows.
  ///   - background: says how records came to be, for formats and metadata that tell it.
  ///   - isSummingUp: whether the conversations are looked at as well.
  ///   - isShaping: whether the files' fields are told.
  ///   - width: how many threads read side by side; never changes the bytes.
  ///   - write: given a file's place among `sides`, and its bytes in pieces.
  /// - Throws: what `write` throws; a `StoreError`; `ExportError`; `CancellationError`.
  public func export(
    _ version: Version, as format: any ExportFormat, sides: [Side]?,
    metadata: [MetadataField] = [], background: (any ExportBackground)? = nil,
    isSummingUp: Bool = false, isShaping: Bool = false, width: Int = 1,
    write: (Int, [UInt8]) throws -> Void
  ) throws -> Outcome {
    let receipt = try store.receipt(version.receipt)
    let plan = try store.json(of: receipt.plan, .plan)
    if sides != nil, receipt.roots.sides == nil { throw ExportError.noSplit(version.name) }
    let records = try store.records(of: receipt)
    let leaves = try records.leaves()
    let isTraced = format.needs.contains(.background) || metadata.contains(where: \.isTraced)
    func writer(_ columns: Columns?, of sides: [Side]?) throws -> LeafWriter {
      LeafWriter(
        version: version, records: records, format: format, metadata: metadata, columns: columns,
        task: try task(of: plan), sideNames: sides,
        sides: try sides != nil || metadata.contains(.side)
          ? store.sides(of: receipt).map { try Companion($0, beside: leaves) } : nil,
        traces: try isTraced
          ? Companion(SequenceReader(receipt.roots.traces, from: store), beside: leaves) : nil,
        ground: isTraced ? background : nil, isSummingUp: isSummingUp,
        // Of a table all files have the same columns.
        isShaping: isShaping && !format.needs.contains(.columns),
        isWhole: plan["import"]?["id"]?.string == "id")
    }
    var columns: Columns?
    if format.needs.contains(.columns) {
      // A side without records has the columns of all.
      for sides in [sides, nil] where columns?.isEmpty ?? true {
        let reader = try writer(nil, of: sides)
        var all = Columns(addsMetadata: !metadata.isEmpty)
        try forEachPiece(of: leaves, width, { try reader.columns(of: $0) }) { all.merge($0) }
        columns = all
      }
      columns = try columns?.checked()
    }
    let writer = try writer(columns, of: sides)
    let frame = format.frame(columns)
    var counts = [Int](repeating: 0, count: sides?.count ?? 1)
    var shapes = counts.map { _ in columns ?? Columns(addsMetadata: !metadata.isEmpty) }
    var conversations = ConversationSketch()
    try forEachPiece(of: leaves, width, { try writer.piece(of: $0) }) { piece in
      conversations.merge(piece.conversations)
      for (place, shape) in piece.shapes.enumerated() { shapes[place].merge(shape) }
      for (place, bytes) in piece.bytes.enumerated() where !bytes.isEmpty {
        let isFirst = counts[place] == 0
        counts[place] += piece.counts[place]
        // What parts two records stands before each, and so is too much before the first.
        guard isFirst else {
          try write(place, bytes)
          continue
        }
        try write(place, Array(frame.opening.utf8) + bytes.dropFirst(frame.separator.utf8.count))
      }
    }
    for (place, count) in counts.enumerated() {
      try write(place, Array((count == 0 ? frame.empty : frame.closing).utf8))
    }
    return Outcome(
      counts: counts, columns: columns, shapes: shapes, conversations: conversations)
  }

  /// Reads pieces side by side, and hands them on in order; the next are read while these are handed on.
  private func forEachPiece<Piece: Sendable>(
    of leaves: [SequenceChild], _ width: Int,
    _ read: @escaping @Sendable (LeafWriter.Leaves) throws -> Piece, _ body: (Piece) throws -> Void
  ) throws {
    var before = 0
    let pieces = stride(from: 0, to: leaves.count, by: Self.pieceLeaves).map { first in
      let children = leaves[first..<min(first + Self.pieceLeaves, leaves.count)]
      defer { before += children.reduce(0) { $0 + $1.count } }
      return LeafWriter.Leaves(first: first, children: children, before: before)
    }
    func begin(
      _ pieces: ArraySlice<LeafWriter.Leaves>
    ) -> Parallel.Begun<LeafWriter.Leaves, Result<Piece, any Error>, Never> {
      Parallel.begin(Array(pieces.prefix(Self.pieces)), width: width, atOnce: 1) { leaves in
        Result { try read(leaves) }
      }
    }
    var begun = begin(pieces[...])
    for end in stride(from: Self.pieces, to: pieces.count + Self.pieces, by: Self.pieces) {
      try Task.checkCancellation()
      let results = begun.results()
      begun = begin(pieces.dropFirst(end))
      for result in results { try body(try result.get()) }
    }
  }

  /// - Returns: nil where the records were imported.
  private func task(of plan: JSONValue) throws -> (any TaskDefinition)? {
    guard let name = plan["task"]?.string else { return nil }
    guard let task = Tasks.of(plan) else { throw ExportError.unknownTask(name) }
    return task
  }
}
