public import StemmaRecord

/// How prompts are worded: texts with placeholders.
///
/// Either there is one wording, of the prompt for whole records, or there is one for each role in which
/// parts of them are made. Two templates are equal where their texts are, byte by byte.
public struct Template: Sendable {
  /// One prompt's wording.
  public struct Wording: Sendable {
    /// Nil where there is no system message.
    public let systemPrompt: String?
    public let userPrompt: String
    /// What `{output_schema}` says instead of the task's own schema; a schema given as an object is
    /// here as canonical JSON.
    public let defaultOutputSchema: String?

    private let system: TemplateText?
    private let user: TemplateText

    /// Takes texts that were checked: a `{name}` that is no placeholder would vanish.
    init(systemPrompt: String?, userPrompt: String, defaultOutputSchema: String?) {
      self.systemPrompt = systemPrompt
      self.userPrompt = userPrompt
      self.defaultOutputSchema = defaultOutputSchema
      system = systemPrompt.map(TemplateText.init)
      user = TemplateText(userPrompt)
    }

    /// Whether it leaves a place for something.
    func has(_ placeholder: Placeholder) -> Bool {
      let texts = [system, user].compactMap(\.self)
      return texts.contains { $0.pieces.contains(.placeholder(placeholder)) }
    }

    /// Fills the placeholders in one pass: what is put in is never expanded again.
    ///
    /// - Parameter values: a placeholder without a value is filled with nothing.
    /// - Returns: the system's message, where there is one, and the user's.
    public func render(_ values: [Placeholder: String]) -> [Message] {
      var messages: [Message] = []
      if let system { messages.append(Message(role: "system", content: system.filled(values))) }
      messages.append(Message(role: "user", content: user.filled(values)))
      return messages
    }

    var json: JSONObject {
      var object: JSONObject = ["userPrompt": .string(userPrompt)]
      object["systemPrompt"] = systemPrompt.map { .string($0) }
      object["defaultOutputSchema"] = defaultOutputSchema.map { .string($0) }
      return object
    }
  }

  /// 1...200 scalars.
  public let name: String
  /// Nil where each role has its own.
  public let whole: Wording?
  /// Empty where there is one wording for whole records.
  public let roles: [Role: Wording]

  init(name: String, whole: Wording?, roles: [Role: Wording] = [:]) {
    self.name = name
    self.whole = whole
    self.roles = roles
  }

  /// Of whole records, from texts that were checked.
  init(name: String, systemPrompt: String?, userPrompt: String, defaultOutputSchema: String?) {
    self.init(
      name: name,
      whole: Wording(
        systemPrompt: systemPrompt, userPrompt: userPrompt,
        defaultOutputSchema: defaultOutputSchema))
  }

  /// Reads a template file: a JSON object of `name` and either `userPrompt`, with `systemPrompt` and
  /// `defaultOutputSchema` where wanted, or `roles` with the same under each role.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, at most 1 MiB.
  ///   - file: what problems call the file.
  /// - Throws: every problem at once, in order of position; codes begin with `template.`.
  public static func read(
    _ bytes: [UInt8], file: String
  ) throws(ManifestError) -> Template {
    var reader = TemplateReader(bytes, file: file)
    guard let template = reader.template(), reader.problems.isEmpty else {
      throw ManifestError(reader.problems.sorted)
    }
    return template
  }

  /// The template in a file's form, for the store.
  public var json: JSONValue {
    var object = whole?.json ?? JSONObject()
    object["name"] = .string(name)
    if !roles.isEmpty {
      var all = JSONObject()
      for (role, wording) in roles { all[role.rawValue] = .object(wording.json) }
      object["roles"] = .object(all)
    }
    return .object(object)
  }

  /// - Returns: nil for what `read` would refuse.
  public init?(json: JSONValue) {
    guard let read = try? Template.read(CanonicalJSON.bytes(json), file: "") else { return nil }
    self = read
  }

  /// The template's identity: of its canonical JSON.
  public var id: ObjectID { ObjectID(of: .template, CanonicalJSON.bytes(json)) }

  /// As `Wording.render`, of the prompt for whole records.
  public func render(_ values: [Placeholder: String]) -> [Message] {
    whole?.render(values) ?? []
  }
}

extension Template: Hashable {
  public static func == (left: Template, right: Template) -> Bool { left.json == right.json }

  public func hash(into hasher: inout Hasher) { hasher.combine(json) }
}
