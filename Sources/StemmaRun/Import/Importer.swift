public import StemmaRecord
import StemmaStatistics
public import StemmaStore

/// What to import, and what is true of the occasion.
public struct ImportRequest: Sendable {
  public let dataset: String
  /// The file's name as the user wrote it; errors name it so.
  public let file: String
  /// The field that holds a record's id; nil where its content is its id.
  public let id: String?
  /// What the data is, and under which license it may be used; kept with the version, never hashed.
  public let description: String?
  public let license: String?
  /// How many processors to use, at least 1; never changes the result.
  public let width: Int
  /// What is true of this occasion only: times, host, versions.
  public let occasion: JSONObject
  /// When the import began, in seconds since 1970 (UTC).
  public let seconds: Int64

  public init(
    dataset: String, file: String, id: String?, description: String? = nil,
    license: String? = nil, width: Int, occasion: JSONObject, seconds: Int64
  ) {
    self.dataset = dataset
    self.file = file
    self.id = id
    self.description = description
    self.license = license
    self.width = width
    self.occasion = occasion
    self.seconds = seconds
  }
}

/// Takes records that were made elsewhere in as a version, unchanged but for being canonical.
public struct Importer {
  private let store: Store?

  /// - Parameter store: nil only to look at a file.
  public init(_ store: Store?) {
    self.store = store
  }

  /// What an import found, and what became of it.
  public struct Outcome: Sendable {
    public let records: Int
    /// Of the bytes as they were read: SHA-256, 64 hexadecimal digits.
    public let fileDigest: String
    public let bytesRead: Int
    public let lengths: JSONValue
    /// Nil where the file was only looked at.
    public let receipt: Receipt?
    public let publication: PublicationResult?
  }

  /// Imports a file as a version of a dataset.
  ///
  /// - Parameters:
  ///   - waiting: called where another import of the same file is under way, which is waited for;
  ///     nil not to wait.
  ///   - progress: told from time to time, in order.
  ///   - read: gives the file's bytes, piece by piece.
  ///   - finishing: what is to be added to the occasion when the import is over, such as the time.
  /// - Throws: `ImportError`; a `StoreError`; what `read` throws. Nothing is visible then.
  public func run(
    _ request: ImportRequest, waiting: (@Sendable () -> Void)?,
    progress: (ImportProgress) -> Void = { _ in }, finishing: () -> JSONObject = { JSONObject() },
    read: @escaping ByteReading
  ) async throws -> Outcome {
    let pipeline = ImportPipeline(id: request.id, cut: .standard, width: request.width)
    guard let store else {
      let made = try await Self.checked(request.file, pipeline, nil, progress, read)
      return Outcome(made, receipt: nil, publication: nil)
    }
    let folder = try RunFolder(
      in: store, dataset: request.dataset, plan: Self.lockID(request), waiting: waiting)
    defer { withExtendedLifetime(folder) {} }
    let writer = try StoreWriter(to: store)
    let made = try await Self.checked(request.file, pipeline, writer, progress, read)
    guard let root = made.root else { throw ImportError.empty(file: request.file) }
    let statement = ImportStatement(file: made.fileDigest, id: request.id)
    let plan = try writer.add(.plan, CanonicalJSON.bytes(statement.plan))
    let empty = try SequenceWriter(into: writer).finish()
    let receipt = Receipt(
      plan: plan, inputs: [], revisions: ImportStatement.revisions,
      roots: Receipt.Roots(records: root, traces: empty, ledger: empty, transcript: empty),
      counts: ImportStatement.counts(of: made.result.records), grade: .given)
    _ = try writer.add(.receipt, receipt.bytes)
    try writer.finish()
    try Task.checkCancellation()
    let publication = try publish(
      receipt, statement, made.result.lengths, request, finishing(), store)
    return Outcome(made, receipt: receipt, publication: publication)
  }

  private static func checked(
    _ file: String, _ pipeline: ImportPipeline, _ sink: (any LeafSink)?,
    _ progress: (ImportProgress) -> Void, _ read: @escaping ByteReading
  ) async throws -> ImportPipeline.Outcome {
    let made = try await pipeline.run(into: sink, progress: progress, read: read)
    let result = made.result
    // Of an array's elements each but the last is followed by a comma.
    if result.records <= 1, result.problemCount > 0, made.opensArray {
      throw ImportError.isArray(file: file)
    }
    guard result.problemCount == 0 else {
      throw ImportError.badLines(result.problems, count: result.problemCount, file: file)
    }
    guard result.records > 0 else { throw ImportError.empty(file: file) }
    return made
  }

  private func publish(
    _ receipt: Receipt, _ statement: ImportStatement, _ lengths: LengthSummary,
    _ request: ImportRequest, _ ending: JSONObject, _ store: Store
  ) throws -> PublicationResult {
    var execution = request.occasion
    for (key, value) in ending.members { execution[key] = value }
    execution["width"] = .integer(request.width)
    execution["imported"] = .string(request.file)
    return try store.publishOrRepeat(
      Publication(
        dataset: request.dataset, receipt: receipt, manifest: statement.manifest(request),
        resolved: statement.resolved(request), lengths: lengths.json, execution: execution,
        cause: "import", seconds: request.seconds))
  }

  /// The file's own digest is known only when it has been read.
  private static func lockID(_ request: ImportRequest) -> ObjectID {
    ObjectID(of: .plan, "import \(request.file)\n\(request.id ?? "")".utf8)
  }
}

extension Importer.Outcome {
  init(
    _ made: ImportPipeline.Outcome, receipt: Receipt?, publication: PublicationResult?
  ) {
    self.init(
      records: made.result.records, fileDigest: made.fileDigest, bytesRead: made.bytesRead,
      lengths: made.result.lengths.json, receipt: receipt, publication: publication)
  }
}
