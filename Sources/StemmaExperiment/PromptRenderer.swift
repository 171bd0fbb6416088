public import StemmaRecord
public import StemmaTask

/// Renders askings as prompts, by a manifest's template.
public struct PromptRenderer: Sendable {
  /// Raised whenever the same slots and template would give another prompt.
  public static let revision = 1

  private let manifest: Manifest
  private let task: any TaskDefinition
  private let template: Template

  public init(_ manifest: Manifest, task: any TaskDefinition, template: Template) {
    self.manifest = manifest
    self.task = task
    self.template = template
  }

  /// - Parameter candidate: which of several candidates for these slots, from 0.
  public func prompt(for asking: Asking, of item: PlanItem, candidate: Int) -> Prompt {
    let schema = task.answerSchema(count: asking.slots.count)
    var values: [Placeholder: String] = [
      .domain: manifest.domain ?? "general", .taskType: task.entry.summary,
      .constraints: constraints, .outputSchema: outputSchema(schema),
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
      messages: template.render(values), sampling: manifest.sampling, schema: schema,
      context: PromptContext(
        task: manifest.task, subject: item.subject, strategy: item.strategy,
        domain: manifest.domain, constraints: manifest.constraints))
  }

  private var constraints: String {
    manifest.constraints.isEmpty ? "none" : manifest.constraints.joined(separator: "; ")
  }

  private func outputSchema(_ schema: JSONValue) -> String {
    template.defaultOutputSchema ?? CanonicalJSON.text(schema)
  }
}
