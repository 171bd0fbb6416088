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
    public let mix: Expansion
    public let slots: Int
  }

  /// What a plan has of an axis' value.
  public struct MixShare: Sendable {
    public let axis: String
    public let value: String
    /// Slots that the plan begins with.
    public let slots: Int
  }

  /// Of each axis of the manifest's mix each value; empty without one.
  public let mix: [MixShare]
  /// How many combinations of the mix's values there are (`Int.max` where they are more than that); nil
  /// without one.
  public let mixCombinations: Int?
  /// Slots that the plan would begin with without the manifest's `sample`; nil without one.
  public let wholeSlots: Int?
  /// Records wanted, or slots of the whole plan where no number of them is: what its size is judged by.
  public let size: Int
  /// How many combinations of what is expanded are in use, and how many there are (`Int.max` where they
  /// are more than that); nil where nothing is expanded.
  public let combinations: (taken: Int, total: Int)?

  /// Files and versions.
  public let inputs: Int
  /// Sections, seeds or rows of all inputs.
  public let subjects: Int
  /// What records would be made from.
  public let source: SubjectKind
  /// Slots that the plan begins with; in batches, those of all.
  public let slots: Int
  /// Their prompts, all candidates counted.
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
    let askings = planner.beginning()
    let renderer = PromptRenderer(manifest, task: task, template: template)
    self.inputs = files.count + inputs.parents.count
    subjects = inputs.subjects.count
    source = SubjectKind(inputs.subjects[0])
    slots = planner.slotCount
    prompts = askings.reduce(0) {
      $0 + renderer.promptCount(for: $1, of: planner.items[$1.item]) * manifest.candidates
    }
    wanted = planner.wanted
    wholeSlots = manifest.sample.map { _ in planner.wholeSlotCount }
    size = planner.wanted ?? planner.wholeSlotCount
    mixCombinations = manifest.mix?.total
    mix = Self.shares(of: manifest.mix, askings)
    combinations = manifest.expanded(prompts: template.promptCount).map { ($0.taken, $0.total) }
    lines = askings.map { asking in
      let item = planner.items[asking.item]
      return Line(
        subject: item.subject, strategy: item.strategy, expansion: item.expansion,
        mix: renderer.mix(of: asking), slots: asking.slots.count)
    }
    let first = askings.prefix(sampleCount).flatMap { asking in
      renderer.sketches(for: asking, of: planner.items[asking.item])
    }
    samples = Array(first.prefix(sampleCount))
  }

  private static func shares(of mix: Mix?, _ askings: [Asking]) -> [MixShare] {
    (mix?.axes ?? []).enumerated().flatMap { number, axis in
      axis.values.enumerated().map { place, value in
        MixShare(
          axis: axis.name, value: value.name,
          slots: askings.reduce(0) { $0 + ($1.mix[number] == place ? $1.slots.count : 0) })
      }
    }
  }
}

/// Names objects without keeping them.
final class IdentifyingSink: ObjectSink {
  func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID {
    ObjectID(of: kind, content)
  }
}
