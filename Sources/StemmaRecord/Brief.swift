/// What records are to be like besides what a passage says, such as texts of a class.
public struct Brief: Hashable, Sendable {
  /// What the input is called where classes are all that there is to go by.
  public static let input = "classes"
  /// What inputs are called that no file is: no document may have one of these names.
  public static let reservedInputs = [input, Outline.input]

  /// What tells it apart from others of its dataset: the class's name.
  public let name: String
  /// The same in words.
  public let description: String
  /// The words by which passages were found for it; empty where they were told otherwise. Only the embedded
  /// teacher looks at them.
  public let words: [String]
  /// What its records have of it as fields of their own, by their names: texts.
  public let fields: JSONObject

  public init(
    name: String, description: String, words: [String] = [], fields: JSONObject = [:]
  ) {
    self.fields = fields
    self.name = name
    self.description = description
    self.words = words
  }
}

/// A class that texts belong to, as a manifest has it.
public struct ClassLabel: Hashable, Sendable {
  public let name: String
  public let description: String
  /// Its share of the records, beside the other classes'; 1...1000.
  public let weight: Int
  /// Names of inputs, and headings, under which all is of this class; empty where its description decides.
  public let sources: [String]

  public init(name: String, description: String, weight: Int = 1, sources: [String] = []) {
    self.name = name
    self.description = description
    self.weight = weight
    self.sources = sources
  }

  /// As a manifest has it, without what is at its default.
  public var json: JSONValue {
    var object: JSONObject = ["description": .string(description), "name": .string(name)]
    if weight != 1 { object["weight"] = .integer(weight) }
    if !sources.isEmpty { object["from"] = .texts(sources) }
    return .object(object)
  }

  /// - Returns: nil for what is none.
  public init?(json: JSONValue) {
    guard let name = json["name"]?.string, let description = json["description"]?.string else {
      return nil
    }
    self.init(
      name: name, description: description, weight: json["weight"]?.integer ?? 1,
      sources: json["from"]?.texts ?? [])
  }
}
