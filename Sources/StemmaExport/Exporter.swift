public import StemmaRecord
public import StemmaStore
import StemmaTask

/// Writes a version in a format that trainers read: the same bytes each time.
public struct Exporter {
  let store: Store
  static let pieceBytes = 1 << 18

  public init(_ store: Store) {
    self.store = store
  }

  /// - Parameter write: given the file's bytes in pieces of about 256 KiB.
  /// - Returns: how many records were written.
  /// - Throws: what `write` throws; a `StoreError`; `ExportError`.
  public func export(
    _ version: Version, as format: ExportFormat, write: ([UInt8]) throws -> Void
  ) throws -> Int {
    let receipt = try store.receipt(version.receipt)
    let task = try task(of: receipt)
    let (opening, separator, closing) = format.frame
    var buffer = Array(opening.utf8)
    let records = try store.records(of: receipt)
    var count = 0
    for leaf in try records.leaves() {
      for record in try records.records(of: leaf.id) {
        if count > 0 { buffer += separator.utf8 }
        CanonicalJSON.append(format.json(record, task: task), to: &buffer)
        count += 1
      }
      if buffer.count >= Self.pieceBytes {
        try write(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    buffer += closing.utf8
    try write(buffer)
    return count
  }

  func task(of receipt: Receipt) throws -> any TaskDefinition {
    let plan = try store.json(of: receipt.plan, .plan)
    let name = plan["task"]?.string ?? ""
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

  public var code: String {
    switch self {
    case .unknownTask: "export.unknown-task"
    case .noSplit: "export.no-split"
    }
  }

  public var whatHappened: String {
    switch self {
    case .unknownTask(let name): "The task «\(name)» is unknown to this version of stemma."
    case .noSplit(let version): "\(version) has no split, and so no sides."
    }
  }

  public var nextStep: String {
    switch self {
    case .unknownTask: "Use the version of stemma that made it."
    case .noSplit: "Leave --side out, or run the manifest with `split: {validation: 0.1}`."
    }
  }
}
