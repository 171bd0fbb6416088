public import StemmaRecord

/// How prompts are worded: texts with placeholders.
///
/// Either there is one wording, of the prompt for whole records, or there is one for each role in which
/// parts of them are made. Two templates are equal where their texts are, byte by byte.
public struct Template: Sendable {
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

  /// How many prompts there are to choose from: the most that one role has.
  public var promptCount: Int {
    (roles.values.map(\.userPrompts.count) + [whole?.userPrompts.count ?? 1]).max() ?? 1
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
  ///   - manifest: whose prompts it is to word: how many records are wanted must have its place, and
  ///     `{{name}}` must be of what is expanded, where something is. Nil where that is of no interest.
  /// - Throws: every problem at once, in order of position; codes begin with `template.`.
  public static func read(
    _ bytes: [UInt8], file: String, for manifest: Manifest? = nil
  ) throws(ManifestError) -> Template {
    var reader = TemplateReader(bytes, file: file, for: manifest)
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

  /// All that its messages say, each with its placeholders.
  public var texts: [String] {
    ([whole].compactMap(\.self) + roles.values).flatMap { wording in
      wording.systemPrompts.map(\.text) + wording.userPrompts
    }
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
