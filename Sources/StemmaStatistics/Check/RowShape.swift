import StemmaRecord

/// Which fields a row has, and of what types.
struct RowShape: Hashable, Sendable {
  /// In the row's order.
  let fields: [TextKey]
  /// One of `snbloz` each: a text, a number, a truth value, a list, an object, null.
  let types: [UInt8]

  init(_ row: JSONObject) {
    fields = row.members.map { TextKey($0.key) }
    types = row.members.map { member in
      switch member.value {
      case .string: UInt8(ascii: "s")
      case .integer, .number: UInt8(ascii: "n")
      case .bool: UInt8(ascii: "b")
      case .array: UInt8(ascii: "l")
      case .object: UInt8(ascii: "o")
      case .null: UInt8(ascii: "z")
      }
    }
  }

  /// What is wrong with it beside the shape that most rows have; nil where nothing is.
  func fault(beside common: RowShape) -> String? {
    for (field, type) in zip(common.fields, common.types) {
      guard let place = fields.firstIndex(of: field) else {
        return "it has no field `\(field.text)`"
      }
      let null = UInt8(ascii: "z")
      if types[place] != type, types[place] != null, type != null {
        return "its field `\(field.text)` is of another type"
      }
    }
    return nil
  }
}
