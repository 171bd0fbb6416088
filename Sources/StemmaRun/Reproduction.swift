import StemmaDocument
import StemmaExperiment
public import StemmaRecord
import StemmaStatistics
public import StemmaStore

/// Makes a version again from the store alone, and says what came of it.
public struct Reproduction {
  let store: Store
  let width: Int
  let teachers: LiveTeachers

  public init(_ store: Store, width: Int, teachers: LiveTeachers = Offer.live) {
    self.store = store
    self.width = width
    self.teachers = teachers
  }

  public enum Outcome: String, Sendable {
    case identical
    case different
    /// This version of stemma cannot make all of it; what could be checked matches.
    case partial
  }

  public struct Report: Sendable {
    public let outcome: Outcome
    /// What differs, the first in plan order first.
    public let differences: [Difference]
    /// Revisions that are not what they were: name, then, now.
    public let revisions: [RevisionChange]
    /// The stages that were made again and compared.
    public let checked: [String]
    /// Answers that came from the transcript; nil where nothing is recorded.
    public var replayed: Int?
  }

  public struct RevisionChange: Hashable, Sendable {
    public let name: String
    /// Nil where it did not take part.
    public let then: Int?
    /// Nil where this stemma does not have it.
    public let now: Int?
  }

  /// One thing that came out otherwise.
  public struct Difference: Hashable, Sendable {
    /// `input`, `parents`, `records`, `traces`, `ledger`, `transcript`, `sides` or `counts`.
    public let part: String
    /// The entry or input concerned.
    public let key: String
    /// What was, and what is now; nil where it was not, or is not.
    public let then: String?
    public let now: String?
    /// What may have caused it: one sentence.
    public let cause: String
  }

  /// - Parameters:
  ///   - version: what to make again.
  ///   - attest: where it is not nil, the outcome goes into the history as an attestation, with
  ///     these seconds since 1970 and what is true of this occasion.
  ///   - progress: told from time to time, in order.
  /// - Throws: an `ActionableError` where the store cannot give back what the version is made of, or
  ///   its manifest or template cannot be used; `CancellationError` where it was interrupted.
  public func run(
    _ version: Version, attest: (seconds: Int64, occasion: JSONObject)?,
    progress: (RunProgress) -> Void = { _ in }
  ) async throws -> Report {
    let receipt = try store.receipt(version.receipt)
    let report = try await report(on: receipt, progress: progress)
    if let attest {
      var body: JSONObject = [
        "differences": .integer(report.differences.count), "execution": .object(attest.occasion),
        "outcome": .string(report.outcome.rawValue), "version": .string(version.name),
      ]
      body["first"] = report.differences.first.map { .string("\($0.part) \($0.key)") }
      try store.append(.attestation, about: version.receipt, body, seconds: attest.seconds)
    }
    return report
  }

  private func report(
    on receipt: Receipt, progress: (RunProgress) -> Void
  ) async throws -> Report {
    if let statement = ImportStatement(plan: try store.json(of: receipt.plan, .plan)) {
      return try await report(on: receipt, given: statement)
    }
    return try await compare(receipt, progress: progress)
  }

  private func report(on receipt: Receipt, given statement: ImportStatement) async throws -> Report
  {
    let changes = revisionChanges(receipt.revisions, ImportStatement.revisions)
    guard changes.isEmpty else {
      return Report(outcome: .partial, differences: [], revisions: changes, checked: [])
    }
    let (differences, checked) = try await GivenReproduction(store: store, width: width)
      .compare(receipt, statement)
    return Report(
      outcome: differences.isEmpty ? .identical : .different, differences: differences,
      revisions: [], checked: checked)
  }

  private func compare(
    _ receipt: Receipt, progress: (RunProgress) -> Void
  ) async throws -> Report {
    if let plan = ReviewPlan(json: try store.json(of: receipt.plan, .plan)) {
      return try compare(receipt, review: plan)
    }
    let (manifest, template) = try manifest(of: receipt)
    let kit = try Kit(manifest, template: template, teachers: teachers.replaying)
    let changes = revisionChanges(receipt.revisions, kit.revisions)
    var differences = try inputDifferences(receipt)
    var checked = ["inputs"]
    guard changes.isEmpty else {
      return Report(
        outcome: differences.isEmpty ? .partial : .different, differences: differences,
        revisions: changes, checked: checked)
    }
    let inputs = try Inputs(of: receipt, manifest, kit.task, from: store)
    let production = Production(
      manifest: manifest, template: template, task: kit.task,
      respondent: try respondent(kit, receipt), crew: kit.crew, subjects: inputs.subjects,
      width: width)
    let probe = ObjectProbe(over: store)
    let cut = try SequenceReader(receipt.roots.records, from: store).cut
    let made = try await production.make(into: probe, cut: cut, progress: progress)
    differences += try sequenceDifferences(receipt, made.roots, made.counts, probe)
    checked += Self.parts(made.roots)
    var report = Report(
      outcome: differences.isEmpty ? .identical : .different, differences: differences,
      revisions: [], checked: checked)
    if receipt.grade == .recorded {
      report.replayed = try SequenceReader(receipt.roots.transcript, from: store).count
    }
    return report
  }

  /// A pure teacher computes again; of a live one the transcript has all.
  private func respondent(_ kit: Kit, _ receipt: Receipt) throws -> any Respondent {
    switch kit.teacher {
    case .pure(let teacher): PureRespondent(teacher: teacher)
    case .live(let teacher):
      kit.respondent(
        ReplayRespondent(teacher: teacher, transcripts: try Transcripts(of: receipt, from: store)))
    }
  }

  /// What differs in the sequences and the counts.
  func sequenceDifferences(
    _ receipt: Receipt, _ roots: Receipt.Roots, _ counts: Counts, _ probe: ObjectProbe
  ) throws -> [Difference] {
    var differences: [Difference] = []
    let before = Dictionary(uniqueKeysWithValues: receipt.roots.named.map { ($0.name, $0.root) })
    let after = Dictionary(uniqueKeysWithValues: roots.named.map { ($0.name, $0.root) })
    let names = Set(before.keys).union(after.keys).sorted {
      (Self.rank($0), $0) < (Self.rank($1), $1)
    }
    for name in names where before[name] != after[name] {
      guard let then = before[name], let root = after[name] else {
        differences.append(
          Difference(
            part: name, key: name, then: before[name]?.description,
            now: after[name]?.description, cause: Self.sameRevisions))
        continue
      }
      differences += try RemakeDifference.all(
        of: name, then: SequenceReader(then, from: store),
        now: SequenceReader(root, from: probe))
    }
    if counts != receipt.counts {
      differences.append(
        Difference(
          part: "counts", key: "counts",
          then: CanonicalJSON.text(.object(receipt.counts.json)),
          now: CanonicalJSON.text(.object(counts.json)), cause: Self.sameRevisions))
    }
    return differences
  }

  static let sameRevisions = """
    All revisions are the same, so either the store's statement was changed, or a change in stemma \
    was made without raising a revision.
    """

  /// What of a version is compared, in the order in which it is told.
  static func parts(_ roots: Receipt.Roots) -> [String] {
    roots.named.map(\.name).sorted { rank($0) < rank($1) } + ["counts"]
  }

  /// Records first: they are what people look for.
  static func rank(_ name: String) -> Int {
    ["records", "traces", "ledger", "transcript"].firstIndex(of: name) ?? 4
  }

  func manifest(of receipt: Receipt) throws -> (Manifest, Template) {
    guard let what = try store.json(of: receipt.plan, .plan).object,
      let templateID = what["template"]?.string.flatMap(ObjectID.init(_:))
    else { throw StoreError.objectMalformed(receipt.plan, .plan) }
    guard let template = Template(json: try store.json(of: templateID, .template)) else {
      throw RunError.templateUnusable(templateID)
    }
    do {
      var manifest = try Manifest(what: what, catalogue: Offer.catalogue)
      manifest.filterTexts = try FilterTexts.kept(manifest.filterFiles, in: store)
      return (manifest, template)
    } catch let error as ManifestError {
      throw RunError.planUnusable(receipt.plan, reason: error.whatHappened)
    }
  }

  func revisionChanges(
    _ then: [String: Int], _ now: [String: Int]
  ) -> [RevisionChange] {
    Set(then.keys).union(now.keys).sorted().compactMap { name in
      then[name] == now[name] ? nil : RevisionChange(name: name, then: then[name], now: now[name])
    }
  }

  /// Extracts the text of every input again that no other program has extracted: what that makes of
  /// the bytes is its own, and was kept.
  private func inputDifferences(_ receipt: Receipt) throws -> [Difference] {
    var differences: [Difference] = []
    for input in receipt.inputs {
      let (reader, revision) = Inputs.reader(of: input.kind)
      guard receipt.revisions[reader] == revision,
        input.kind != .documents || DocumentType(fileName: input.name)?.isConverted != true
      else { continue }
      let bytes = try store.content(of: input.bytes, .bytes)
      if InputFile.hasOtherEncoding(bytes) { continue }
      let text = try Inputs.text(of: bytes, input.kind, name: input.name)
      let id = ObjectID(of: .text, text.utf8)
      guard id != input.text else { continue }
      differences.append(
        Difference(
          part: "input", key: input.name, then: input.text.description, now: id.description,
          cause: Self.sameRevisions))
    }
    return differences
  }
}
