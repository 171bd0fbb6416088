public import StemmaRecord

/// Prompts about a passage, each with an answer that is to be preferred and one that is not: rows of
/// `prompt`, `chosen` and `rejected`, of the points that a judge gave the two, and of `original_prompt`
/// where prompts were made harder.
public struct PreferenceTask: TaskDefinition {
  public init() {}

  public let entry = TaskEntry(
    name: "preference", summary: "prompts with a preferred and a rejected answer each",
    strategies: ["extraction", "expansion", "both"],
    roles: [.question, .evolve, .chosen, .rejected])
  public let revision = 1
  public let list = "preferences"
  public let tokensPerRow: Int? = 200
  public let answersPerRow = 2
  public let tellsFlaw = true

  public let rowSchema: JSONValue = .row(
    of: ["prompt", "chosen", "rejected"],
    ["chosen_score": points, original: .someText, "rejected_score": points])

  private static let points: JSONValue = ["maximum": 10, "minimum": 0, "type": "integer"]

  public var template: JSONValue {
    [
      "name": "preference-default",
      "systemPrompt": """
      You write examples for teaching an assistant which of two answers is the better one. Every \
      prompt must make sense to a reader who does not see the passage.
      """,
      "userPrompt": .string(
        PassageWording.passage + """


          Write {count} prompts that the passage answers. Give each a chosen answer, which is right, \
          complete and follows from the passage alone, and a rejected answer, which sounds as good and \
          is worse: \(Self.worse). Answer with JSON that follows this schema and with nothing else:
          {output_schema}
          """),
    ]
  }

  /// In what ways an answer may be the worse one.
  private static let worse = "it leaves out what matters, or answers another question"

  /// Teachers share the work where one is named that answers, or that makes prompts harder.
  public func steps(naming roles: Set<Role>) -> [TaskStep] {
    guard !roles.isDisjoint(with: [.evolve, .chosen, .rejected]) else { return [] }
    return [Self.prompting] + (roles.contains(.evolve) ? [Self.evolving] : [])
      + [Self.choosing, Self.rejecting]
  }

  private static let prompting = TaskStep(
    role: .question, list: "prompts", fields: ["prompt"],
    systemPrompt: """
      You write prompts as people give them to an assistant. Every prompt must make sense to a reader \
      who does not see the passage, and the passage alone must be enough to answer it.
      """,
    userPrompt: PassageWording.asking(for: "prompts"))

  private static let evolving = TaskStep(
    role: .evolve, list: "prompts", fields: ["prompt"], shown: ["prompt"],
    systemPrompt: """
      You make prompts harder that people give to an assistant. A prompt still asks what it asked, and \
      wants more of the answer: a form, a limit, a reason, something to take into account. The passage \
      alone must still be enough to answer it, and it must make sense to a reader who does not see the \
      passage.
      """,
    userPrompt: PassageWording.passage + """


      Prompts:
      {rows}

      Rewrite all {count} of them, each under its id and in another way than the others. Answer with JSON \
      that follows this schema and with nothing else:
      {output_schema}
      """, keeping: ["prompt": original])

  private static let choosing = TaskStep(
    role: .chosen, list: "answers", fields: ["chosen"], shown: ["prompt"],
    systemPrompt: """
      You answer prompts as the best of assistants would: right, complete and to the point. Every \
      answer must follow from the passage alone, and make sense to a reader who does not see it.
      """,
    userPrompt: PassageWording.answering("Prompts"))

  private static let rejecting = TaskStep(
    role: .rejected, list: "answers", fields: ["rejected"], shown: ["prompt"],
    systemPrompt: """
      You answer prompts as an assistant would that has not read with care: what you write sounds \
      good, but \(worse). Never say that it is so.
      """,
    userPrompt: PassageWording.answering("Prompts"), tellsFlaw: true)

  public func instruction(for strategy: String) -> String {
    PassageWording.aim(of: strategy)
  }

  public func instruction(for strategy: String, as role: Role) -> String {
    switch (role, strategy) {
    case (.question, _), (.evolve, _): instruction(for: strategy)
    case (_, "extraction"): "Keep to the passage's own words."
    default: "Put it in your own words."
    }
  }

  /// With `both`, the larger half goes to extraction.
  public func shares(
    of quota: Int, strategy: String, turn: Int
  ) -> [(strategy: String, slots: Int)] {
    QuestionAnswering.halves(of: quota, strategy: strategy)
  }

  public func read(_ answer: String) -> AnswerReading {
    let reading = AnswerReader(list: list, row: rowSchema).read(answer)
    guard case .rows(let rows) = reading,
      let fault = Self.addition(to: rows)
    else { return reading }
    return .unparsable(fault)
  }

  /// What whole rows have that stemma alone puts into them; nil where they have nothing of it.
  private static func addition(to rows: [JSONObject]) -> String? {
    func has(_ name: String) -> Bool { rows.contains { $0[name] != nil } }
    if has("chosen_score") || has("rejected_score") {
      return "it gives points, which are a judge's business"
    }
    return has(original) ? "it gives `\(original)`, and no prompt was made harder" : nil
  }

  /// Under what name a row keeps the prompt that was made harder.
  private static let original = "original_prompt"

  public func fault(in row: JSONObject, of subject: Subject) -> String? {
    guard let first = row[Self.original]?.string, let last = row["prompt"]?.string,
      first.hasSameBytes(as: last)
    else { return nil }
    return "its prompt is the one that was to be made harder"
  }
}
