import StemmaRecord

/// The texts of a row, as filters compare rows.
enum RowText {
  /// All texts in the order of their fields, a line each.
  static func all(of row: JSONObject) -> String { texts(of: row).joined(separator: "\n") }

  /// All texts in the order of their fields.
  static func texts(of row: JSONObject) -> [String] { texts(in: .object(row)) }

  /// All texts in a value, in order.
  static func texts(in value: JSONValue) -> [String] {
    var texts: [String] = []
    collect(value, into: &texts)
    return texts
  }

  private static func collect(_ value: JSONValue, into texts: inout [String]) {
    switch value {
    case .string(let text): texts.append(text)
    case .array(let values): for value in values { collect(value, into: &texts) }
    case .object(let object): for member in object.members { collect(member.value, into: &texts) }
    default: break
    }
  }

  /// Whether a text in it holds nothing but white space.
  static func hasBlank(_ value: JSONValue) -> Bool {
    switch value {
    case .string(let text): text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    case .array(let values): values.contains(where: hasBlank)
    case .object(let object): object.members.contains { hasBlank($0.value) }
    default: false
    }
  }

  /// What is asked, and what is answered, under the names that tasks give them.
  static func asked(_ row: JSONObject) -> String? {
    row.text(under: RowFields.asked)
  }

  /// What a row's answer is about: what is asked, or a text that is dealt with.
  static func occasion(_ row: JSONObject) -> String? {
    asked(row) ?? row.text(under: RowFields.occasion) ?? dialogue(row)?.before
      ?? row["topic"]?.string
  }

  static func answered(_ row: JSONObject) -> String? {
    row.text(under: RowFields.answered) ?? dialogue(row)?.last
  }

  /// A conversation's last turn, and what was said before it; nil for what is none.
  private static func dialogue(_ row: JSONObject) -> (before: String, last: String)? {
    guard let turns = Message.turns(row["messages"]), turns.count > 1, let last = turns.last else {
      return nil
    }
    return (turns.dropLast().map(\.content).joined(separator: "\n"), last.content)
  }
}
