/// What texts and conversations are to be about and like, as a manifest has it.
public struct Outline: Hashable, Sendable {
  /// The fields of a manifest that make it.
  public enum Field: String, CaseIterable, Hashable, Sendable {
    case documentTypes = "document_types"
    case topics, personas
    case systemPrompts = "system_prompts"
    case turns
  }

  /// What the input is called where topics are all that there is to go by.
  public static let input = "topics"
  /// How many questions a conversation has where the manifest is silent.
  public static let standardTurns = 2...4
  /// 1...20 may be asked for.
  public static let turnRange = 1...20

  /// Kinds of texts, such as `FAQ`; empty for a task that has none.
  public var documentTypes: [String] = []
  /// In the order in which they take their turns; empty where documents say what there is.
  public var topics: [Topic] = []
  /// Who asks in conversations.
  public var personas: [String] = []
  /// What conversations begin with; empty where they have no system's turn.
  public var systemPrompts: [WeightedText] = []
  /// How many questions with their answers a conversation has; nil for the standard.
  public var turns: ClosedRange<Int>?

  public init() {}

  /// What a manifest has of a field.
  ///
  /// - Returns: nil where it says nothing of it.
  public subscript(field: Field) -> JSONValue? {
    switch field {
    case .documentTypes: documentTypes.isEmpty ? nil : .texts(documentTypes)
    case .topics: topics.isEmpty ? nil : Topic.json(topics)
    case .personas: personas.isEmpty ? nil : .texts(personas)
    case .systemPrompts: systemPrompts.isEmpty ? nil : WeightedText.json(systemPrompts)
    case .turns:
      turns.map { ["max": .integer($0.upperBound), "min": .integer($0.lowerBound)] }
    }
  }

  /// As a version's *what* has it, among other fields.
  public init(what: JSONValue) {
    func texts(_ field: Field) -> [String] {
      what[field.rawValue]?.texts ?? []
    }
    documentTypes = texts(.documentTypes)
    topics = what[Field.topics.rawValue].map(Topic.list) ?? []
    personas = texts(.personas)
    systemPrompts = what[Field.systemPrompts.rawValue].map(WeightedText.list) ?? []
    if let range = what[Field.turns.rawValue], let least = range["min"]?.integer,
      let most = range["max"]?.integer, least <= most
    {
      turns = least...most
    }
  }
}

/// What texts are about.
public struct Topic: Hashable, Sendable {
  public let name: String
  /// Its parts, of which each record has one; empty where it has none.
  public let subtopics: [String]

  public init(name: String, subtopics: [String] = []) {
    self.name = name
    self.subtopics = subtopics
  }

  /// A list of names; where one has subtopics, an object of lists.
  static func json(_ topics: [Topic]) -> JSONValue {
    guard topics.contains(where: { !$0.subtopics.isEmpty }) else {
      return .array(topics.map { .string($0.name) })
    }
    var object = JSONObject()
    for topic in topics { object[topic.name] = .texts(topic.subtopics) }
    return .object(object)
  }

  static func list(_ json: JSONValue) -> [Topic] {
    if let names = json.array { return names.compactMap(\.string).map { Topic(name: $0) } }
    return (json.object?.members ?? []).map { name, subtopics in
      Topic(name: name, subtopics: subtopics.texts ?? [])
    }
  }
}

/// One of several texts, and how often it is taken beside the others.
public struct WeightedText: Hashable, Sendable {
  public static let weights = 1...1_000

  public let text: String
  /// 1...1000.
  public let weight: Int

  public init(text: String, weight: Int = 1) {
    self.text = text
    self.weight = weight
  }

  /// The place of one, drawn by weight; nothing is drawn where there is only one.
  ///
  /// - Parameter texts: at least one.
  public static func drawn(from texts: [WeightedText], _ draws: inout Draws) -> Int {
    guard texts.count > 1 else { return 0 }
    var rest = Int(draws.below(UInt64(texts.reduce(0) { $0 + $1.weight })))
    for (place, text) in texts.enumerated() {
      rest -= text.weight
      if rest < 0 { return place }
    }
    preconditionFailure("what is drawn is below the sum of the weights")
  }

  /// An object of texts and their weights.
  public static func json(_ texts: [WeightedText]) -> JSONValue {
    var object = JSONObject()
    for text in texts { object[text.text] = .integer(text.weight) }
    return .object(object)
  }

  static func list(_ json: JSONValue) -> [WeightedText] {
    (json.object?.members ?? []).compactMap { text, weight in
      weight.integer.map { WeightedText(text: text, weight: $0) }
    }
  }
}
