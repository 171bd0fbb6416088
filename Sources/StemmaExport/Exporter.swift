public import StemmaRecord
public import StemmaStore
import StemmaTask

/// Writes a version in a format that trainers read: the same bytes each time.
public struct Exporter {
  let store: Store
  /// So many leaves make a piece, and so many pieces are read before they are written.
  private static let pieceLeaves = 48
  private static let pieces = 32

  public init(_ store: Store) {
    self.store = store
  }

  /// - Parameters:
  ///   - width: how many threads read side by side; never changes the bytes.
  ///   - write: given the file's bytes in pieces.
  /// - Returns: how many records were written.
  /// - Throws: what `write` throws; a `StoreError`; `ExportError`.
  public func export(
    _ version: Version, as format: ExportFormat, width: Int = 1, write: ([UInt8]) throws -> Void
  ) throws -> Int {
    let receipt = try store.receipt(version.receipt)
    let plan = try store.json(of: receipt.plan, .plan)
    let (opening, separator, closing) = format.frame
    let records = try store.records(of: receipt)
    let leaves = try records.leaves()
    let writer = LeafWriter(
      records: records, format: format, separator: Array(separator.utf8),
      task: try task(of: plan), isWhole: plan["import"]?["id"]?.string == "id")
    try write(Array(opening.utf8))
    var isFirst = true
    let pieces = stride(from: 0, to: leaves.count, by: Self.pieceLeaves).map {
      leaves[$0..<min($0 + Self.pieceLeaves, leaves.count)]
    }
    // The next pieces are read while these are written.
    var begun = Self.begin(pieces[...], writer, width)
    for end in stride(from: Self.pieces, to: pieces.count + Self.pieces, by: Self.pieces) {
      let results = begun.results()
      begun = Self.begin(pieces.dropFirst(end), writer, width)
      for result in results {
        let bytes = try result.get()
        // What parts two records stands before each, and so is too much before the first.
        try write(isFirst ? Array(bytes.dropFirst(separator.utf8.count)) : bytes)
        isFirst = false
      }
    }
    try write(Array(closing.utf8))
    return receipt.counts.kept
  }

  private static func begin(
    _ pieces: ArraySlice<ArraySlice<SequenceChild>>, _ writer: LeafWriter, _ width: Int
  ) -> Parallel.Begun<ArraySlice<SequenceChild>, Result<[UInt8], any Error>, Never> {
    Parallel.begin(Array(pieces.prefix(Self.pieces)), width: width, atOnce: 1) { leaves in
      Result { try writer.bytes(of: leaves) }
    }
  }

  /// - Returns: nil where the records were imported.
  func task(of plan: JSONValue) throws -> (any TaskDefinition)? {
    guard let name = plan["task"]?.string else { return nil }
    guard let task = Tasks.named(name) else { throw ExportError.unknownTask(name) }
    return task
  }
}

/// Why a version could not be exported.
public enum ExportError: ActionableError, Hashable {
  /// The version's task is none of this version of stemma.
  case unknownTask(String)
  /// A side was asked for of a version that has none.
  case noSplit(String)
  /// An imported row has no fields that make a conversation; the argument is the record's id.
  case noConversation(String, fields: [String])
  /// An imported row has no prompt with two answers; the argument is the record's id.
  case noPreference(String, fields: [String])
  /// Rows of a task are none that the format has a place for.
  case unfit(task: String, format: String)

  public var code: String {
    switch self {
    case .unknownTask: "export.unknown-task"
    case .noSplit: "export.no-split"
    case .noConversation: "export.no-conversation"
    case .noPreference: "export.no-preference"
    case .unfit: "export.unfit"
    }
  }

  public var whatHappened: String {
    switch self {
    case .unknownTask(let name): "The task «\(name)» is unknown to this version of stemma."
    case .noSplit(let version): "\(version) has no split, and so no sides."
    case .noConversation(let id, let fields):
      "The row of «\(id)» is no conversation; its fields are \(fields.joined(separator: ", "))."
    case .noPreference(let id, let fields):
      "The row of «\(id)» is no prompt with two answers; its fields are "
        + "\(fields.joined(separator: ", "))."
    case .unfit(let task, let format):
      "The format \(format) has no place for what the task `\(task)` makes."
    }
  }

  public var nextStep: String {
    switch self {
    case .unknownTask: "Use the version of stemma that made it."
    case .noSplit: "Leave --side out, or run the manifest with `split: {validation: 0.1}`."
    case .noConversation:
      "Export it as jsonl, or import rows with `messages`, or with one of instruction, prompt, "
        + "question, input and one of response, output, answer, completion."
    case .noPreference:
      "Export it as jsonl, or import rows with `prompt`, `chosen` and `rejected`, each a text or a list "
        + "of messages."
    case .unfit(let task, _):
      task == "preference"
        ? "Export it as dpo, or as jsonl, which takes every row."
        : "Export it as jsonl, chatml or alpaca; dpo takes what the task `preference` makes."
    }
  }
}
