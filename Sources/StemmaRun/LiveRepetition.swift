import StemmaExperiment
public import StemmaRecord
public import StemmaStore

/// Asks a live teacher again for all that a version was made from, and says how far it agrees with
/// itself. Nothing is published.
public struct LiveRepetition {
  private let store: Store
  private let width: Int
  private let teachers: LiveTeachers

  public init(_ store: Store, width: Int, teachers: LiveTeachers = Offer.live) {
    self.store = store
    self.width = width
    self.teachers = teachers
  }

  /// What became of a record.
  public enum Agreement: String, Sendable, CaseIterable {
    case same
    case different
    /// The version has it, the repetition has not.
    case gone
    /// The repetition has it, the version has not.
    case new
  }

  public struct Report: Sendable {
    /// Every record of either, in the version's order, then the new ones in theirs.
    public let records: [(id: RecordID, agreement: Agreement)]
    /// Whether the teacher was given a seed.
    public let isSeeded: Bool
    public let asking: AskingTally

    public func count(_ agreement: Agreement) -> Int {
      records.count { $0.agreement == agreement }
    }
  }

  /// - Parameters:
  ///   - address: where the one teacher behind a network is, if not where it was.
  ///   - attest: as with `Reproduction.run`.
  ///   - agreeing: as with `Runner.run`.
  /// - Throws: `RunError.nothingRecorded` where the version's teacher is none behind a network;
  ///   `.addressOfSeveral` where it has several, and an address is given;
  ///   `.teacherStopped`, `.interrupted`: what was answered is kept, and not asked again.
  public func run(
    _ version: Version, at address: String? = nil, attest: (seconds: Int64, occasion: JSONObject)?,
    waiting: (@Sendable () -> Void)? = nil,
    agreeing: (SpendingForecast) throws -> Void = { _ in },
    progress: (RunProgress) -> Void = { _ in }
  ) async throws -> Report {
    let receipt = try store.receipt(version.receipt)
    guard receipt.grade == .recorded else { throw RunError.nothingRecorded(version.name) }
    let (manifest, template) = try Reproduction(store, width: width, teachers: teachers)
      .manifest(of: receipt)
    var asked = manifest
    reach(&asked, as: version)
    if let address { try move(&asked, to: address, version) }
    let kit = try Kit(asked, template: template, teachers: teachers)
    guard case .live(let teacher) = kit.teacher else {
      throw RunError.nothingRecorded(version.name)
    }
    let inputs = try Inputs(of: receipt, manifest, kit.task, from: store)
    let run = ObjectID(of: .plan, "again \(version.receipt)".utf8)
    let folder = try RunFolder(in: store, dataset: version.dataset, plan: run, waiting: waiting)
    defer { withExtendedLifetime(folder) {} }
    let isFresh = try folder.statement() == nil
    let journal = try folder.journal()
    let recorded = try RecordedAnswers(
      store, dataset: version.dataset, folder, journal, isFresh: isFresh)
    let (prices, _) = try await SpendingForecast.prices(
      asked, kit, teacher, inputs.subjects, recorded, agreeing)
    try recorded.begin(
      folder, isFresh: isFresh,
      [
        "again": .string(version.name), "teacher": .string(manifest.teacher),
        "began": .integer(Int(attest?.seconds ?? 0)),
      ])
    let live = LiveRespondent(
      teacher, recorded, ExchangeBook(journal, SpendingMeter(prices)))
    let probe = ObjectProbe(over: store)
    let cut = try store.records(of: receipt).cut
    let made = try await live.explaining {
      try await Production(
        manifest: manifest, template: template, task: kit.task,
        respondent: kit.respondent(live), crew: kit.crew, subjects: inputs.subjects, width: width
      ).make(into: probe, cut: cut, progress: progress)
    }
    let report = Report(
      records: try agreement(receipt.roots.records, made.roots.records, probe),
      isSeeded: teacher.capabilities.seed && manifest.sampling.seed != nil, asking: live.tally)
    if let attest { try note(report, version, attest) }
    try folder.remove()
    return report
  }

  /// How to reach the teacher is no part of a plan: the version's manifest says it.
  private func reach(_ manifest: inout Manifest, as version: Version) {
    guard let file = try? store.files(of: version)["resolved.json"],
      let resolved = try? JSONReader.read(file)
    else { return }
    for (name, var choice) in manifest.liveChoices {
      guard let teacher = resolved.teacher(named: name)?.object else { continue }
      choice.takeHow(from: teacher)
      // Whoever compares waits for it.
      choice.isBatched = false
      manifest.setLive(name, to: choice)
    }
  }

  /// Has the one teacher asked at another address.
  private func move(_ manifest: inout Manifest, to address: String, _ version: Version) throws {
    let choices = manifest.liveChoices
    guard choices.count == 1, let name = choices.first?.name, var choice = choices.first?.choice
    else {
      throw RunError.addressOfSeveral(version.name, teachers: choices.map(\.name))
    }
    choice.baseURL = address
    manifest.setLive(name, to: choice)
  }

  private func agreement(
    _ then: ObjectID, _ now: ObjectID, _ probe: ObjectProbe
  ) throws -> [(RecordID, Agreement)] {
    var fresh = ByName<ArraySlice<UInt8>>()
    var order: [String] = []
    try SequenceReader(now, from: probe).forEach { _, entry in
      fresh[entry.key] = entry.content
      order.append(entry.key)
      return true
    }
    var found: [(RecordID, Agreement)] = []
    try SequenceReader(then, from: store).forEach { _, entry in
      let made = fresh.remove(entry.key)
      found.append(
        (RecordID(entry.key), made.map { $0 == entry.content ? .same : .different } ?? .gone))
      return true
    }
    return found + order.filter { fresh[$0] != nil }.map { (RecordID($0), .new) }
  }

  private func note(
    _ report: Report, _ version: Version, _ attest: (seconds: Int64, occasion: JSONObject)
  ) throws {
    var numbers = JSONObject()
    for agreement in Agreement.allCases {
      numbers[agreement.rawValue] = .integer(report.count(agreement))
    }
    let isSame = report.count(.same) == report.records.count
    try store.append(
      .attestation, about: version.receipt,
      [
        "agreement": .object(numbers), "asking": .object(report.asking.json),
        "execution": .object(attest.occasion),
        "grade": .string(report.isSeeded ? "seeded" : "unseeded"),
        "outcome": .string(isSame ? "identical" : "different"), "version": .string(version.name),
      ], seconds: attest.seconds)
  }
}
