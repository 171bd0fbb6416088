public import StemmaRecord
public import StemmaTask

/// Renders askings as prompts, by a manifest's template.
public struct PromptRenderer: Sendable {
  /// Raised whenever the same slots and template would give another prompt.
  public static let revision = 2

  private let manifest: Manifest
  private let task: any TaskDefinition
  private let template: Template
  /// The wanted answer's form by the number of rows, from 1: the same for most prompts.
  private let forms: [Form]

  /// What an answer is to be like, and how the prompt says so.
  private struct Form {
    let schema: JSONValue
    let text: String
  }

  public init(_ manifest: Manifest, task: any TaskDefinition, template: Template) {
    self.manifest = manifest
    self.task = task
    self.template = template
    let lengths = Self.lengths(of: manifest)
    forms = (1...Planner.slotsPerPrompt).map { count in
      let schema = task.answerSchema(count: count, lengths: lengths)
      return Form(
        schema: schema, text: template.defaultOutputSchema ?? CanonicalJSON.text(schema))
    }
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

  /// - Parameters:
  ///   - asking: for as many slots as a planner puts into one prompt.
  ///   - candidate: which of several candidates for these slots, from 0.
  public func prompt(for asking: Asking, of item: PlanItem, candidate: Int) -> Prompt {
    let form = forms[asking.slots.count - 1]
    var values: [Placeholder: String] = [
      .domain: manifest.domain ?? "general", .taskType: task.entry.summary,
      .constraints: constraints, .outputSchema: form.text,
      .count: String(asking.slots.count), .sampleNumber: String(asking.place),
      .strategy: task.instruction(for: item.strategy),
    ]
    switch item.subject {
    case .section(let section):
      values[.section] = section.text
      values[.heading] = section.headingPath.joined(separator: " / ")
    case .seed(let seed):
      values[.variation] = values[.strategy]
      values[.seedInstruction] = seed.instruction
      values[.seedResponse] = seed.response
      values[.seedExamples] = "Instruction: \(seed.instruction)\nResponse: \(seed.response)"
    }
    return Prompt(
      key: PromptKey(
        item: item.key, slots: asking.slots, candidate: candidate, attempt: asking.attempt),
      messages: template.render(values), sampling: manifest.sampling, schema: form.schema,
      context: PromptContext(
        task: manifest.task, subject: item.subject, strategy: item.strategy,
        domain: manifest.domain, constraints: manifest.constraints))
  }

  private var constraints: String {
    manifest.constraints.isEmpty ? "none" : manifest.constraints.joined(separator: "; ")
  }
}
