/// One record-shaped part of an answer; the k-th goes to the k-th slot asked for.
public struct Candidate: Hashable, Sendable {
  public let id: RecordID
  /// The task's row, by field name.
  public let row: JSONObject
  public let origin: Origin

  public init(id: RecordID, row: JSONObject, origin: Origin) {
    self.id = id
    self.row = row
    self.origin = origin
  }
}

/// Where a record comes from: kept with it, so that versions can be compared by place.
public struct Origin: Hashable, Sendable {
  /// The input's name.
  public let input: String
  /// The headings above the section, outermost first.
  public let headingPath: [String]
  /// The section's digest: 16 hexadecimal digits.
  public let section: String
  /// The task's way of asking, such as `extraction`.
  public let strategy: String
  /// The slot's ordinal within its item.
  public let slot: Int

  public init(input: String, headingPath: [String], section: String, strategy: String, slot: Int) {
    self.input = input
    self.headingPath = headingPath
    self.section = section
    self.strategy = strategy
    self.slot = slot
  }

  public var json: JSONObject {
    [
      "heading": .array(headingPath.map { .string($0) }), "input": .string(input),
      "section": .string(section), "slot": .integer(slot), "strategy": .string(strategy),
    ]
  }

  /// - Returns: nil where a member is missing or of another type.
  public init?(json: JSONObject) {
    guard let input = json["input"]?.string, let heading = json["heading"]?.array,
      let section = json["section"]?.string, let strategy = json["strategy"]?.string,
      let slot = json["slot"]?.integer
    else { return nil }
    let headingPath = heading.compactMap(\.string)
    guard headingPath.count == heading.count else { return nil }
    self.init(
      input: input, headingPath: headingPath, section: section, strategy: strategy, slot: slot)
  }
}

/// One kept training example.
public typealias Record = Candidate

extension Candidate {
  /// A sequence's entry: the id is the entry's key and not repeated here.
  public var json: JSONValue { ["origin": .object(origin.json), "row": .object(row)] }

  /// - Returns: nil where the entry is not a record's.
  public init?(id: RecordID, json: JSONValue) {
    guard let row = json["row"]?.object, let object = json["origin"]?.object,
      let origin = Origin(json: object)
    else { return nil }
    self.init(id: id, row: row, origin: origin)
  }
}
