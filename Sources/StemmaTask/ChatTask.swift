public import StemmaRecord

/// Conversations of several turns: rows of `messages`, `topic`, and of `subtopic`, `persona` and `domain`
/// where a manifest names some.
///
/// Who asks, how many questions there are and what a conversation begins with are drawn from the seed for
/// each slot; how many there are goes by the mix, where that has an axis `turns`. No teacher writes the
/// system's turn.
public struct ChatTask: TaskDefinition {
  public init() {}

  public let entry = TaskEntry(
    name: "chat", summary: "conversations of several turns", strategies: ["section", "document"],
    needsInput: false, outline: [.topics, .personas, .systemPrompts, .turns])
  public let revision = 2
  public let list = "conversations"
  public let tokensPerRow: Int? = 800
  public let rowsPerPrompt: Int? = 1
  public let given = ["topic", "subtopic", "persona", "domain"]

  private static func turns(_ roles: [String], least: Int, most: Int) -> JSONValue {
    [
      "items": .row(
        of: ["role", "content"],
        ["role": ["enum": .texts(roles), "type": "string"]]),
      "maxItems": .integer(most), "minItems": .integer(least), "type": "array",
    ]
  }

  public let rowSchema: JSONValue = .row(
    of: ["messages", "topic"],
    [
      "domain": .someText,
      "messages": turns(
        ["system", "user", "assistant"], least: 2, most: 2 * Outline.turnRange.upperBound + 1),
      "persona": .someText, "subtopic": .someText,
    ])

  public let template: JSONValue = [
    "name": "chat-default",
    "systemPrompt": """
    You write conversations between a user and an assistant, for training the assistant. The user speaks as \
    people do, and each question but the first takes up what was said before. The assistant answers each in \
    full and rightly. Where a persona is named, the user is that person, without saying so at every turn. Where \
    a system prompt is named, the assistant keeps to it.
    """,
    "userPrompt": .string(
      """
      Domain: {domain}
      Topic: {{topic}}
      Constraints: {constraints}

      {strategy} Where there is more here than the topic's name, ask of it, and keep to what it says:
      {section}

      Write {count} conversation in which the user asks {{turns}} times and the assistant answers each time: \
      `messages`, of `user` and `assistant` in turn. Answer with JSON that follows this schema and with \
      nothing else:
      {output_schema}
      """),
  ]

  public func instruction(for strategy: String) -> String {
    PassageWording.ground(of: strategy)
  }

  /// Topics, with the chapters or documents that are about them.
  public func subjects(of read: [Subject], _ settings: TaskSettings) -> [Subject] {
    TopicPassages.subjects(of: read, settings)
  }

  /// How many questions a conversation has, by its value of a mix's axis `turns`.
  ///
  /// - Returns: the outline's range for a value of the user's own, and for none.
  private static func turns(_ value: String?, _ outline: Outline) -> ClosedRange<Int> {
    let range = outline.turns ?? Outline.standardTurns
    switch value {
    case "single"?: return 1...1
    case "multi"?: return max(2, range.lowerBound)...max(2, range.upperBound)
    default:
      let number = Outline.turnRange.first { "\($0)" == value }
      return number.map { $0...$0 } ?? range
    }
  }

  public func assignment(
    item: ItemKey, slot: Int, mix: Expansion, _ settings: TaskSettings
  ) -> Assignment? {
    let outline = settings.outline
    // One for each thing that is drawn, so that none hangs on how many there are of another.
    func draws(_ thing: String) -> Draws {
      Draws(
        seed: settings.seed,
        item: ItemKey(["draw": .string(thing), "item": .string(item.digest.hex)]), slot: slot)
    }
    let range = Self.turns(mix["turns"], outline)
    let ranges = settings.mixedTurns.map { Self.turns($0, outline) }
    var own = draws("turns")
    let turns = range.lowerBound + Int(own.below(UInt64(range.count)))
    own = draws("persona")
    let persona =
      outline.personas.isEmpty
      ? nil : outline.personas[Int(own.below(UInt64(outline.personas.count)))]
    own = draws("system-prompt")
    let system =
      outline.systemPrompts.isEmpty
      ? nil : outline.systemPrompts[WeightedText.drawn(from: outline.systemPrompts, &own)].text
    return Assignment(
      persona: persona, systemPrompt: system, domain: settings.domain,
      turns: (settings.mayFallShort ? range.lowerBound : turns)...turns,
      mostTurns: ranges.map(\.upperBound).max() ?? range.upperBound)
  }

  public func shown(_ subject: Subject, _ assignment: Assignment?) -> [String: String] {
    var shown = subject.briefTexts
    guard let assignment else { return shown }
    shown["persona"] = assignment.persona
    shown["system_prompt"] = assignment.systemPrompt
    let turns = assignment.turns
    shown["turns"] =
      turns.count == 1 ? "\(turns.upperBound)" : "\(turns.lowerBound) to \(turns.upperBound)"
    return shown
  }

  public func narrowed(_ fields: JSONObject, to assignment: Assignment) -> JSONObject {
    var fields = fields
    fields["messages"] = Self.turns(
      ["user", "assistant"], least: 2 * assignment.turns.lowerBound,
      most: 2 * assignment.turns.upperBound)
    return fields
  }

  public func given(by subject: Subject) -> JSONObject { subject.section?.brief?.fields ?? [:] }

  public func completed(
    _ row: JSONObject, of subject: Subject, _ assignment: Assignment?
  ) -> JSONObject {
    var fields = given(by: subject)
    fields["persona"] = assignment?.persona.map { .string($0) }
    fields["domain"] = assignment?.domain.map { .string($0) }
    var row = replaced(row, with: fields)
    if let system = assignment?.systemPrompt, let turns = row["messages"]?.array {
      let first = JSONValue(messages: [Message(role: "system", content: system)])
      row["messages"] = .array((first.array ?? []) + turns)
    }
    return row
  }

  /// Whose turn it is, and how often the user asks.
  public func fault(
    in row: JSONObject, of subject: Subject, _ assignment: Assignment?
  ) -> String? {
    guard let turns = Message.turns(row["messages"]) else {
      return "its `messages` are no turns of `role` and `content`"
    }
    if let problem = TurnOrder.problem(of: turns) { return problem.words }
    guard let assignment else { return nil }
    if assignment.systemPrompt == nil, turns[0].role != "user" {
      return "it has a system's turn, for which nobody asked"
    }
    let count = turns.count { $0.role == "user" }
    let wanted = assignment.turns
    guard !wanted.contains(count) else { return nil }
    return
      "the user asks \(count) times, where \(shown(subject, assignment)["turns"] ?? "") were wanted"
  }
}
