public import StemmaExperiment
public import StemmaRecord
public import StemmaStore
import StemmaTask

/// What a run would do, without doing it.
public struct PlanPreview: Sendable {
  /// An item that would be asked about, and for how many records.
  public struct Line: Sendable {
    public let subject: Subject
    public let strategy: String
    public let expansion: Expansion
    public let slots: Int
  }

  /// How many combinations of what is expanded are in use, and how many there are (`Int.max` where they
  /// are more than that); nil where nothing is expanded.
  public let combinations: (taken: Int, total: Int)?

  /// Files and versions.
  public let inputs: Int
  /// Sections, seeds or rows of all inputs.
  public let subjects: Int
  /// What records would be made from.
  public let source: SubjectKind
  /// Slots of the first round.
  public let slots: Int
  /// Prompts of the first round, all candidates counted.
  public let prompts: Int
  public let wanted: Int?
  public let lines: [Line]
  /// The first prompts, as many as were asked for; what is not known yet stands in them as `…`.
  public let samples: [Prompt]

  /// - Parameters:
  ///   - store: where datasets are that records would be made from.
  ///   - sampleCount: how many prompts to render.
  public init(
    _ manifest: Manifest, template: Template?, inputs files: [InputFile], store: Store?,
    sampleCount: Int
  ) throws {
    guard let task = manifest.definition else {
      preconditionFailure("the manifest was checked against the catalogue")
    }
    let template = try Template(template, of: task, for: manifest)
    var manifest = manifest
    let inputs = try Inputs(files, of: &manifest, task, store, into: IdentifyingSink())
    guard !inputs.subjects.isEmpty else { throw RunError.nothingToAsk(inputs: files.count) }
    try ColumnCheck.check(template, for: inputs.subjects, task)
    var planner = Planner(
      manifest, subjects: inputs.subjects, task: task,
      missingIsFinal: !manifest.isLive,
      prompts: template.promptCount)
    let askings = planner.firstRound()
    let renderer = PromptRenderer(manifest, task: task, template: template)
    self.inputs = files.count + inputs.parents.count
    subjects = inputs.subjects.count
    source = SubjectKind(inputs.subjects[0])
    slots = planner.slotCount
    prompts = askings.reduce(0) {
      $0 + renderer.promptCount(for: $1, of: planner.items[$1.item]) * manifest.candidates
    }
    wanted = planner.wanted
    combinations = manifest.expanded(prompts: template.promptCount).map { ($0.taken, $0.total) }
    lines = askings.map { asking in
      let item = planner.items[asking.item]
      return Line(
        subject: item.subject, strategy: item.strategy, expansion: item.expansion,
        slots: asking.slots.count)
    }
    let first = askings.prefix(sampleCount).flatMap { asking in
      renderer.sketches(for: asking, of: planner.items[asking.item])
    }
    samples = Array(first.prefix(sampleCount))
  }
}

/// Names objects without keeping them.
final class IdentifyingSink: ObjectSink {
  func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID {
    ObjectID(of: kind, content)
  }
}
