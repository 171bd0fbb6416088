/// Under which name a row that is written for others has its record's id: as `id`; where the row has an `id` of
/// its own that says something else, that stays, and the record's is `record_id`. A row that has that too gets
/// `record_id_2`, and so on.
public enum RecordIDMember {
  public static let name = "id"
  /// Where the row has an `id` of its own.
  private static let other = "record_id"

  /// A row with its record's id; the row itself where it says that already.
  public static func add(_ id: RecordID, to row: JSONObject) -> JSONObject {
    var number = 0
    while let own = row[name(at: number)] {
      if says(own, id) { return row }
      number += 1
    }
    var row = row
    row[name(at: number)] = .string(id.text)
    return row
  }

  /// A row without its ids: which of them is the record's and which are its own it does not say.
  public static func remove(from row: JSONObject) -> JSONObject {
    var bare = row
    for name in names(among: { row[$0] != nil }) { bare[name] = nil }
    return bare
  }

  /// A row as it was before `add`, where it says this record's id.
  ///
  /// - Parameter own: the field that is the row's own id, and stays.
  public static func take(_ id: RecordID, from row: JSONObject, but own: String?) -> JSONObject {
    var bare = row
    for name in names(among: { row[$0] != nil }) where own?.hasSameBytes(as: name) != true {
      if let value = row[name], says(value, id) { bare[name] = nil }
    }
    return bare
  }

  /// Under which names ids stand, `id` first: all before the first that is not there.
  public static func names(among has: (String) -> Bool) -> [String] {
    var names: [String] = []
    while has(name(at: names.count)) { names.append(name(at: names.count)) }
    return names
  }

  /// - Parameter number: from 0.
  private static func name(at number: Int) -> String {
    switch number {
    case 0: name
    case 1: other
    default: "\(other)_\(number)"
    }
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
