public import StemmaRecord

/// How long the text fields of a version's rows are, in Unicode scalars; integers only, so that it
/// comes out the same in whatever order records are added.
public struct LengthSummary: Hashable, Sendable {
  /// One field's lengths, in Unicode scalars.
  public struct Field: Hashable, Sendable {
    /// Records that have the field.
    public internal(set) var count = 0
    /// All of them together.
    public internal(set) var total = 0
    /// The shortest; `Int.max` without records.
    public internal(set) var least = Int.max
    /// The longest; 0 without records.
    public internal(set) var most = 0

    /// The mean, rounded down; 0 without records.
    public var mean: Int { count == 0 ? 0 : total / count }

    public init() {}

    init(count: Int, total: Int, least: Int, most: Int) {
      self.count = count
      self.total = total
      self.least = least
      self.most = most
    }

    /// Adds one text's length, in Unicode scalars.
    public mutating func add(_ length: Int) {
      count += 1
      total += length
      least = min(least, length)
      most = max(most, length)
    }

    fileprivate mutating func add(_ other: Field) {
      count += other.count
      total += other.total
      least = min(least, other.least)
      most = max(most, other.most)
    }
  }

  public private(set) var fields = ByName<Field>()

  public init() {}

  public mutating func add(_ row: JSONObject) {
    for (name, value) in row.members {
      guard let text = value.string else { continue }
      fields[name, default: Field()].add(text.scalarCount)
    }
  }

  /// Adds what another summary knows of a field.
  ///
  /// - Parameter fieldLimit: where there are so many fields already, no other is begun.
  public mutating func add(_ field: Field, named name: String, fieldLimit: Int = .max) {
    guard fields[name] != nil || fields.count < fieldLimit else { return }
    fields[name, default: Field()].add(field)
  }

  public var json: JSONValue {
    var object = JSONObject()
    for (name, field) in fields {
      object[name] = [
        "count": .integer(field.count), "least": .integer(field.least),
        "mean": .integer(field.mean), "most": .integer(field.most),
        "total": .integer(field.total),
      ]
    }
    return .object(object)
  }

  /// - Returns: nil where a member is missing or of another type.
  public init?(json: JSONValue) {
    guard let object = json.object else { return nil }
    for (name, value) in object.members {
      guard let count = value["count"]?.integer, let total = value["total"]?.integer,
        let least = value["least"]?.integer, let most = value["most"]?.integer
      else { return nil }
      fields[name] = Field(count: count, total: total, least: least, most: most)
    }
  }
}
