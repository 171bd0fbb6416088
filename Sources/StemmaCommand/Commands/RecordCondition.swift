import StemmaRecord

/// `field=value`, `field!=value` or `field~text`, as `--where` takes it.
struct RecordCondition {
  private enum Relation {
    case equal
    case unequal
    /// Holds the text, ASCII letters in either case.
    case contains
  }

  private let field: String
  private let relation: Relation
  private let value: String

  init(_ text: String) throws(InputError) {
    guard let mark = text.firstIndex(where: { "=!~".contains($0) }), mark > text.startIndex
    else { throw .badCondition(text) }
    field = String(text[..<mark])
    var rest = text[text.index(after: mark)...]
    switch text[mark] {
    case "=": relation = .equal
    case "~": relation = .contains
    default:
      guard rest.first == "=" else { throw .badCondition(text) }
      rest = rest.dropFirst()
      relation = .unequal
    }
    value = String(rest)
  }

  /// Of an axis of the manifest's mix.
  private static let mixPrefix = "mix."
  private static let places = ["heading", "id", "input", "section", "side", "strategy"]

  /// All of a version's rows have the same fields.
  ///
  /// - Throws: `InputError.unknownField` where this one has no such field.
  func check(against record: Record) throws(InputError) {
    let axes = (record.origin?.mix.values.members ?? []).map { Self.mixPrefix + $0.key }
    let known = Self.places + axes + record.row.members.map(\.key)
    guard known.contains(where: field.hasSameBytes) else {
      throw .unknownField(field, known: known.map { TextKey($0) }.sorted().map(\.text))
    }
  }

  /// - Parameter side: nil where the version has no split.
  func holds(for record: Record, side: RecordSide?) -> Bool {
    let found =
      field == "side" ? side?.side.rawValue ?? "" : Self.value(of: field, in: record)
    switch relation {
    case .equal: return found.hasSameBytes(as: value)
    case .unequal: return !found.hasSameBytes(as: value)
    case .contains: return Self.folded(found).contains(Self.folded(value))
    }
  }

  private static func value(of field: String, in record: Record) -> String {
    switch field {
    case "id": record.id.text
    case "input": record.origin?.input ?? ""
    case "heading": record.origin?.headingPath.joined(separator: " / ") ?? ""
    case "strategy": record.origin?.strategy ?? ""
    case "section": record.origin?.source ?? ""
    case _ where field.hasPrefix(mixPrefix) && record.row[field] == nil:
      record.origin?.mix[String(field.dropFirst(mixPrefix.count))] ?? ""
    default:
      record.row[field].map(\.shownText) ?? ""
    }
  }

  private static func folded(_ text: String) -> [UInt8] {
    text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}
