import StemmaRecord

/// One form of asking over HTTP; all of it pure.
protocol Dialect: Sendable {
  /// What a `TeacherRequest` calls it.
  var name: String { get }
  /// Members of a body that only stemma may set.
  var ownMembers: [String] { get }
  /// Below the base URL, with a slash at its beginning.
  func path(model: String) -> String
  /// Sent with every request.
  var headers: [(name: String, value: String)] { get }
  /// The header that carries a key.
  func keyHeader(_ key: String) -> (name: String, value: String)
  func body(for prompt: Prompt, model: String, maxTokensField: String) -> JSONObject
  /// Reads the body of a success.
  ///
  /// - Returns: nil where it is none of this dialect's.
  func reading(of body: JSONValue) -> Reading?
  /// Reads an error's body.
  ///
  /// - Returns: nil where it is none of this dialect's.
  func complaint(in body: JSONValue) -> Complaint?
  /// What to do where a request is not liked; nil where that depends on the complaint.
  var advice: String? { get }
}

/// What a success says.
struct Reading: Equatable {
  let answer: Answer
  let usage: TokenUsage?
  /// What the service says of itself, by its own names.
  let evidence: JSONObject
}

/// What a service says went wrong.
struct Complaint: Equatable {
  var message = ""
  /// Its names for the kind of error: type, code, status, reason.
  var kinds: [String] = []
  /// The parameter complained about.
  var parameter: String?
  /// The HTTP status that the body itself speaks of.
  var status: Int?
  /// How long to wait, as the body says.
  var waitSeconds: Double?
  /// What was used up comes back tomorrow or when somebody pays, not in a moment.
  var isSpent = false

  func isOfKind(_ names: String...) -> Bool { kinds.contains { names.contains($0) } }
}

extension Dialect {
  var headers: [(name: String, value: String)] { [] }

  var advice: String? { nil }

  func keyHeader(_ key: String) -> (name: String, value: String) {
    ("authorization", "Bearer \(key)")
  }
}

extension JSONObject {
  /// The members of these names that are there, null excepted.
  func only(_ names: String...) -> JSONObject {
    var chosen = JSONObject()
    for name in names {
      if let value = self[name], value != .null { chosen[name] = value }
    }
    return chosen
  }

  /// Puts `extra` over what is here, objects into objects; what only stemma may set stays.
  mutating func merge(_ extra: JSONObject, except own: [String] = []) {
    for (key, value) in extra.members where !own.contains(where: { $0.hasSameBytes(as: key) }) {
      if case .object(let addition) = value, case .object(var here) = self[key] {
        here.merge(addition)
        self[key] = .object(here)
      } else {
        self[key] = value
      }
    }
  }
}

extension JSONValue {
  /// A count of tokens; nil for what can be none.
  var tokens: Int? { integer.flatMap { $0 >= 0 ? $0 : nil } }
}
