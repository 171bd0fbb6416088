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

  /// An edited row without what `add` puts into the row it was made of.
  ///
  /// - Parameter base: the record's row; whatever it has of its own stays.
  public static func take(
    _ id: RecordID, from row: JSONObject, of base: JSONObject
  ) -> JSONObject {
    let added = add(id, to: base).members.map(\.key).first { base[$0] == nil }
    guard let added, let value = row[added], says(value, id) else { return row }
    var bare = row
    bare[added] = nil
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
