public import StemmaRecord

/// Something in the store that is not as it was written.
public struct Damage: Hashable, Sendable {
  /// The file, relative to the store's folder.
  public let file: String
  /// The object, ref or part of the file concerned; nil for the file as a whole.
  public let object: String?
  /// What is wrong with it: one sentence.
  public let what: String
  /// The versions that cannot be read wholly because of it, by name.
  public let versions: [String]

  public var json: JSONValue {
    var json: JSONObject = [
      "file": .string(file), "versions": .texts(versions),
      "what": .string(what),
    ]
    json["object"] = object.map { .string($0) }
    return .object(json)
  }
}

/// What a verification looked at and found.
public struct VerificationReport: Sendable {
  public var packs = 0
  public var objects = 0
  public var versions = 0
  public var damages: [Damage] = []
}
