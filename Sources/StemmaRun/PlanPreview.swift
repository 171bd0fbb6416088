public import StemmaExperiment
public import StemmaRecord
import StemmaStore

/// What a run would do, without doing it.
public struct PlanPreview: Sendable {
  /// An item that would be asked about, and for how many records.
  public struct Line: Sendable {
    public let input: String
    public let headingPath: [String]
    public let line: Int
    public let strategy: String
    public let slots: Int
  }

  public let inputs: Int
  public let sections: Int
  /// Slots of the first round.
  public let slots: Int
  /// Prompts of the first round, all candidates counted.
  public let prompts: Int
  public let wanted: Int?
  public let lines: [Line]
  /// The first prompts, as many as were asked for.
  public let samples: [Prompt]

  /// - Parameter sampleCount: how many prompts to render.
  public init(
    _ manifest: Manifest, template: Template?, inputs files: [InputFile], sampleCount: Int
  ) throws {
    let kit = Kit(manifest, template: template)
    let inputs = try Inputs(files, into: IdentifyingSink())
    guard !inputs.sections.isEmpty else { throw RunError.nothingToAsk(inputs: files.count) }
    var planner = Planner(
      manifest, sections: inputs.sections, task: kit.task,
      missingIsFinal: kit.teacher.description.isPure)
    let askings = planner.firstRound()
    let renderer = PromptRenderer(manifest, task: kit.task, template: kit.template)
    self.inputs = files.count
    sections = inputs.sections.count
    slots = planner.slotCount
    prompts = askings.count * manifest.candidates
    wanted = planner.wanted
    lines = askings.map { asking in
      let item = planner.items[asking.item]
      return Line(
        input: item.section.input, headingPath: item.section.headingPath,
        line: item.section.line, strategy: item.strategy, slots: asking.slots.count)
    }
    samples = askings.prefix(sampleCount).map {
      renderer.prompt(for: $0, of: planner.items[$0.item], candidate: 0)
    }
  }
}

/// Names objects without keeping them.
private final class IdentifyingSink: ObjectSink {
  func add(_ kind: ObjectKind, _ content: [UInt8]) throws(StoreError) -> ObjectID {
    ObjectID(of: kind, content)
  }
}
