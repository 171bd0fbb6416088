/// Under which name a row that is written for others has its record's id: as `id`; where the row has an `id` of
/// its own that says something else, that stays, and the record's is `record_id`. A row that has that too gets
/// `record_id_2`, and so on.
public enum RecordIDMember {
  public static let name = "id"
  /// Where the row has an `id` of its own.
  public static let other = "record_id"

  /// A row with its record's id; the row itself where it says that already.
  public static func add(_ id: RecordID, to row: JSONObject) -> JSONObject {
    for name in names {
      guard let own = row[name] else {
        var row = row
        row[name] = .string(id.text)
        return row
      }
      if says(own, id) { return row }
    }
    preconditionFailure("a row has an end")
  }

  /// A row without `id` and without `record_id` beside it.
  public static func remove(from row: JSONObject) -> JSONObject {
    var bare = row
    if row[name] != nil { bare[other] = nil }
    bare[name] = nil
    return bare
  }

  /// A row as it was before `add`, where it says this record's id.
  ///
  /// - Parameter own: the field that is the row's own id, and stays.
  public static func take(_ id: RecordID, from row: JSONObject, but own: String?) -> JSONObject {
    var bare = row
    for name in names {
      guard let value = row[name] else { break }
      if says(value, id), own?.hasSameBytes(as: name) != true { bare[name] = nil }
    }
    return bare
  }

  private static var names: some Sequence<String> {
    (0...).lazy.map { $0 == 0 ? name : $0 == 1 ? other : "\(other)_\($0)" }
  }

  /// Whether a value is this id: the same text, or a whole number of these digits.
  private static func says(_ value: JSONValue, _ id: RecordID) -> Bool {
    switch value {
    case .string(let text): text.hasSameBytes(as: id.text)
    case .integer, .number: CanonicalJSON.text(value).hasSameBytes(as: id.text)
    default: false
    }
  }
}
