import StemmaRecord

/// A row taken apart into what statistics look at; nested fields are named as `meta.model` and
/// `messages[].content`.
struct RowReading {
  /// Strings by field, in the row's order.
  private(set) var strings: [(field: String, text: String)] = []
  /// Numbers by field, in millionths; nil where one is too large.
  private(set) var numbers: [(field: String, millionths: Int?)] = []
  /// Truth values by field.
  private(set) var flags: [(field: String, value: Bool)] = []
  /// How long lists are, by field.
  private(set) var lists: [(field: String, count: Int)] = []

  /// Deeper than this nothing is looked at.
  private static let depthLimit = 8
  /// Numbers from here on are too large, so that millionths of them and their squares stay exact.
  static let numberLimit = 1 << 33

  init(_ row: JSONObject) {
    strings.reserveCapacity(row.members.count)
    for (name, value) in row.members { read(value, name, depth: 0) }
  }

  /// A label is one word; texts have several, or are long where words are not parted.
  static func isText(_ text: String) -> Bool {
    text.utf8.count > CategoryCounts.lengthLimitBytes || text.utf8.contains(0x20)
  }

  private mutating func read(_ value: JSONValue, _ name: String, depth: Int) {
    switch value {
    case .string(let text): strings.append((name, text))
    case .integer(let number):
      let isSmall = number.magnitude < Self.numberLimit
      numbers.append((name, isSmall ? number * 1_000_000 : nil))
    case .number(let number):
      let isSmall = number.magnitude < Double(Self.numberLimit)
      numbers.append((name, isSmall ? Int((number * 1_000_000).rounded()) : nil))
    case .bool(let flag): flags.append((name, flag))
    case .array(let values):
      lists.append((name, values.count))
      guard depth < Self.depthLimit else { return }
      for value in values { read(value, name + "[]", depth: depth + 1) }
    case .object(let object):
      guard depth < Self.depthLimit else { return }
      for (key, value) in object.members { read(value, "\(name).\(key)", depth: depth + 1) }
    case .null: break
    }
  }
}
