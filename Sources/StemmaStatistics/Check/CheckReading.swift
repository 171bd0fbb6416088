public import StemmaRecord
import StemmaText

/// What a check looks at of one row by itself; worked out side by side.
public struct CheckReading: Sendable {
  /// A text whose length is compared with the others' of its role.
  struct Length: Sendable {
    let role: String
    let scalars: Int
  }

  let place: CheckPlace
  /// Nil without a split.
  let side: Side?
  /// False for a line that is no JSON object; all else is empty then.
  let isRow: Bool
  /// Faults of the row by itself, each line once.
  private(set) var faults: [(line: CheckLine, what: String)] = []
  /// The lines that had something to look at.
  private(set) var applies: Set<CheckLine> = [.json]
  private(set) var shape: RowShape?
  /// Of the row without its id.
  private(set) var row: UInt64 = 0
  private(set) var question: UInt64?
  private(set) var sketch: MinHash?
  private(set) var system: UInt64?
  private(set) var isConversation = false
  private(set) var lengths: [Length] = []
  private(set) var openings: [String] = []
  private(set) var categories: [(field: String, value: String)] = []
  private(set) var isEdge = false

  /// A line that is no JSON object.
  public init(broken reason: String, at place: CheckPlace, side: Side? = nil) {
    self.place = place
    self.side = side
    isRow = false
    faults = [(.json, reason)]
  }

  /// Notes that what stands around a row is at fault. Of a broken line one fault is enough.
  public mutating func note(brokenAround reason: String) {
    if isRow { faults.append((.json, reason)) }
  }

  /// - Parameters:
  ///   - schema: of a row; nil where rows are held against each other.
  ///   - prompts: runs of words of the prompts that the rows came from.
  public init(
    _ row: JSONObject, at place: CheckPlace, side: Side? = nil, schema: JSONSchema? = nil,
    prompts: PromptRuns = PromptRuns([])
  ) {
    self.place = place
    self.side = side
    isRow = true
    let bare = RecordIDMember.remove(from: row)
    self.row = ObjectID(of: .text, CanonicalJSON.bytes(.object(bare))).prefix64
    applies.formUnion([.schema, .exactDuplicates])
    if let schema {
      if let violation = schema.violation(of: .object(row)),
        !Self.mayBeOfIDs(violation) || schema.violation(of: .object(bare)) != nil
      {
        fault(.schema, "it is not as the schema has it: \(violation.keyword)")
      }
    } else {
      shape = RowShape(bare)
    }
    let reading = RowReading(bare)
    let roles = RowRoles(bare)
    // Summaries of one document are compared with each other, and not by what they have in common.
    let own = roles.isSummary ? reading.strings.filter { $0.field != "document" } : reading.strings
    read(texts: reading.strings.map(\.text), own: own.map(\.text), prompts)
    read(roles: roles)
    for (field, text) in reading.strings where Self.isCategory(field) {
      categories.append((field, text))
    }
    for (field, flag) in reading.flags where Self.isCategory(field) {
      categories.append((field, flag ? "true" : "false"))
    }
    if categories.contains(where: { Self.edgeValues.contains($0.value.lowercased()) }) {
      isEdge = true
    }
  }

  private mutating func fault(_ line: CheckLine, _ what: String) {
    guard !faults.contains(where: { $0.line == line }) else { return }
    faults.append((line, what))
  }

  /// - Parameter own: those by which rows are compared.
  private mutating func read(texts: [String], own: [String], _ prompts: PromptRuns) {
    guard !texts.isEmpty else { return }
    applies.formUnion([.encoding, .leakedPrompt])
    for text in texts {
      if AnswerText.isGarbled(text) { fault(.encoding, "«\(text.onOneLine(limit: 60))»") }
      if let mark = AnswerText.leak(text) {
        fault(.leakedPrompt, "it holds «\(mark.onOneLine(limit: 60))»")
      }
    }
    let words = HashedWords(of: texts)
    let compared = own.count == texts.count ? words : HashedWords(of: own)
    guard !compared.words.isEmpty else { return }
    applies.insert(.nearDuplicates)
    sketch = MinHash(of: compared.shingles)
    if prompts.overlaps(words, texts: texts.count) {
      fault(.leakedPrompt, "it holds \(PromptRuns.width) words in a row of the prompt's template")
    }
  }

  private mutating func read(roles: RowRoles) {
    let isLabel = roles.kind == .label
    if roles.kind == .conversation {
      isConversation = true
      applies.formUnion([.turns, .systemPrompts])
      if let place = roles.brokenTurn {
        fault(.turns, "turn \(place + 1) has no role or no content")
      } else if let problem = TurnOrder.problem(of: roles.turns) {
        fault(.turns, problem.words)
      }
    }
    if let first = roles.turns.first, first.isSystem {
      applies.insert(.systemPrompts)
      system = HashedWords.hash(ofBytes: first.content)
      if AnswerText.isEmpty(first.content, isLabel: false) { fault(.systemPrompts, "it is empty") }
    }
    if let asked = roles.question {
      applies.formUnion([.queries, .questions])
      let whole = roles.input.isEmpty ? asked : "\(asked)\n\(roles.input)"
      let form = NormalForm(whole).bytes
      // Conversations may begin alike, several answers to a prompt are what preferences are, and a
      // document may be summed up more than once.
      if !form.isEmpty, !roles.isSummary, roles.turns.count(where: { $0.role == "user" }) < 2 {
        question = ObjectID(of: .text, form).prefix64
      }
      if let fault = AnswerText.questionFault(asked) { self.fault(.queries, fault) }
      lengths.append(Length(role: "question", scalars: whole.scalarCount))
      isEdge = AnswerText.isAboutEdges(asked)
      // Marks and capitals apart, an answer that repeats its question is about as long.
      let isEcho = roles.answers.contains {
        abs($0.utf8.count - whole.utf8.count) < 16 && !form.isEmpty && NormalForm($0).bytes == form
      }
      if !isLabel, isEcho {
        fault(.echoes, "«\(asked.onOneLine(limit: 60))»")
      }
    }
    guard !roles.answers.isEmpty else { return }
    applies.insert(.emptyAnswers)
    for answer in roles.answers {
      if AnswerText.isEmpty(answer, isLabel: isLabel) {
        fault(.emptyAnswers, "«\(answer.onOneLine(limit: 40))»")
        continue
      }
      if !isLabel { read(answer: answer) }
    }
  }

  private mutating func read(answer: String) {
    applies.formUnion([.truncatedAnswers, .boilerplate, .openings, .echoes, .lengthOutliers])
    if AnswerText.breaksOff(answer) {
      let end = String(answer.unicodeScalars.suffix(40))
      fault(.truncatedAnswers, "it ends with «\(end.onOneLine(limit: 60))»")
    }
    if let phrase = AnswerText.boilerplate(answer) {
      fault(.boilerplate, "it holds «\(phrase)»")
    }
    lengths.append(Length(role: "answer", scalars: answer.scalarCount))
    let form = NormalForm(String(answer.unicodeScalars.prefix(120))).bytes
    let words = form.split(separator: 0x20, maxSplits: 3)
    if words.count >= 3 {
      openings.append(String(decoding: form[..<words[2].endIndex], as: UTF8.self))
    }
  }

  /// Whether a schema may complain of no more than members it does not know: an export has ids that a schema
  /// of rows need not know. What it says of their values it does know.
  private static func mayBeOfIDs(_ violation: SchemaViolation) -> Bool {
    let unknown: [SchemaKeyword] = [.additionalProperties, .unevaluatedProperties, .propertyNames]
    return violation.path.isEmpty || unknown.contains(violation.keyword)
  }

  /// Fields whose few values are meant to be balanced.
  private static func isCategory(_ field: String) -> Bool {
    names.contains(String(field.split(separator: ".").last ?? ""))
  }

  private static let names: Set = [
    "category", "class", "difficulty", "document_type", "domain", "intent", "label", "language",
    "persona", "polarity", "sentiment", "subtopic", "tone", "topic",
  ]
  private static let edgeValues: Set = [
    "edge", "edge case", "edge_case", "edge-case", "error", "negative", "refusal", "ambiguous",
  ]
}
