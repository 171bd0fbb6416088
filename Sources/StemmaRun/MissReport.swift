public import StemmaExperiment
public import StemmaRecord
public import StemmaStore
import StemmaTask

/// For each question that a run would begin with: whether a recorded answer serves it, and why not.
///
/// What is asked after a round's verdicts, and what goes on with an answer that is not recorded, is not
/// known beforehand, and not among them.
public struct MissReport: Sendable {
  /// Why a question must be asked.
  public enum Cause: Hashable, Sendable {
    /// Nothing was ever asked about this subject and strategy.
    case neverAsked
    /// What was asked and comes nearest differs in these.
    case differs([Difference])
    /// It was asked, and no answer could be had; a failure serves no other run.
    case failed
    /// It was asked of a model, and whether that is the one to be asked only the server knows.
    case modelUnknown

    public var word: String {
      switch self {
      case .neverAsked: "never-asked"
      case .differs: "differs"
      case .failed: "failed"
      case .modelUnknown: "model-unknown"
      }
    }
  }

  public struct Difference: Hashable, Sendable {
    /// Such as `model`, `seed` or `body.temperature`.
    public let field: String
    /// Nil where it was not, or is not, sent; of a long value `#` and digits of its hash.
    public let then: JSONValue?
    public let now: JSONValue?
  }

  public struct Miss: Sendable {
    public let subject: Subject
    public let strategy: String
    /// Ordinals within the item.
    public let slots: Range<Int>
    public let candidate: Int
    /// Whom it is put to.
    public let role: Role
    public let cause: Cause
  }

  /// Questions of the first round.
  public let questions: Int
  /// Those that need not be asked.
  public var served: Int { questions - misses.count }
  /// In plan order.
  public let misses: [Miss]
  /// Nothing is recorded of a pure teacher: its answers are computed again.
  public let isPure: Bool
  /// Models that the manifest leaves to their servers to name. Nobody is asked here: where one is known,
  /// the answers are counted that serve as long as its server still has it.
  public let recalled: [RecalledModel]

  public init(
    _ manifest: Manifest, template: Template?, inputs files: [InputFile], store: Store,
    teachers: LiveTeachers = Offer.live
  ) async throws {
    var manifest = manifest
    recalled = try LiveTeachers.recall(&manifest, in: store)
    let isNamed = recalled.allSatisfy { $0.model != nil }
    let kit = try Kit(manifest, template: template, teachers: teachers.replaying)
    let inputs = try Inputs(files, of: &manifest, kit.task, store, into: IdentifyingSink())
    guard !inputs.subjects.isEmpty else { throw RunError.nothingToAsk(inputs: files.count) }
    var planner = Planner(
      manifest, subjects: inputs.subjects, task: kit.task, missingIsFinal: kit.teacher.isPure,
      prompts: kit.template.promptCount)
    let askings = planner.beginning()
    guard case .live(let teacher) = kit.teacher else {
      (questions, misses, isPure) = (askings.count * manifest.candidates, [], true)
      return
    }
    isPure = false
    let journals = try store.journals()
    let templateID = ObjectID(of: .template, CanonicalJSON.bytes(kit.template.json))
    let what = CanonicalJSON.bytes(.object(manifest.what(template: templateID)))
    let recorded = try RecordedAnswers(
      store, dataset: manifest.dataset,
      run: Runner.runID(ObjectID(of: .plan, what), inputs.sources), isFresh: false)
    var open: [(asking: Asking, question: Question)] = []
    var questions = 0
    let drafting = kit.drafting(manifest, planner.items)
    for asking in askings {
      for candidate in 0..<manifest.candidates {
        let way = try await KnownWay(asking, candidate, kit, teacher, drafting) {
          try recorded.reply(to: $0)?.0
        }
        questions += way.questions.count
        open += way.questions.filter { !$0.isRecorded }.map { (asking, $0.question) }
      }
    }
    self.questions = questions
    let asked = try AskedBefore(
      about: Set(open.map { $0.question.prompt.item.digest.hex }), journals, store)
    misses = open.map { asking, question in
      let item = planner.items[asking.item]
      return Miss(
        subject: item.subject, strategy: item.strategy, slots: question.prompt.slots,
        candidate: question.prompt.candidate, role: question.role,
        cause: asked.cause(for: question, isModelKnown: isNamed))
    }
  }
}

/// What was asked before, as far as it is told by journals and by what executions name.
private struct AskedBefore {
  private var features: [String: [JSONObject]] = [:]

  init(about items: Set<String>, _ journals: [RunJournal], _ store: Store) throws {
    guard !items.isEmpty else { return }
    func add(_ occasion: JSONValue?) {
      guard let question = occasion?["question"]?.object, let item = question["item"]?.string,
        items.contains(item)
      else { return }
      features[item, default: []].append(question)
    }
    for journal in journals {
      for place in journal.places {
        add(try? JSONReader.read(journal.entry(at: place).occasion))
      }
    }
    var seen: Set<ObjectID> = []
    for dataset in try store.datasets() {
      for version in (try? store.versions(of: dataset)) ?? [] {
        guard let file = try? store.files(of: version)["execution.json"],
          let root = (try? JSONReader.read(file))?["responses"]?.string.flatMap(ObjectID.init(_:)),
          seen.insert(root).inserted, let reader = try? SequenceReader(root, from: store)
        else { continue }
        try? reader.forEach { _, entry in
          add(entry.json()?["occasion"])
          return true
        }
      }
    }
  }

  /// - Parameter isModelKnown: whether the question names the model that is to be asked.
  func cause(for question: Question, isModelKnown: Bool) -> MissReport.Cause {
    let wanted = question.features
    let slots = question.prompt.slots
    let about = (features[question.prompt.item.digest.hex] ?? []).filter { asked in
      guard let bounds = asked["slots"]?.array, bounds.count == 2,
        let low = bounds[0].integer, let high = bounds[1].integer, low < high
      else { return false }
      return slots.overlaps(low..<high)
    }
    let differences = about.map { asked in
      Self.differences(asked, wanted).filter {
        isModelKnown || !["model", "body.model"].contains($0.field)
      }
    }
    guard let nearest = differences.min(by: { $0.count < $1.count }) else { return .neverAsked }
    guard nearest.isEmpty else { return .differs(nearest) }
    return isModelKnown ? .failed : .modelUnknown
  }

  private static func differences(
    _ then: JSONObject, _ now: JSONObject
  ) -> [MissReport.Difference] {
    let (before, after) = (flat(then), flat(now))
    return before.names(or: after).compactMap { field in
      before[field] == after[field]
        ? nil : MissReport.Difference(field: field, then: before[field], now: after[field])
    }
  }

  private static func flat(_ question: JSONObject) -> ByName<JSONValue> {
    var fields = ByName<JSONValue>()
    for (name, value) in question.members where name != "body" { fields[name] = value }
    for (name, value) in question["body"]?.object?.members ?? [] { fields["body.\(name)"] = value }
    return fields
  }
}
