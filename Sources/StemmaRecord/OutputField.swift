/// A column that a teacher is to write for each row, as a manifest names it.
public struct OutputField: Hashable, Sendable {
  /// `[A-Za-z_][A-Za-z0-9_-]{0,63}`, and not `id`.
  public let name: String
  /// What is to stand in it; nil where the name and the prompt say it.
  public let description: String?

  public init(name: String, description: String? = nil) {
    self.name = name
    self.description = description
  }

  /// As a manifest has it, without what is at its default.
  public var json: JSONValue {
    guard let description else { return .string(name) }
    return ["description": .string(description), "name": .string(name)]
  }

  /// - Returns: nil for what is none.
  public init?(json: JSONValue) {
    guard let name = json.string ?? json["name"]?.string else { return nil }
    self.init(name: name, description: json["description"]?.string)
  }
}
