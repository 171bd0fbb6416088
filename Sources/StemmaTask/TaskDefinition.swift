public import StemmaRecord

/// A kind of training example: its row, how a teacher is asked for it, and how answers are read.
///
/// Each task is one file and one line of `Tasks.all`.
public protocol TaskDefinition: Sendable {
  var entry: TaskEntry { get }
  /// Raised whenever the same answer would be read otherwise.
  var revision: Int { get }
  /// JSON Schema of one row.
  var rowSchema: JSONValue { get }
  /// What an answer calls the list of its rows.
  var list: String { get }
  /// How many rows an answer has at least: none where a teacher may find nothing to write.
  var leastRows: Int { get }
  /// The template in use where a manifest names none, in a template file's form.
  var template: JSONValue { get }

  /// The task with what a manifest says of its rows' form.
  func configured(by settings: TaskSettings) -> any TaskDefinition

  /// The row's fields that no teacher writes, since what a record is made from tells them.
  var given: [String] { get }

  /// The same where the subjects say which these are.
  func given(among subjects: [Subject]) -> [String]

  /// What those fields are in a record that is made from a subject.
  func given(by subject: Subject) -> JSONObject

  /// What one record is to be like beside its subject.
  ///
  /// - Parameter mix: the values of the manifest's mix that its slot has.
  /// - Returns: nil where nothing is drawn for it.
  func assignment(
    item: ItemKey, slot: Int, mix: Expansion, _ settings: TaskSettings
  ) -> Assignment?

  /// What prompts say of a record besides, by the names that stand in double braces in templates.
  func shown(_ subject: Subject, _ assignment: Assignment?) -> [String: String]

  /// An answer's row as records have it: with what no teacher writes, whatever the answer says of that.
  func completed(
    _ row: JSONObject, of subject: Subject, _ assignment: Assignment?
  ) -> JSONObject

  /// What a teacher is to write of a row, before any limits on lengths: a schema of an object.
  var written: JSONValue { get }

  /// The same fields as a record's assignment has them.
  func narrowed(_ fields: JSONObject, to assignment: Assignment) -> JSONObject

  /// What records are made from: all that the inputs hold, or what the task makes of it. Prompts, places
  /// and ids go by these.
  ///
  /// - Parameter read: in the order of the inputs.
  func subjects(of read: [Subject], _ settings: TaskSettings) -> [Subject]

  /// Why no record can be made from a row, whoever is asked; nil where one can.
  ///
  /// - Returns: the end of a sentence about the row.
  func misfit(of row: SourceRow) -> String?

  /// How many records a subject gives at most where a manifest has no `per_section`, which then are all
  /// that is wanted where it has no `count` either; nil where a number in all is wanted.
  var perSubject: Int? { get }

  /// The questions by which rows are made, part by part, where some of these roles are given to
  /// somebody; empty where one prompt asks for whole rows.
  func steps(naming roles: Set<Role>) -> [TaskStep]

  /// What a prompt says about the strategy, in words.
  func instruction(for strategy: String) -> String

  /// The same for one of the steps.
  func instruction(for strategy: String, as role: Role) -> String

  /// Reads an answer into rows, however many were asked for.
  func read(_ answer: String) -> AnswerReading

  /// What is wrong with a row that its schema does not see; nil where nothing is.
  ///
  /// - Returns: the end of a sentence about the row.
  func fault(in row: JSONObject, of subject: Subject) -> String?

  /// The same of a row that was assigned.
  func fault(in row: JSONObject, of subject: Subject, _ assignment: Assignment?) -> String?

  /// How many of `quota` slots of a section or a seed each strategy gets: never fewer of a larger
  /// quota.
  ///
  /// - Parameter turn: the same for all quotas of a section or seed; where several strategies take
  ///   turns, it says which one begins.
  func shares(of quota: Int, strategy: String, turn: Int) -> [(strategy: String, slots: Int)]

  /// What a run begins with where the manifest names no inputs; nil for a task that needs some.
  func neutralSeed(domain: String?) -> (instruction: String, response: String)?

  /// About how many tokens a row takes in an answer, so that a prompt asks for no more rows than a
  /// limit on tokens leaves room for; nil where prompts are not to depend on that.
  var tokensPerRow: Int? { get }

  /// The most rows that one prompt asks for; nil where any task's number will do.
  var rowsPerPrompt: Int? { get }

  /// How many answers a row holds, each of which a judge rates.
  var answersPerRow: Int { get }

  /// Whether an answer may say of a row, in a member `flaw`, in what way its rejected answer is the worse
  /// one.
  var tellsFlaw: Bool { get }

  /// What rows are good for, in the words that the Hugging Face Hub has for it.
  var categories: [String] { get }

  /// What a row's fields are for: what trainers are given that want a conversation, or an instruction.
  func roles(of row: JSONObject) -> RowRoles
}

extension TaskDefinition {
  /// JSON Schema of the answer that is wanted to a prompt for `count` rows.
  ///
  /// - Parameters:
  ///   - lengths: limits of the fields' texts, beyond those of the row's schema.
  ///   - step: which part of rows it is for; nil where it is for whole ones.
  ///   - assignment: what the row is to be like; nil where nothing is drawn for it.
  public func answerSchema(
    count: Int, lengths: [String: TextLengths] = [:], step: TaskStep? = nil,
    assignment: Assignment? = nil
  ) -> JSONValue {
    let whole = limited(written, lengths, assignment)
    let list = step?.list ?? list
    var rows: JSONObject = ["maxItems": .integer(count), "type": "array"]
    rows["items"] =
      step.map { $0.schema(whole["properties"]?.object ?? [:], count: count) } ?? whole
    if leastRows > 0 { rows["minItems"] = .integer(leastRows) }
    return .row(of: [list], [list: .object(rows)])
  }

  public func configured(by settings: TaskSettings) -> any TaskDefinition { self }

  /// The row without what no teacher writes, or may be added later.
  public var written: JSONValue {
    guard var schema = rowSchema.object, var fields = schema["properties"]?.object else {
      return rowSchema
    }
    let required = schema["required"]?.texts ?? []
    for (name, _) in fields.members where !required.contains(name) || given.contains(name) {
      fields[name] = nil
    }
    schema["properties"] = .object(fields)
    if !given.isEmpty {
      schema["required"] = .array(
        required.filter { !given.contains($0) }.map { .string($0) })
    }
    return .object(schema)
  }

  private func limited(
    _ written: JSONValue, _ lengths: [String: TextLengths], _ assignment: Assignment?
  ) -> JSONValue {
    guard var schema = written.object, var fields = schema["properties"]?.object else {
      return written
    }
    if let assignment { fields = narrowed(fields, to: assignment) }
    for (name, value) in fields.members {
      guard let limits = lengths[name], var field = value.object, field["type"] == "string"
      else { continue }
      if let least = limits.least {
        field["minLength"] = .integer(max(least, field["minLength"]?.integer ?? 0))
      }
      if let most = limits.most {
        field["maxLength"] = .integer(min(most, field["maxLength"]?.integer ?? .max))
      }
      fields[name] = .object(field)
    }
    schema["properties"] = .object(fields)
    return .object(schema)
  }

  public var given: [String] { [] }

  public func given(among subjects: [Subject]) -> [String] { given }

  public func given(by subject: Subject) -> JSONObject { [:] }

  public func assignment(
    item: ItemKey, slot: Int, mix: Expansion, _ settings: TaskSettings
  ) -> Assignment? { nil }

  public func shown(_ subject: Subject, _ assignment: Assignment?) -> [String: String] {
    subject.briefTexts
  }

  public func completed(
    _ row: JSONObject, of subject: Subject, _ assignment: Assignment?
  ) -> JSONObject {
    replaced(row, with: given(by: subject))
  }

  /// A row with the fields that no teacher writes, whatever it had in their place.
  func replaced(_ row: JSONObject, with fields: JSONObject) -> JSONObject {
    var row = row
    for name in given { row[name] = nil }
    for (name, value) in fields.members { row[name] = value }
    return row
  }

  public func narrowed(_ fields: JSONObject, to assignment: Assignment) -> JSONObject { fields }

  public func misfit(of row: SourceRow) -> String? { nil }

  public var perSubject: Int? { nil }

  public func subjects(of read: [Subject], _ settings: TaskSettings) -> [Subject] { read }

  public func shares(
    of quota: Int, strategy: String, turn: Int
  ) -> [(strategy: String, slots: Int)] { [(strategy, quota)] }

  public func steps(naming roles: Set<Role>) -> [TaskStep] { [] }

  public func instruction(for strategy: String, as role: Role) -> String {
    instruction(for: strategy)
  }

  public func fault(in row: JSONObject, of subject: Subject) -> String? { nil }

  public func fault(
    in row: JSONObject, of subject: Subject, _ assignment: Assignment?
  ) -> String? { fault(in: row, of: subject) }

  public func read(_ answer: String) -> AnswerReading {
    AnswerReader(list: list, row: written).read(answer)
  }

  public var leastRows: Int { 0 }

  public var answersPerRow: Int { 1 }

  public var tellsFlaw: Bool { false }

  public var categories: [String] { ["text-generation"] }

  /// Where the fields' names say it.
  public func roles(of row: JSONObject) -> RowRoles { RowRoles(row) }

  public func neutralSeed(domain: String?) -> (instruction: String, response: String)? { nil }

  public var tokensPerRow: Int? { nil }

  public var rowsPerPrompt: Int? { nil }
}
