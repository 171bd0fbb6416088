import StemmaRecord
import StemmaTask
import Testing

@testable import StemmaExperiment

@Suite("plans from seeds")
struct SeedPlanTests {
  private func seed(
    _ name: String = "a", input: String = "s.json", instruction: String = "Ask {count}.",
    response: String = "Say {domain}.", place: Int = 1
  ) -> Seed {
    Seed(input: input, name: name, instruction: instruction, response: response, place: place)
  }

  private func manifest(
    count: Int? = nil, perSection: Int? = nil, strategy: String? = nil, maxTokens: Int? = nil
  ) -> Manifest {
    Manifest(
      dataset: "d", task: "instruction", seeds: ["s.json"],
      sampling: Sampling(maxTokens: maxTokens), domain: "tea", constraints: ["Be brief"],
      count: count, perSection: perSection, strategy: strategy, catalogue: catalogue)
  }

  private func planner(_ manifest: Manifest, _ seeds: Int) -> Planner {
    Planner(
      manifest, subjects: (0..<seeds).map { .seed(seed("n\($0)")) }, task: InstructionTask(),
      missingIsFinal: true)
  }

  @Test("a seed's item is known by input, name and strategy, not by its place or wording")
  func keys() {
    func key(_ seed: Seed, _ strategy: String = "adapt") -> ItemKey {
      PlanItem(subject: .seed(seed), strategy: strategy).key
    }
    #expect(key(seed()) == key(seed(instruction: "Other", response: "Other", place: 9)))
    let others = [key(seed(), "review"), key(seed("b")), key(seed(input: "t.json"))]
    #expect(Set(others + [key(seed())]).count == 4)
    let origin = PlanItem(subject: .seed(seed()), strategy: "adapt").origin(slot: 3)
    #expect(origin.place == .seed("a") && origin.input == "s.json" && origin.slot == 3)
  }

  @Test("variations take turns, each seed beginning with its own, and larger quotas only add")
  func turns() {
    let task = InstructionTask()
    for turn in 0..<9 {
      var before = [0, 0, 0, 0]
      for quota in 0...13 {
        let shares = task.shares(of: quota, strategy: "cycle", turn: turn)
        #expect(shares.map(\.strategy) == ["adapt", "deepen", "review", "reframe"])
        let slots = shares.map(\.slots)
        #expect(slots.reduce(0, +) == quota)
        #expect((slots.max() ?? 0) - (slots.min() ?? 0) <= 1)
        #expect(zip(slots, before).allSatisfy { $0 >= $1 })
        if quota == 1 { #expect(slots[turn % 4] == 1) }
        before = slots
      }
    }
    #expect(task.shares(of: 5, strategy: "free", turn: 2).map(\.slots) == [5])
    var few = planner(manifest(count: 40), 40)
    let strategies = few.firstRound().map { few.items[$0.item].strategy }
    #expect(Set(strategies).count == 4)
  }

  @Test("seeds share a count evenly, and a ceiling holds for each")
  func counts() {
    var even = planner(manifest(count: 17), 4)
    let askings = even.firstRound()
    let perSeed = Dictionary(grouping: askings) { even.owners[$0.item] }.mapValues(\.slotCount)
    #expect(perSeed.values.sorted() == [4, 4, 4, 5])
    var capped = planner(manifest(count: 100, perSection: 3), 4)
    #expect(capped.firstRound().slotCount == 12)
  }

  @Test("a prompt asks for no more rows than a limit on tokens has room for")
  func tokens() {
    for (limit, most) in [(nil, 10), (64, 1), (450, 2), (100_000, 10)] {
      var planner = planner(manifest(count: 100, strategy: "adapt", maxTokens: limit), 1)
      #expect(planner.firstRound().map(\.slots.count).max() == most)
    }
  }

  @Test("every placeholder of a template is filled, and what seeds hold is not expanded")
  func placeholders() throws {
    let names = Placeholder.allCases.map(\.rawValue)
    let template = Template(
      name: "t", systemPrompt: nil, userPrompt: names.map { "{\($0)}" }.joined(separator: "|"),
      defaultOutputSchema: "form")
    let prompt = PromptRenderer(manifest(), task: InstructionTask(), template: template).prompt(
      for: Asking(item: 0, slots: 4..<6, attempt: 0, place: 11),
      of: PlanItem(subject: .seed(seed()), strategy: "review"), candidate: 0)
    let variation = InstructionTask().instruction(for: "review")
    let wanted: [Placeholder: String] = [
      .domain: "tea", .taskType: InstructionTask().entry.summary, .constraints: "Be brief",
      .seedExamples: "Instruction: Ask {count}.\nResponse: Say {domain}.", .outputSchema: "form",
      .count: "2", .sampleNumber: "11", .variation: variation, .seedInstruction: "Ask {count}.",
      .seedResponse: "Say {domain}.", .section: "", .heading: "", .strategy: variation, .rows: "",
      .className: "", .classDescription: "", .row: "", .mix: "",
    ]
    #expect(
      prompt.messages.last?.content
        == Placeholder.allCases.map { wanted[$0] ?? "?" }.joined(separator: "|"))
    #expect(prompt.context.subject.seed == seed())
  }

  @Test("the task's own template names the seed, the variation and the form of the answer")
  func ownTemplate() throws {
    let template = try #require(Template(json: InstructionTask().template))
    let prompt = PromptRenderer(manifest(), task: InstructionTask(), template: template).prompt(
      for: Asking(item: 0, slots: 0..<1, attempt: 0, place: 1),
      of: PlanItem(subject: .seed(seed()), strategy: "adapt"), candidate: 0)
    let text = prompt.messages.map(\.content).joined(separator: "\n")
    for part in ["tea", "Be brief", "Ask {count}.", "another situation", "\"examples\""] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
