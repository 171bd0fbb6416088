/// The question for one or more consecutive slots of one item, rendered for a teacher.
public struct Prompt: Sendable {
  public let key: PromptKey
  public let messages: [Message]
  public let sampling: Sampling
  /// The JSON Schema the answer should follow; nil where the task asks for free text.
  public let schema: JSONValue?
  /// The structured context the messages were rendered from.
  public let context: PromptContext
  /// Texts that might follow the messages: wanted is how probable each is (`LogProbabilities`), and no
  /// answer. Empty for all other prompts.
  public let continuations: [String]

  public init(
    key: PromptKey, messages: [Message], sampling: Sampling, schema: JSONValue?,
    context: PromptContext, continuations: [String] = []
  ) {
    self.continuations = continuations
    self.key = key
    self.messages = messages
    self.sampling = sampling
    self.schema = schema
    self.context = context
  }

  /// The prompt as an object of the store: what was, or would have been, put before a model.
  public var json: JSONValue {
    var object: JSONObject = [
      "messages": JSONValue(messages: messages),
      "sampling": .object(sampling.json),
    ]
    object["schema"] = schema
    return .object(object)
  }
}

/// Where a prompt belongs, and with it the draws it may use.
public struct PromptKey: Hashable, Sendable {
  public let item: ItemKey
  /// The ordinals, within the item, of the slots asked for; not empty.
  public let slots: Range<Int>
  /// Which of several candidates for these slots, from 0.
  public let candidate: Int
  /// Which new question after a rejection, from 0.
  public let attempt: Int

  public init(item: ItemKey, slots: Range<Int>, candidate: Int = 0, attempt: Int = 0) {
    self.item = item
    self.slots = slots
    self.candidate = candidate
    self.attempt = attempt
  }
}

/// One turn of a prompt, or of a conversation to train on.
public struct Message: Hashable, Sendable {
  /// `system`, `user` or `assistant`.
  public let role: String
  public let content: String

  public init(role: String, content: String) {
    self.role = role
    self.content = content
  }

  /// Whether it tells the assistant how to be, under the older name or the newer one.
  public var isSystem: Bool { role == "system" || role == "developer" }

  /// A list of turns, as rows have it.
  ///
  /// - Returns: nil where it is none, and where a turn has no role or no content.
  public static func turns(_ value: JSONValue?) -> [Message]? {
    guard let list = value?.array, !list.isEmpty else { return nil }
    let turns = list.compactMap { turn -> Message? in
      guard let role = turn["role"]?.string, let content = turn["content"]?.string else {
        return nil
      }
      return Message(role: role, content: content)
    }
    return turns.count == list.count ? turns : nil
  }
}

extension JSONValue {
  /// Turns, each with its role and content.
  public init(messages turns: [Message]) {
    self = .array(turns.map { ["content": .string($0.content), "role": .string($0.role)] })
  }
}

/// What a prompt is about, as values instead of prose: the embedded teacher works from it.
public struct PromptContext: Sendable {
  /// The task's name, such as `qa`.
  public let task: String
  public let subject: Subject
  /// The task's way of asking, such as `extraction`.
  public let strategy: String
  public let domain: String?
  public let constraints: [String]
  /// The values of the manifest's mix that the rows are to have.
  public let mix: Expansion
  /// What is to be judged, or to be gone on with; empty for all other prompts.
  public let rows: [JSONObject]
  /// Whom the prompt is put to.
  public let role: Role
  /// What the record is to be like besides; nil for tasks that draw nothing.
  public let assignment: Assignment?
  /// What is to be written of each row, by name; empty where the task alone says it.
  public let outputs: [String]

  /// The task of a judge.
  public static let judging = Role.judge.rawValue
  /// The task of whoever says how probable rows are.
  public static let weighing = Role.sway.rawValue

  /// - Parameter role: whom a prompt is put to that is about no rating.
  public init(
    task: String, subject: Subject, strategy: String, domain: String?, constraints: [String],
    mix: Expansion = .none, rows: [JSONObject] = [], role: Role = .teacher,
    assignment: Assignment? = nil, outputs: [String] = []
  ) {
    self.assignment = assignment
    self.mix = mix
    self.rows = rows
    self.outputs = outputs
    self.role =
      switch task {
      case Self.judging: .judge
      case Self.weighing: .sway
      default: role
      }
    self.task = task
    self.subject = subject
    self.strategy = strategy
    self.domain = domain
    self.constraints = constraints
  }
  public init(
    task: String, section: Section, strategy: String, domain: String?, constraints: [String]
  ) {
    self.init(
      task: task, subject: .section(section), strategy: strategy, domain: domain,
      constraints: constraints)
  }
}
