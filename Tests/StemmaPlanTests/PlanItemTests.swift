import StemmaRecord
import StemmaTask
import Testing

@testable import StemmaExperiment

@Suite("plan items and prompts")
struct PlanItemTests {
  private func section(
    _ text: String = "Beans are seeds.", input: String = "a.md", heading: [String] = ["Beans"],
    occurrence: Int = 0, line: Int = 1
  ) -> Section {
    Section(input: input, headingPath: heading, text: text, occurrence: occurrence, line: line)
  }

  @Test("an item's key holds what tells it apart, and nothing that moves")
  func keys() {
    let item = PlanItem(subject: .section(section()), strategy: "extraction")
    #expect(PlanItem(subject: .section(section(line: 99)), strategy: "extraction").key == item.key)
    let others = [
      PlanItem(subject: .section(section()), strategy: "expansion"),
      PlanItem(subject: .section(section("Beans were seeds.")), strategy: "extraction"),
      PlanItem(subject: .section(section(input: "b.md")), strategy: "extraction"),
      PlanItem(subject: .section(section(heading: ["Be", "ans"])), strategy: "extraction"),
      PlanItem(subject: .section(section(heading: [])), strategy: "extraction"),
      PlanItem(subject: .section(section(occurrence: 1)), strategy: "extraction"),
    ]
    #expect(Set(others.map(\.key)).union([item.key]).count == 7)
    let origin = item.origin(slot: 4)
    #expect(origin.slot == 4 && origin.source == section().digest)
    #expect(origin.headingPath == ["Beans"] && origin.strategy == "extraction")
  }

  private func prompt(
    _ manifest: Manifest, _ template: Template, text: String = "Beans are seeds.",
    asking: Asking = Asking(item: 0, slots: 2..<5, attempt: 1, place: 17)
  ) -> Prompt {
    PromptRenderer(manifest, task: QuestionAnswering(), template: template).prompt(
      for: asking,
      of: PlanItem(subject: .section(section(text, heading: ["A", "B"])), strategy: "expansion"),
      candidate: 3)
  }

  private func template(_ user: String, schema: String? = nil) -> Template {
    Template(
      name: "t", systemPrompt: nil, userPrompt: user, defaultOutputSchema: schema)
  }

  @Test("a prompt's placeholders are filled from asking, section and manifest")
  func placeholders() {
    var manifest = manifest()
    manifest.domain = "coffee"
    manifest.constraints = ["be brief", "be kind"]
    let filled = prompt(
      manifest,
      template("{count}|{sample_number}|{heading}|{section}|{domain}|{constraints}|{ x }"))
    #expect(
      filled.messages.map(\.content)
        == ["3|17|A / B|Beans are seeds.|coffee|be brief; be kind|{ x }"])
    #expect(filled.key.slots == 2..<5)
    #expect(filled.key.attempt == 1 && filled.key.candidate == 3)
    #expect(filled.context.strategy == "expansion" && filled.context.domain == "coffee")
  }

  @Test("what is put in is never expanded again")
  func onePass() {
    let filled = prompt(
      manifest(), template("{section}{domain}"), text: "Write {count} of {domain}.")
    #expect(filled.messages[0].content == "Write {count} of {domain}.general")
  }

  @Test("an asking's schema wants no more than its slots; a template may name another")
  func schema() {
    let plain = prompt(manifest(), template("{output_schema}"))
    #expect(plain.schema == QuestionAnswering().answerSchema(count: 3))
    #expect(plain.messages[0].content == CanonicalJSON.text(plain.schema ?? .null))
    let named = prompt(manifest(), template("{output_schema}", schema: "mine"))
    #expect(named.messages[0].content == "mine")
  }
}
