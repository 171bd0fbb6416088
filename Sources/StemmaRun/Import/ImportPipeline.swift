import StemmaRecord
import StemmaStore

/// Reads records from lines, side by side, and writes them as a sequence: reading, cutting and
/// writing in the file's order, all that takes time in between on every processor.
struct ImportPipeline {
  /// The field that holds a record's id; nil where its content is its id.
  let id: String?
  let cut: SequenceCut
  let width: Int
  /// Never changes the result.
  var pieceBytes = LinePieces.pieceBytes

  struct Outcome {
    var result: ImportResult
    /// The root of the records; nil where nothing was to be written, or could not be.
    let root: ObjectID?
    /// SHA-256 of the bytes that were read, but for a line's that is longer than lines may be.
    let fileDigest: String
    let bytesRead: Int
    /// Whether the file begins as a JSON array does.
    let opensArray: Bool
  }

  private enum Done: Sendable {
    case parsed(ParsedPiece)
    case sealed(Int, SealedLeaves)
  }

  /// So many leaves are looked for in all of the store; beyond, in its large packs only.
  private static let thoroughLeaves = 4096
  /// So many pieces are in memory at most.
  private static let pieceLimit = 64

  /// - Parameter sink: where leaves go; nil only to look.
  func run(
    into sink: (any LeafSink)?, progress: (ImportProgress) -> Void, read: @escaping ByteReading
  ) async throws -> Outcome {
    var hashing = FileHashing()
    var lines = LinePieces(pieceBytes: pieceBytes, read: read)
    var sequencer = ImportSequencer(cut: cut, hasIDs: id != nil)
    let parser = ImportParser(id: id)
    let tree = sink.map { SequenceWriter(into: $0, cut: cut) }
    var sealer: (any LeafSealing)?
    try await withThrowingTaskGroup(of: Done.self) { group in
      var parsed = Ordered<ParsedPiece>()
      var sealed = Ordered<SealedLeaves>()
      var pieces = 0
      var begun = 0
      var alive = 0
      var isAtEnd = false
      var leaves = 0
      func seal(_ batch: LeafBatch?) {
        guard let batch else { return }
        guard let sealer else { preconditionFailure("it is there before the first leaves") }
        let number = begun
        begun += 1
        let isThorough = leaves < Self.thoroughLeaves
        leaves += batch.ends.count
        group.addTask { .sealed(number, try sealer.seal(batch, isThorough: isThorough)) }
      }
      while true {
        while !isAtEnd && alive < min(2 * width + 2, Self.pieceLimit) {
          try Task.checkCancellation()
          guard let piece = try lines.next() else {
            isAtEnd = true
            break
          }
          pieces += 1
          alive += 1
          group.addTask { .parsed(parser.parse(piece)) }
          seal(hashing.add(piece))
        }
        if isAtEnd { seal(hashing.rest()) }
        guard alive > 0, let done = try await group.next() else { break }
        switch done {
        case .parsed(let piece):
          for piece in parsed.arrived(piece, at: piece.number) {
            let batch = sequencer.take(piece)
            progress(ImportProgress(bytes: lines.bytesRead, records: sequencer.result.records))
            guard let batch, let sink, sequencer.result.problemCount == 0 else {
              alive -= 1
              continue
            }
            // Pieces are read ahead, so that a file of one piece is known to have no more by now.
            let isAll = isAtEnd && pieces == 1
            sealer = try sealer ?? sink.sealer(learningFrom: batch, isAll: isAll)
            seal(hashing.add(batch))
          }
        case .sealed(let number, let leaves):
          for leaves in sealed.arrived(leaves, at: number) {
            alive -= 1
            try sink?.append(leaves)
            try tree?.append(leaves.children)
          }
        }
      }
    }
    let root = try finish(&sequencer, sealer, sink, tree)
    return Outcome(
      result: sequencer.result, root: root, fileDigest: hashing.digest.finish(),
      bytesRead: lines.bytesRead, opensArray: lines.opensArray == true)
  }

  /// Writes the last leaf and the tree.
  private func finish(
    _ sequencer: inout ImportSequencer, _ sealer: (any LeafSealing)?, _ sink: (any LeafSink)?,
    _ tree: SequenceWriter?
  ) throws -> ObjectID? {
    let last = sequencer.finish()
    guard let sink, sequencer.result.problemCount == 0 else { return nil }
    if let last {
      let sealing = try sealer ?? sink.sealer(learningFrom: last, isAll: true)
      let leaves = try sealing.seal(last, isThorough: true)
      try sink.append(leaves)
      try tree?.append(leaves.children)
    }
    return try tree?.finish()
  }
}

/// How far an import has come.
public struct ImportProgress: Sendable {
  public let bytes: Int
  public let records: Int
}

/// Hashes a file and, where that takes less time, names leaves beside it.
private struct FileHashing {
  private(set) var digest = AccompaniedDigest(beside: .leaf)
  /// Leaves that wait for the file's next piece.
  private var waiting: LeafBatch?

  /// Takes in a piece of the file.
  ///
  /// - Returns: what waited for it, named.
  mutating func add(_ piece: LinePiece) -> LeafBatch? {
    piece.withBytes { bytes in
      guard var batch = waiting.take() else {
        digest.update(bytes)
        return nil
      }
      batch.name(adding: bytes, to: &digest)
      return batch
    }
  }

  /// Takes in leaves that may wait for the next piece.
  ///
  /// - Returns: what need not wait any longer, if for want of pieces.
  mutating func add(_ batch: LeafBatch) -> LeafBatch? {
    guard digest.isAccompanied else { return batch }
    defer { waiting = batch }
    return rest()
  }

  /// - Returns: what waits, where no piece follows.
  mutating func rest() -> LeafBatch? { waiting.take() }
}

/// Hands on in order what arrives in any.
private struct Ordered<Element> {
  private var waiting: [Int: Element] = [:]
  private var next = 0

  /// - Returns: what can be handed on now.
  mutating func arrived(_ element: Element, at place: Int) -> [Element] {
    waiting[place] = element
    var ready: [Element] = []
    while let element = waiting.removeValue(forKey: next) {
      ready.append(element)
      next += 1
    }
    return ready
  }
}
