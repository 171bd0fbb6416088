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
    let values: [Placeholder: String] = [
      .domain: manifest.domain ?? "general", .taskType: task.entry.summary,
      .constraints: constraints, .outputSchema: outputSchema(schema),
      .count: String(asking.slots.count), .sampleNumber: String(asking.place),
      .section: item.section.text, .heading: item.section.headingPath.joined(separator: " / "),
      .strategy: task.instruction(for: item.strategy), .seedExamples: "", .variation: "",
      .seedInstruction: "", .seedResponse: "",
    ]
    return Prompt(
      key: PromptKey(
        item: item.key, slots: asking.slots, candidate: candidate, attempt: asking.attempt),
      messages: template.render(values), sampling: manifest.sampling, schema: schema,
      context: PromptContext(
        task: manifest.task, section: item.section, strategy: item.strategy,
        domain: manifest.domain, constraints: manifest.constraints))
  }

  private var constraints: String {
    manifest.constraints.isEmpty ? "none" : manifest.constraints.joined(separator: "; ")
  }

  private func outputSchema(_ schema: JSONValue) -> String {
    template.defaultOutputSchema ?? CanonicalJSON.text(schema)
  }
}
