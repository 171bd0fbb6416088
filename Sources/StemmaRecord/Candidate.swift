/// One record-shaped part of an answer; the k-th goes to the k-th slot asked for.
public struct Candidate: Hashable, Sendable {
  public let id: RecordID
  /// The task's row, by field name.
  public let row: JSONObject
  /// Nil for a record that was given, not made.
  public let origin: Origin?

  public init(id: RecordID, row: JSONObject, origin: Origin?) {
    self.id = id
    self.row = row
    self.origin = origin
  }
}

/// One kept training example.
public typealias Record = Candidate

extension Candidate {
  /// A sequence's entry: the id is the entry's key and not repeated here.
  public var json: JSONValue {
    var object: JSONObject = ["row": .object(row)]
    object["origin"] = origin.map { .object($0.json) }
    return .object(object)
  }

  /// - Returns: nil where the entry is not a record's.
  public init?(id: RecordID, json: JSONValue) {
    guard let row = json["row"]?.object else { return nil }
    guard let object = json["origin"] else {
      self.init(id: id, row: row, origin: nil)
      return
    }
    guard let origin = object.object.flatMap(Origin.init(json:)) else { return nil }
    self.init(id: id, row: row, origin: origin)
  }
}
