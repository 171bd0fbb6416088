public import StemmaRecord
public import StemmaTask

/// Renders askings as prompts, by a manifest's template.
public struct PromptRenderer: Sendable {
  /// Raised whenever the same slots and template would give another prompt.
  public static let revision = 2

  /// The questions by which records are made, part by part; empty where one prompt asks for whole ones.
  public let steps: [TaskStep]

  private let manifest: Manifest
  private let settings: TaskSettings
  private let lengths: [String: TextLengths]
  private let task: any TaskDefinition
  /// Of each step; of whole records where there are none.
  private let sheets: [Sheet]

  /// How one prompt is worded.
  private struct Sheet {
    let wording: Template.Wording
    /// The wanted answer's form by the number of rows, from 1: the same for most prompts.
    let forms: [Form]
  }

  /// What an answer is to be like, and how the prompt says so.
  private struct Form {
    let schema: JSONValue
    let text: String

    /// - Parameter told: what the manifest says of it; nil where it is silent.
    init(_ schema: JSONValue, _ wording: Template.Wording, told: String?) {
      self.schema = schema
      text = told ?? wording.defaultOutputSchema ?? CanonicalJSON.text(schema)
    }
  }

  /// - Parameter template: one that words what is asked: `Template.init(_:of:for:)`.
  public init(_ manifest: Manifest, task: any TaskDefinition, template: Template) {
    self.manifest = manifest
    self.task = task
    let steps = manifest.steps(of: task)
    self.steps = steps
    settings = manifest.taskSettings
    let lengths = Self.lengths(of: manifest)
    self.lengths = lengths
    func sheet(_ step: TaskStep?, _ wording: Template.Wording?) -> Sheet {
      guard let wording else { preconditionFailure("a template in use words what is asked") }
      let forms = (1...Planner.slotsPerPrompt).map { count in
        Form(
          task.answerSchema(count: count, lengths: lengths, step: step), wording,
          told: step == nil ? manifest.outputSchema : nil)
      }
      return Sheet(wording: wording, forms: forms)
    }
    sheets =
      steps.isEmpty
      ? [sheet(nil, template.whole)] : steps.map { sheet($0, template.roles[$0.role]) }
  }

  /// What the manifest's filters ask of the lengths of texts.
  private static func lengths(of manifest: Manifest) -> [String: TextLengths] {
    var lengths: [String: TextLengths] = [:]
    for choice in manifest.filters {
      for parameter in manifest.catalogue.filter(choice.name)?.parameters ?? [] {
        guard case .integer(let value)? = choice.parameters[parameter.name] else { continue }
        switch parameter.limit {
        case .least(let field): lengths[field, default: TextLengths()].least = value
        case .most(let field): lengths[field, default: TextLengths()].most = value
        case nil: break
        }
      }
    }
    return lengths
  }

  /// What the record in a slot is to be like beside its subject; nil where nothing is drawn for it.
  ///
  /// - Parameter asking: the one that the slot belongs to.
  public func assignment(of item: PlanItem, slot: Int, in asking: Asking) -> Assignment? {
    task.assignment(item: item.key, slot: slot, mix: mix(of: asking), settings)
  }

  /// What is asked first for an asking.
  ///
  /// - Parameters:
  ///   - asking: for as many slots as a planner puts into one prompt.
  ///   - candidate: which of several candidates for these slots, from 0.
  public func prompt(for asking: Asking, of item: PlanItem, candidate: Int) -> Prompt {
    prompt(
      0, for: asking.slots, count: asking.slots.count, rows: [], of: asking, item, candidate)
  }

  /// What a later step is asked.
  ///
  /// - Parameters:
  ///   - step: its place among `steps`.
  ///   - slots: those of one of its teachers, the first and the last of them open.
  ///   - rows: what there is so far for the open ones of them, at least one.
  public func prompt(
    _ step: Int, for slots: Range<Int>, rows: [JSONObject], of asking: Asking, _ item: PlanItem,
    candidate: Int
  ) -> Prompt {
    prompt(step, for: slots, count: rows.count, rows: rows, of: asking, item, candidate)
  }

  /// Cuts an asking's slots where a step's next teacher begins.
  public func runs(_ step: Int, of asking: Asking, _ item: PlanItem) -> [Range<Int>] {
    step == 0
      ? [asking.slots] : manifest.runs(asking.slots, of: item.key, as: steps[step].role)
  }

  /// How many prompts one candidate for an asking takes, where every step gives all that is asked for.
  public func promptCount(for asking: Asking, of item: PlanItem) -> Int {
    sheets.indices.reduce(0) { $0 + runs($1, of: asking, item).count }
  }

  /// What one candidate for an asking would be asked, with `…` for what is not known before.
  ///
  /// - Parameter first: the place of the first step that is of interest.
  public func sketches(for asking: Asking, of item: PlanItem, from first: Int = 0) -> [Prompt] {
    sheets.indices.dropFirst(first).flatMap { step in
      guard step > 0 else { return [prompt(for: asking, of: item, candidate: 0)] }
      var row = JSONObject()
      for field in steps[step].shown { row[field] = "…" }
      return runs(step, of: asking, item).map { run in
        prompt(
          step, for: run, rows: run.map { _ in row }, of: asking, item, candidate: 0)
      }
    }
  }

  private func prompt(
    _ number: Int, for slots: Range<Int>, count: Int, rows: [JSONObject], of asking: Asking,
    _ item: PlanItem, _ candidate: Int
  ) -> Prompt {
    let sheet = sheets[number]
    let step = steps.isEmpty ? nil : steps[number]
    let assignment = assignment(of: item, slot: slots.lowerBound, in: asking)
    let form =
      assignment.map { own in
        Form(
          task.answerSchema(count: count, lengths: lengths, step: step, assignment: own),
          sheet.wording, told: step == nil ? manifest.outputSchema : nil)
      } ?? sheet.forms[count - 1]
    let place = asking.place + slots.lowerBound - asking.slots.lowerBound
    var values: [Placeholder: String] = [
      .domain: manifest.domain ?? "general", .taskType: manifest.taskType ?? task.entry.summary,
      .constraints: constraints, .outputSchema: form.text,
      .count: String(count), .sampleNumber: String(place),
      .strategy: step.map { task.instruction(for: item.strategy, as: $0.role) }
        ?? task.instruction(for: item.strategy),
    ]
    switch item.subject {
    case .section(let section):
      values[.section] = section.text
      values[.heading] = section.headingPath.joined(separator: " / ")
      values[.className] = section.brief?.name
      values[.classDescription] = section.brief?.description
    case .seed(let seed):
      values[.variation] = values[.strategy]
      values[.seedInstruction] = seed.instruction
      values[.seedResponse] = seed.response
      values[.seedExamples] = "Instruction: \(seed.instruction)\nResponse: \(seed.response)"
    case .row(let row):
      values[.row] = CanonicalJSON.text(.object(row.columns))
      values[.section] = row.section?.text ?? "none"
      values[.heading] = row.section?.headingPath.joined(separator: " / ")
    }
    values[.mix] = manifest.mix?.words(at: asking.mix)
    if let step, step.isLater { values[.rows] = step.shown(rows) }
    return Prompt(
      key: PromptKey(
        item: item.key, slots: slots, candidate: candidate, attempt: asking.attempt),
      messages: sheet.wording.render(
        values, shown(item, assignment), row: item.subject.row,
        prompt: Expand.prompt(item.expansion)
      ) {
        Draws(
          seed: manifest.sampling.seed ?? 0,
          item: ItemKey(["draw": "system-prompt", "item": .string(item.key.digest.hex)]),
          slot: slots.lowerBound)
      },
      sampling: manifest.sampling, schema: form.schema,
      context: PromptContext(
        task: manifest.task, subject: item.subject, strategy: item.strategy,
        domain: manifest.domain, constraints: manifest.constraints, mix: mix(of: asking),
        rows: rows, role: step?.role ?? .teacher, assignment: assignment,
        outputs: manifest.outputs.map(\.name)))
  }

  /// What stands for `{{name}}`: an empty text where a name has nothing to say here.
  private func shown(_ item: PlanItem, _ assignment: Assignment?) -> [String: String] {
    var shown: [String: String] = [:]
    for name in manifest.shownNames ?? [] { shown[name] = "" }
    shown.merge(manifest.expand?.shown(item.expansion) ?? [:]) { $1 }
    return shown.merging(task.shown(item.subject, assignment)) { $1 }
  }

  /// The values of the manifest's mix that an asking's slots have.
  public func mix(of asking: Asking) -> Expansion {
    manifest.mix?.values(at: asking.mix) ?? .none
  }

  private var constraints: String {
    manifest.constraints.isEmpty ? "none" : manifest.constraints.joined(separator: "; ")
  }
}
