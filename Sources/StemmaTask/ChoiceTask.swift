public import StemmaRecord
import StemmaText

/// Questions with one right answer and three wrong ones: rows of `question`, `correct_answer`,
/// `incorrect_answers` and `source`, the passage's own words that bear the right one out.
public struct ChoiceTask: TaskDefinition {
  public init() {}

  public let entry = TaskEntry(
    name: "mcq", summary: "questions with one right answer and three wrong ones",
    strategies: ["section", "document"])
  public let revision = 1
  public let categories = ["multiple-choice", "question-answering"]
  public let list = "questions"
  public let tokensPerRow: Int? = 200

  public let rowSchema: JSONValue = .row(
    of: ["question", "correct_answer", "incorrect_answers", "source"],
    [
      "incorrect_answers": [
        "items": .someText, "maxItems": 3, "minItems": 3, "type": "array", "uniqueItems": true,
      ]
    ])

  public let template: JSONValue = [
    "name": "mcq-default",
    "systemPrompt": """
    You write multiple-choice questions for training and testing an assistant. Every question must make \
    sense to a reader who does not see the passage. Exactly one answer is right by the passage; the three \
    others are of the same kind and length, sound as likely, and are wrong.
    """,
    "userPrompt": .string(
      PassageWording.passage + """


        Write {count} questions. As `source`, give the passage's own words, unchanged, that bear the right \
        answer out. Answer with JSON that follows this schema and with nothing else:
        {output_schema}
        """),
  ]

  public func instruction(for strategy: String) -> String {
    strategy == "document"
      ? "Ask about the whole document." : "Ask about this part of a document."
  }

  public func subjects(of read: [Subject], _ settings: TaskSettings) -> [Subject] {
    Chapters.joined(read, by: settings.extent)
  }

  public func fault(in row: JSONObject, of subject: Subject) -> String? {
    let wrong = row["incorrect_answers"]?.texts ?? []
    let forms = (wrong + [row["correct_answer"]?.string ?? ""]).map { NormalForm($0).bytes }
    guard Set(forms).count == forms.count else { return "two of its answers are the same" }
    let source = NormalForm(row["source"]?.string ?? "").bytes
    let text = NormalForm(subject.section?.text ?? "").bytes
    let isThere = !source.isEmpty && ([0x20] + text + [0x20]).contains([0x20] + source + [0x20])
    return isThere ? nil : "its source is not in the passage"
  }

  // MARK: As a conversation

  /// The answers in an order that hangs on the row alone, and the place of the right one.
  private static func ordered(_ row: JSONObject) -> (answers: [String], right: Int) {
    let right = row["correct_answer"]?.string ?? ""
    let wrong = row["incorrect_answers"]?.texts ?? []
    let question = row["question"]?.string ?? ""
    let all = ([right] + wrong).enumerated().map { place, text in
      let key = CanonicalJSON.bytes([.string(question), .string(text)])
      return (place: place, text: text, key: ObjectID(of: .text, key).hex)
    }.sorted { ($0.key, $0.place) < ($1.key, $1.place) }
    return (all.map(\.text), all.firstIndex { $0.place == 0 } ?? 0)
  }

  private static let letters = ["A", "B", "C", "D"]

  public func roles(of row: JSONObject) -> RowRoles {
    let (answers, right) = Self.ordered(row)
    let lines = zip(Self.letters, answers).map { "\($0)) \($1)" }
    return RowRoles(
      asking: ([row["question"]?.string ?? ""] + lines).joined(separator: "\n"),
      answering: lines.indices.contains(right) ? lines[right] : "")
  }
}
