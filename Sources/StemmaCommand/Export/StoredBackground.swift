import StemmaExperiment
import StemmaExport
import StemmaRecord
import StemmaRun
import StemmaStore
import Synchronization

/// How a version's records came to be, read from the store.
final class StoredBackground: ExportBackground {
  let domain: String?
  let task: String?
  let timestamp: String
  let adapter: String?
  let isOffline: Bool

  private let store: Store
  private let plan: JSONValue
  private let subjects: Subjects?
  private let places: SlotPlaces?
  /// The prompts read last: neighbouring records share them.
  private let prompts = Mutex<[String: String]>([:])
  private static let promptLimit = 256

  /// - Parameter isWhole: whether more is wanted than who answered.
  init(_ version: Version, in store: Store, isWhole: Bool) throws {
    self.store = store
    let receipt = try store.receipt(version.receipt)
    let ground = try ReviewPlan.ground(of: receipt, in: store).receipt
    plan = try store.json(of: ground.plan, .plan)
    domain = plan["domain"]?.string
    task = plan["task_type"]?.string ?? plan["task"]?.string
    isOffline = ground.grade == .exact
    subjects = isWhole && ground.grade != .given ? try Subjects(of: ground, in: store) : nil
    places = isWhole && ground.grade != .given ? try SlotPlaces(of: ground, in: store) : nil
    let first = try store.versions(withReceipt: version.receipt).min { $0.seconds < $1.seconds }
    let execution = try store.execution(of: first ?? version)
    timestamp = Self.time(execution, else: first ?? version)
    // Of weights that are the manifest's the place is the occasion's business.
    adapter =
      try execution["lora"]?.string
      ?? ground.adapters.first.flatMap { try Self.path(of: $0, in: store) }
  }

  /// Where the weights lay when they were registered.
  private static func path(of digest: AdapterDigest, in store: Store) throws -> String? {
    guard let adapter = try store.adapters().last(where: { $0.digest == digest }) else {
      return nil
    }
    return try store.events(about: adapter.receipt).last { $0.adapter?.digest == digest }?
      .body["execution"]?["path"]?.string
  }

  /// When the run began that published it, as the source of the format writes it.
  private static func time(_ execution: JSONObject, else version: Version) -> String {
    let text = execution["startedAt"]?.string ?? UTCTime.text(version.seconds)
    return text.hasSuffix("Z") ? "\(text.dropLast())+00:00" : text
  }

  func background(of record: Record, _ trace: JSONValue?) throws -> RecordBackground {
    let teacher = trace.map { Manifest.teacherName(what: plan, named: $0["teacher"]?.string) }
    return RecordBackground(
      prompt: try subjects == nil ? nil : trace?["prompt"]?.string.map(prompt),
      teacher: teacher, subject: subjects?.subject(of: record), place: places?[record.id])
  }

  /// The messages of a prompt, one after another.
  private func prompt(_ id: String) throws -> String {
    if let known = prompts.withLock({ $0[id] }) { return known }
    guard let object = ObjectID(id) else { return "" }
    let messages = try store.json(of: object, .prompt)["messages"]?.array ?? []
    let text = messages.compactMap { $0["content"]?.string }.joined(separator: "\n\n")
    prompts.withLock { prompts in
      if prompts.count >= Self.promptLimit { prompts = [:] }
      prompts[id] = text
    }
    return text
  }
}
