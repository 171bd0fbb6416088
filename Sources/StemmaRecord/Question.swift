/// One question put to a live teacher: everything that decides its answer, and where it belongs.
///
/// Where a request is sent is no part of it, so that a server may move.
public struct Question: Sendable {
  public let request: TeacherRequest
  public let prompt: PromptKey
  /// The manifest's; nil where it is unset.
  public let seed: UInt64?
  /// Whom it is put to.
  public let role: Role
  /// What decides its answer beside the body.
  private let place: JSONObject

  public init(
    _ request: TeacherRequest, for prompt: PromptKey, seed: UInt64?, role: Role = .teacher
  ) {
    self.request = request
    self.prompt = prompt
    self.seed = seed
    self.role = role
    place = Self.place(request, prompt, seed, role)
  }

  public var key: TranscriptKey {
    var hash = ObjectHasher(.prompt)
    hash.update("question ".utf8)
    hash.update(CanonicalJSON.bytes(place, setting: "body", to: request.bytes))
    return TranscriptKey(digest: hash.finish())
  }

  /// What tells this question from others, member by member: short values as they are, and of a long
  /// one `#` and the first 16 hexadecimal digits of its hash.
  public var features: JSONObject {
    var body = JSONObject()
    for ((name, value), place) in zip(request.body.members, request.places) {
      body[name] = Self.shortened(value, request.bytes[place])
    }
    var object = place
    object["body"] = .object(body)
    return object
  }

  private static func place(
    _ request: TeacherRequest, _ prompt: PromptKey, _ seed: UInt64?, _ role: Role
  ) -> JSONObject {
    var place: JSONObject = [
      "attempt": .integer(prompt.attempt), "candidate": .integer(prompt.candidate),
      "dialect": .string(request.dialect), "item": .string(prompt.item.digest.hex),
      "model": .string(request.model), "role": .string(role.rawValue),
      "seed": seed.map { .string(String($0)) } ?? .null,
      "slots": [.integer(prompt.slots.lowerBound), .integer(prompt.slots.upperBound)],
    ]
    place["adapter"] = request.adapter.map { .string($0.description) }
    return place
  }

  private static let shownBytes = 48

  /// - Parameter bytes: the value as canonical JSON.
  private static func shortened(_ value: JSONValue, _ bytes: ArraySlice<UInt8>) -> JSONValue {
    guard bytes.count > shownBytes else { return value }
    return .string("#" + ObjectID(of: .prompt, bytes).hex(bytes: 8))
  }
}

/// What an answer is recorded under: equal for equal questions, whichever run or version asks.
public struct TranscriptKey: Hashable, Sendable, CustomStringConvertible {
  public let digest: ObjectID

  public init(digest: ObjectID) { self.digest = digest }

  /// - Parameter text: 64 lower-case hexadecimal digits.
  /// - Returns: nil for anything else.
  public init?(_ text: String) {
    guard let digest = ObjectID(hex: text.utf8) else { return nil }
    self.init(digest: digest)
  }

  /// As a transcript has it: bare digits, since it names no object.
  public var description: String { digest.hex }
}
