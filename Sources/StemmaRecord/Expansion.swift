/// Values by axis: which an item has of what a manifest expands, or a slot of its mix, of each axis one.
///
/// What is expanded is part of the item's key, so that a further value of an axis leaves the others'
/// records alone; a mix is part of no key.
public struct Expansion: Hashable, Sendable {
  /// Texts by axis, such as `topic`; of `language` its code.
  public let values: JSONObject

  /// Of a manifest that expands nothing, or mixes nothing.
  public static let none = Expansion([:])

  public init(_ values: [String: String]) {
    var object = JSONObject()
    for (axis, value) in values { object[axis] = .string(value) }
    self.values = object
  }

  /// - Returns: nil where a member is no text.
  public init?(json: JSONObject) {
    guard json.members.allSatisfy({ $0.value.string != nil }) else { return nil }
    values = json
  }

  public var isEmpty: Bool { values.members.isEmpty }

  public subscript(axis: String) -> String? { values[axis]?.string }

  public static func == (left: Expansion, right: Expansion) -> Bool {
    JSONValue.object(left.values) == .object(right.values)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(JSONValue.object(values)) }
}
