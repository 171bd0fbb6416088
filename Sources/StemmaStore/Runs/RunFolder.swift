import Glibc
public import StemmaRecord

/// The place of one run that has not been published: `runs/<dataset>/<plan-id>/`, under a lock of its
/// own, so that a second run of the same plan waits for the first.
public final class RunFolder {
  let path: String
  private let layout: StoreLayout
  private let lock: FileLock

  /// - Parameters:
  ///   - plan: the identity of manifest and inputs together.
  ///   - waiting: called once where another run of the same plan is under way; nil not to wait.
  /// - Throws: `StoreError.locked` where waiting was not wanted.
  public convenience init(
    in store: Store, dataset: String, plan: ObjectID, waiting: (@Sendable () -> Void)?
  ) throws(StoreError) {
    precondition(DatasetName.isValid(dataset), "the manifest's reader checks names")
    try self.init(
      store.layout, path: "\(store.layout.runs)/\(dataset)/\(plan.hex)", waiting: waiting)
  }

  init(
    _ layout: StoreLayout, path: String, waiting: (@Sendable () -> Void)?
  ) throws(StoreError) {
    self.path = path
    self.layout = layout
    while true {
      do throws(StoreError) {
        try Files.makeFolders(path)
        let lock = try FileLock(path + "/lock", waiting: waiting)
        // Whoever held it may have removed the folder while we waited; then it is another lock.
        if lock.isCurrent {
          self.lock = lock
          return
        }
      } catch {
        guard case .fileSystem(_, _, ENOENT) = error else { throw error }
      }
    }
  }

  deinit {
    withExtendedLifetime(lock) {
      // A run that was told nothing leaves nothing behind.
      if Files.isFile(journalPath), isEmpty(journalPath), isEmpty(submissionsPath) { forget() }
      unlink(path + "/lock")
      rmdir(path)
      rmdir(Files.parent(path))
    }
  }

  /// Whether nothing was written to a file.
  private func isEmpty(_ path: String) -> Bool {
    var facts = stat()
    return stat(path, &facts) != 0 || facts.st_size == 0
  }

  private func forget() {
    unlink(statementPath)
    unlink(submissionsPath)
    unlink(journalPath)
  }

  // MARK: Recorded answers

  static let journalName = "exchanges"
  private static let statementName = "run.json"
  private static let statementLimitBytes = 1 << 20

  static let submissionsName = "batches"
  private var submissionsPath: String { "\(path)/\(Self.submissionsName)" }

  /// Opens the list of the batches that the run submitted, and begins one where there is none.
  public func submissions() throws(StoreError) -> SubmissionJournal {
    try SubmissionJournal(writing: submissionsPath)
  }

  /// The batches of the run that were submitted and not collected.
  public func openSubmissions() throws(StoreError) -> [Submission] {
    try SubmissionJournal.open(in: submissionsPath).submissions
  }

  private var journalPath: String { "\(path)/\(Self.journalName)" }
  private var statementPath: String { "\(path)/\(Self.statementName)" }

  /// Opens the run's journal, and begins one where there is none.
  public func journal() throws(StoreError) -> RunJournal {
    try RunJournal(writing: journalPath)
  }

  /// What the run said of itself when it began; nil where there is no journal yet.
  public func statement() throws(StoreError) -> JSONObject? {
    try Self.statement(in: path)
  }

  static func statement(in path: String) throws(StoreError) -> JSONObject? {
    let file = "\(path)/\(statementName)"
    guard Files.exists(file) else { return nil }
    let bytes = try Files.read(file, limitBytes: statementLimitBytes)
    return (try? JSONReader.read(bytes))?.object
  }

  /// Puts down what the run says of itself.
  public func state(_ statement: JSONObject) throws(StoreError) {
    let file = try TemporaryFile(in: layout, suffix: "run")
    try file.write(IndentedJSON.bytes(.object(statement)))
    try file.publish(as: statementPath)
  }

  /// Takes the journal away: what it holds is published, or not wanted.
  public func remove() throws(StoreError) {
    // A journal without a statement is a run like any other; the other way round it would not be.
    try Files.remove(statementPath)
    try Files.remove(submissionsPath)
    try Files.remove(journalPath)
  }
}
