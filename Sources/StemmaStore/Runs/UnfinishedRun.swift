public import StemmaRecord

/// A run with recorded answers that no version holds yet.
public struct UnfinishedRun: Sendable {
  /// 64 hexadecimal digits.
  public let id: String
  public let dataset: String
  /// Questions that were answered, and those that no answer can be had to.
  public let answers: Int
  public let failures: Int
  public let sizeBytes: Int
  /// Whether a process is at it.
  public let isUnderWay: Bool
  /// What it said of itself when it began.
  public let statement: JSONObject
  /// Bytes of its journal that cannot be read.
  public let damagedBytes: Int
  /// Bytes of its list of batches that cannot be read.
  public let damagedBatchBytes: Int
  /// The service's names of batches that were submitted and not collected.
  public let batches: [String]
  /// Questions in them that have no answer yet.
  public let submitted: Int
  /// Relative to the store.
  let folder: String

  /// Its recorded answers, relative to the store.
  public var journal: String { "\(folder)/\(RunFolder.journalName)" }
}

extension Store {
  /// The runs that have recorded answers and no version, by dataset and id.
  ///
  /// - Parameter memory: where they are looked at again and again; only what came since is read.
  public func unfinishedRuns(
    remembering memory: JournalMemory? = nil
  ) throws(StoreError) -> [UnfinishedRun] {
    var found: [UnfinishedRun] = []
    for (dataset, id) in try journalFolders() {
      let path = "\(layout.runs)/\(dataset)/\(id)"
      do throws(StoreError) {
        let journal = try RunJournal(
          reading: "\(path)/\(RunFolder.journalName)", remembering: memory)
        let answers = journal.places.count { $0.isAnswered }
        let open = try SubmissionJournal.open(in: "\(path)/\(RunFolder.submissionsName)")
        let keys = Set(open.submissions.flatMap(\.keys))
        found.append(
          UnfinishedRun(
            id: id, dataset: dataset, answers: answers, failures: journal.count - answers,
            sizeBytes: journal.sizeBytes, isUnderWay: TemporaryFile.isInUse(path + "/lock"),
            statement: try RunFolder.statement(in: path) ?? JSONObject(),
            damagedBytes: journal.damages.reduce(0) { $0 + $1.count },
            damagedBatchBytes: open.damagedBytes,
            batches: open.submissions.flatMap { $0.ids ?? [] },
            submitted: keys.count { journal.place(of: $0) == nil },
            folder: "runs/\(dataset)/\(id)"))
      } catch {
        // It has ended since its name was read.
        if !error.isGone { throw error }
      }
    }
    return found
  }

  /// What a run that has no version yet was answered, as it is now, and what it said of itself when it
  /// began; nil where there is nothing.
  ///
  /// - Parameter plan: the identity of manifest and inputs together.
  public func recordedRun(
    dataset: String, plan: ObjectID
  ) throws(StoreError) -> (journal: RunJournal, statement: JSONObject)? {
    let path = "\(layout.runs)/\(dataset)/\(plan.hex)"
    guard Files.isFile("\(path)/\(RunFolder.journalName)") else { return nil }
    do throws(StoreError) {
      return (
        try RunJournal(reading: "\(path)/\(RunFolder.journalName)"),
        try RunFolder.statement(in: path) ?? JSONObject()
      )
    } catch {
      // It has ended since it was looked for.
      if error.isGone { return nil }
      throw error
    }
  }

  /// The journals of all unfinished runs, as they are now; not of those that only asked again for what
  /// a version has.
  ///
  /// - Parameter own: the run that does not count.
  public func journals(besides own: RunFolder? = nil) throws(StoreError) -> [RunJournal] {
    var found: [RunJournal] = []
    for (dataset, id) in try journalFolders() {
      let path = "\(layout.runs)/\(dataset)/\(id)"
      if path == own?.path { continue }
      do throws(StoreError) {
        if try RunFolder.statement(in: path)?["again"] != nil { continue }
        found.append(try RunJournal(reading: "\(path)/\(RunFolder.journalName)"))
      } catch {
        if !error.isGone { throw error }
      }
    }
    return found
  }

  /// Drops an unfinished run and all that it was answered, and says so in the history.
  ///
  /// - Parameter prefix: digits that one run's id begins with.
  /// - Throws: `StoreError.unknownRun`, `.ambiguousRun`; `.locked` where it is under way.
  public func discardRun(
    _ prefix: String, occasion: JSONObject, seconds: Int64
  ) throws(StoreError) -> UnfinishedRun {
    let fitting = try unfinishedRuns().filter { !prefix.isEmpty && $0.id.hasPrefix(prefix) }
    guard let run = fitting.first, let id = ObjectID(hex: run.id.utf8) else {
      throw .unknownRun(prefix)
    }
    guard fitting.count == 1 else { throw .ambiguousRun(prefix, count: fitting.count) }
    let folder = try RunFolder(
      layout, path: "\(layout.runs)/\(run.dataset)/\(run.id)", waiting: nil)
    // The event first: what is dropped is never dropped without a word.
    try append(
      .discard, about: id,
      [
        "answers": .integer(run.answers), "batches": .texts(run.batches),
        "dataset": .string(run.dataset),
        "execution": .object(occasion), "failures": .integer(run.failures),
        "run": .string(run.id),
      ], seconds: seconds)
    try folder.remove()
    return run
  }

  /// Folders of runs that have a journal.
  private func journalFolders() throws(StoreError) -> [(dataset: String, id: String)] {
    var found: [(String, String)] = []
    for dataset in try Files.list(layout.runs) {
      for id in try Files.list("\(layout.runs)/\(dataset)")
      where ObjectID(hex: id.utf8) != nil
        && Files.isFile("\(layout.runs)/\(dataset)/\(id)/\(RunFolder.journalName)")
      {
        found.append((dataset, id))
      }
    }
    return found
  }
}
