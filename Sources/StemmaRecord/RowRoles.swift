/// A row's fields by what they are for, found by their names.
public struct RowRoles: Sendable {
  public enum Kind: Sendable {
    /// Messages, under whatever names.
    case conversation
    /// A question with its answer.
    case pair
    /// A text with its label.
    case label
    /// A text of a kind, which answers nothing.
    case text
    /// A prompt with a chosen and a rejected answer.
    case preference
    /// None of these.
    case other
  }

  /// Who speaks, as ShareGPT calls them.
  private static let speakers = [
    "assistant": "assistant", "bot": "assistant", "chatgpt": "assistant", "gpt": "assistant",
    "human": "user", "system": "system", "user": "user",
  ]

  public let kind: Kind
  /// Of a conversation; of all others what a trainer would be given. Empty where there is none.
  public let turns: [Message]
  /// What is asked, without the input it is asked of.
  public let question: String?
  public let input: String
  /// Of a preference the chosen one, then the rejected.
  public let answers: [String]
  /// Whether the question is a document that the answer sums up: it may be summed up more than once.
  public let isSummary: Bool
  /// Which turn, from 0, has no role or no content; nil where all have.
  public let brokenTurn: Int?

  public init(_ row: JSONObject) {
    if let list = row["messages"]?.array {
      self.init(
        conversation: list.map { ($0["role"]?.string, $0["content"]?.string) }, under: row["system"]
      )
    } else if let list = row["conversations"]?.array {
      self.init(
        conversation: list.map { turn in
          (turn["from"]?.string.map { Self.speakers[$0] ?? $0 }, turn["value"]?.string)
        }, under: row["system"])
    } else if let prompt = Self.messages(row["prompt"], by: "user"),
      let chosen = Self.messages(row["chosen"], by: "assistant"),
      let rejected = Self.messages(row["rejected"], by: "assistant")
    {
      self.init(
        .preference, turns: prompt + chosen, question: Self.last("user", of: prompt),
        answers: [chosen, rejected].map { Self.last("assistant", of: $0) ?? "" })
    } else {
      self.init(fields: row)
    }
  }

  /// A question that is told as such, with the input it is asked of, and its answer.
  public init(
    asking question: String, of input: String = "", answering answer: String,
    under system: String? = nil
  ) {
    let whole = input.isEmpty ? question : "\(question)\n\n\(input)"
    self.init(
      .pair, turns: Self.turns(whole, answer, under: system), question: question, input: input,
      answers: [answer])
  }

  private init(
    _ kind: Kind, turns: [Message], question: String?, input: String = "", answers: [String],
    isSummary: Bool = false, brokenTurn: Int? = nil
  ) {
    self.kind = kind
    self.turns = turns
    self.question = question
    self.input = input
    self.answers = answers
    self.isSummary = isSummary
    self.brokenTurn = brokenTurn
  }

  /// - Parameter system: a prompt beside the conversation; one within it goes before.
  private init(conversation: [(role: String?, content: String?)], under system: JSONValue?) {
    var turns = conversation.compactMap { role, content in
      role.flatMap { role in content.map { Message(role: role, content: $0) } }
    }
    if let system = system?.string, !system.isEmpty, turns.first?.isSystem != true {
      turns.insert(Message(role: "system", content: system), at: 0)
    }
    self.init(
      .conversation, turns: turns, question: turns.first { $0.role == "user" }?.content,
      answers: turns.filter { $0.role == "assistant" }.map(\.content),
      brokenTurn: conversation.firstIndex { $0.role == nil || $0.content == nil })
  }

  private init(fields row: JSONObject) {
    let system = row["system"]?.string
    if let asked = RowFields.asking.first(where: { row[$0]?.string != nil }),
      let question = row[asked]?.string, let answer = row.text(under: RowFields.answering)
    {
      let input = asked == "input" ? "" : row["input"]?.string ?? ""
      self.init(asking: question, of: input, answering: answer, under: system)
    } else if let document = row["document"]?.string, let summary = row["summary"]?.string {
      self.init(
        .pair, turns: Self.turns(document, summary, under: system), question: document,
        answers: [summary], isSummary: true)
    } else if let text = row["text"]?.string, let label = row["label"]?.string {
      self.init(
        .label, turns: Self.turns(text, label, under: system), question: text, answers: [label])
    } else if let text = row["text"]?.string, row["document_type"]?.string != nil {
      self.init(.text, turns: [], question: nil, answers: [text])
    } else {
      self.init(.other, turns: [], question: nil, answers: [])
    }
  }

  /// The same with other turns in the places of its own.
  public func saying(_ turns: [Message]) -> RowRoles {
    RowRoles(
      kind, turns: turns, question: question, input: input,
      answers: turns.filter { $0.role == "assistant" }.map(\.content), isSummary: isSummary,
      brokenTurn: brokenTurn)
  }

  private static func turns(
    _ question: String, _ answer: String, under system: String?
  ) -> [Message] {
    (system.map { [Message(role: "system", content: $0)] } ?? []) + [
      Message(role: "user", content: question), Message(role: "assistant", content: answer),
    ]
  }

  /// A text by whoever speaks, or a list of messages.
  ///
  /// - Returns: nil where it is neither.
  public static func messages(_ value: JSONValue?, by role: String) -> [Message]? {
    if let text = value?.string { return [Message(role: role, content: text)] }
    return Message.turns(value)
  }

  private static func last(_ role: String, of turns: [Message]) -> String? {
    turns.last { $0.role == role }?.content
  }
}
