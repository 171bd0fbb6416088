public import StemmaRecord

/// One of the questions by which records are made, part by part: who is asked, for which fields of a
/// row, and how the answer is read.
///
/// The first step's answer is a list of parts in any number. A later one is about parts that there are,
/// each under a number from 1, and by that its answers are told apart.
public struct TaskStep: Sendable {
  public let role: Role
  /// What an answer calls the list of its parts.
  public let list: String
  /// The row's fields that it gives.
  public let fields: [String]
  /// The fields that earlier steps gave and that it is shown; empty for the first.
  public let shown: [String]
  public let systemPrompt: String
  public let userPrompt: String
  /// Of fields that it gives anew, under what other names the row keeps what they were.
  public let keeping: [String: String]
  /// Whether an answer may say in what way a part is the worse one, in a member `flaw`.
  public let tellsFlaw: Bool

  /// What a part's number is called.
  public static let number = "id"
  /// What a flaw is called.
  public static let flaw = "flaw"
  private static let mostOfFlaw = 32

  public init(
    role: Role, list: String, fields: [String], shown: [String] = [], systemPrompt: String,
    userPrompt: String, keeping: [String: String] = [:], tellsFlaw: Bool = false
  ) {
    self.role = role
    self.list = list
    self.fields = fields
    self.shown = shown
    self.systemPrompt = systemPrompt
    self.userPrompt = userPrompt
    self.keeping = keeping
    self.tellsFlaw = tellsFlaw
  }

  /// Whether it goes on with parts that there are.
  public var isLater: Bool { !shown.isEmpty }

  /// What a part of an answer is to be like.
  ///
  /// - Parameters:
  ///   - properties: the schema of each field of the task's row.
  ///   - count: how many parts it is shown.
  func schema(_ properties: JSONObject, count: Int) -> JSONValue {
    var own = JSONObject()
    for field in fields { own[field] = properties[field] }
    var required = fields
    if isLater {
      own[Self.number] = ["maximum": .integer(count), "minimum": 1, "type": "integer"]
      required.insert(Self.number, at: 0)
    }
    return .row(of: required, own)
  }

  /// The rows as a prompt shows them: what this step may see of them, numbered.
  public func shown(_ rows: [JSONObject]) -> String {
    CanonicalJSON.text(
      .array(
        rows.enumerated().map { place, row in
          var part: JSONObject = [Self.number: .integer(place + 1)]
          for field in shown { part[field] = row[field] }
          return .object(part)
        }))
  }

  // MARK: Reading

  /// Reads an answer.
  ///
  /// - Parameter count: how many parts were asked for.
  public func read(_ answer: String, count: Int) -> StepReading {
    let reader = AnswerReader(list: list, row: .row(of: fields + (isLater ? [Self.number] : [])))
    switch reader.read(answer) {
    case .unparsable(let reason): return .unparsable(reason)
    case .rows(let rows): return isLater ? numbered(rows, count) : .parts(rows.map(part))
    }
  }

  /// An answer whose numbers are not those that were given says of no part whose it is.
  private func numbered(_ rows: [JSONObject], _ count: Int) -> StepReading {
    var parts: [StepPart?] = Array(repeating: nil, count: count)
    for row in rows {
      var number = row[Self.number].flatMap { $0.integer ?? $0.string.flatMap { Int($0) } }
      if row[Self.number] == nil, count == 1, rows.count == 1 { number = 1 }
      guard let number, (1...count).contains(number) else {
        return .unparsable("a part of `\(list)` has no number of those that were given")
      }
      guard parts[number - 1] == nil else {
        return .unparsable("`\(list)` has number \(number) twice")
      }
      parts[number - 1] = part(row)
    }
    return .parts(parts)
  }

  private func part(_ row: JSONObject) -> StepPart {
    var own = JSONObject()
    var flaw: String?
    for (name, value) in row.members {
      if isLater, name == Self.number { continue }
      if tellsFlaw, name == Self.flaw {
        guard let word = value.string, Self.isWord(word) else {
          return .faulty(row, "`\(Self.flaw)` is no word of small letters")
        }
        flaw = word
        continue
      }
      guard fields.contains(name) else { return .faulty(row, "it has a member too many") }
      guard let text = value.string, !text.isEmpty else {
        return .faulty(row, "`\(name)` is no text")
      }
      own[name] = value
    }
    for field in fields where own[field] == nil { return .faulty(row, "it has no `\(field)`") }
    return .fields(own, flaw: flaw)
  }

  /// Whether a flaw can be called so: up to 32 small letters and hyphens.
  public static func isWord(_ text: String) -> Bool {
    (1...mostOfFlaw).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
  }
}

/// What a step's answer held.
public enum StepReading: Hashable, Sendable {
  /// By the places of what was asked for, and more than that from a first step; nil where there is none.
  case parts([StepPart?])
  /// The answer is not of the wanted form; the argument says how.
  case unparsable(String)
}

/// What a step gave for one row.
public enum StepPart: Hashable, Sendable {
  /// - `flaw`: in what way it is the worse one, where the answer said so.
  case fields(JSONObject, flaw: String?)
  /// What was there, and what is wrong with it.
  case faulty(JSONObject, String)
}
