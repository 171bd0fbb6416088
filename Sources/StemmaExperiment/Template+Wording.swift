public import StemmaRecord

extension Template {
  /// One prompt's wording, in one way or several.
  public struct Wording: Sendable {
    /// Empty where there is no system message.
    public let systemPrompts: [WeightedText]
    /// At least one.
    public let userPrompts: [String]
    /// What `{output_schema}` says instead of the task's own; a schema given as an object is
    /// here as canonical JSON.
    public let defaultOutputSchema: String?

    private let systems: [TemplateText]
    private let users: [TemplateText]

    /// Takes texts that were checked: a `{name}` that is no placeholder would vanish.
    init(
      systemPrompts: [WeightedText], userPrompts: [String], defaultOutputSchema: String?
    ) {
      self.systemPrompts = systemPrompts
      self.userPrompts = userPrompts
      self.defaultOutputSchema = defaultOutputSchema
      systems = systemPrompts.map { TemplateText($0.text) }
      users = userPrompts.map(TemplateText.init)
    }

    /// One system's message at most, and one user's.
    init(systemPrompt: String?, userPrompt: String, defaultOutputSchema: String?) {
      self.init(
        systemPrompts: systemPrompt.map { [WeightedText(text: $0)] } ?? [],
        userPrompts: [userPrompt], defaultOutputSchema: defaultOutputSchema)
    }

    /// The first of the user's messages.
    public var userPrompt: String { userPrompts[0] }

    /// Whether each of the user's messages, or each of the system's, leaves a place for something.
    func has(_ placeholder: Placeholder) -> Bool {
      [users, systems].contains { texts in
        !texts.isEmpty
          && texts.allSatisfy { $0.pieces.contains(.placeholder(placeholder)) }
      }
    }

    /// The columns that its messages name, each once.
    var columns: [String] {
      var found: [String] = []
      for name in (systems + users).flatMap(\.columns)
      where !found.contains(where: { $0.hasSameBytes(as: name) }) {
        found.append(name)
      }
      return found
    }

    /// Whether each of the user's messages, or each of the system's, shows something of a row.
    var showsRow: Bool {
      [users, systems].contains { texts in
        !texts.isEmpty
          && texts.allSatisfy {
            !$0.columns.isEmpty || $0.pieces.contains(.placeholder(.row))
          }
      }
    }

    /// Fills the placeholders in one pass: what is put in is never expanded again.
    ///
    /// - Parameters:
    ///   - values: a placeholder without a value is filled with nothing; `mix` stands at the user's end
    ///     where no text has a place for it.
    ///   - expansion: what is put for `{{name}}`; what no text asks for stands at the user's end, a line
    ///     each, where it says anything.
    ///   - row: what is put for `{row.name}`; nil where these are text.
    ///   - prompt: which of several, from 0; counted round.
    ///   - draws: which of several system's messages is taken.
    /// - Returns: the system's message, where there is one, and the user's.
    public func render(
      _ values: [Placeholder: String], _ expansion: [String: String] = [:], row: SourceRow? = nil,
      prompt: Int = 0,
      draws: (() -> Draws)? = nil
    ) -> [Message] {
      let user = users[prompt % users.count]
      let system = systems.isEmpty ? nil : systems[drawn(draws)]
      var messages: [Message] = []
      if let system {
        messages.append(
          Message(role: "system", content: system.filled(values, expansion, row: row)))
      }
      let texts = [system, user].compactMap(\.self)
      let said = texts.flatMap { $0.expanded.map(\.name) }
      messages.append(
        Message(
          role: "user",
          content: user.filled(values, expansion, row: row)
            + Self.unsaid(expansion, besides: Set(said)) + Self.unsaid(mix: values[.mix], by: texts)
        ))
      return messages
    }

    /// A mix is part of every prompt, whether or not a text has a place for it.
    private static func unsaid(mix: String?, by texts: [TemplateText]) -> String {
      guard let mix, !texts.contains(where: { $0.pieces.contains(.placeholder(.mix)) }) else {
        return ""
      }
      return "\n\n" + mix
    }

    /// The place of a system's message, drawn by weight.
    private func drawn(_ draws: (() -> Draws)?) -> Int {
      guard var draws = draws?() else { return 0 }
      return WeightedText.drawn(from: systemPrompts, &draws)
    }

    /// A language's code says nothing that its name does not.
    private static func unsaid(
      _ expansion: [String: String], besides said: Set<String>
    ) -> String {
      let lines = expansion.filter { name, value in
        !said.contains(name) && name != "language_code" && !value.isEmpty
          && !(name == Expand.language && said.contains("language_code"))
      }.sorted { $0.key.precedesByBytes($1.key) }.map { name, value in
        let words = name.replacing("_", with: " ")
        return "\n\(words.prefix(1).uppercased())\(words.dropFirst()): \(value)"
      }
      return lines.isEmpty ? "" : "\n" + lines.joined()
    }

    var json: JSONObject {
      var object = JSONObject()
      object["userPrompt"] =
        userPrompts.count == 1
        ? .string(userPrompt) : .texts(userPrompts)
      if systemPrompts.count > 1 {
        object["systemPrompt"] = WeightedText.json(systemPrompts)
      } else {
        object["systemPrompt"] = systemPrompts.first.map { .string($0.text) }
      }
      object["defaultOutputSchema"] = defaultOutputSchema.map { .string($0) }
      return object
    }
  }
}
