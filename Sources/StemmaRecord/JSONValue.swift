/// A JSON value as RFC 8785 sees it: members have no order of their own, numbers are IEEE doubles.
///
/// Text is compared by its bytes; Swift's own `==` would join canonically equivalent strings.
public enum JSONValue: Sendable {
  case null
  case bool(Bool)
  /// A whole number of at most 2^53 in magnitude, so that it is exact as a double as well.
  case integer(Int)
  /// Any other finite number.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

/// A JSON object's members, kept sorted by key as RFC 8785 wants them written.
public struct JSONObject: Sendable {
  /// Sorted by the UTF-16 code units of their keys; no key twice.
  public private(set) var members: [(key: String, value: JSONValue)] = []

  public init() {}

  /// - Returns: nil where a key stands twice.
  public init?(unsorted: [(key: String, value: JSONValue)]) {
    members = unsorted
    guard !Self.isSorted(members) else { return }
    members.sort { Self.precedes($0.key, $1.key) }
    guard Self.isSorted(members) else { return nil }
  }

  public subscript(key: String) -> JSONValue? {
    get { index(of: key).map { members[$0].value } }
    set {
      let place = position(of: key)
      let found = place < members.count && Self.same(members[place].key, key)
      switch (found, newValue) {
      case (true, .some(let value)): members[place].value = value
      case (true, .none): members.remove(at: place)
      case (false, .some(let value)): members.insert((key, value), at: place)
      case (false, .none): break
      }
    }
  }

  /// Where a key stands among the members; nil where there is no such member.
  func index(of key: String) -> Int? {
    // Looking at each is quicker while they are few.
    if members.count <= 16 { return members.firstIndex { Self.same($0.key, key) } }
    let place = position(of: key)
    return place < members.count && Self.same(members[place].key, key) ? place : nil
  }

  private func position(of key: String) -> Int {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if Self.precedes(members[middle].key, key) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func same(_ left: String, _ right: String) -> Bool { left.hasSameBytes(as: right) }

  /// By UTF-16 code units, of which the bytes of UTF-8 have the same order but for one thing: what is
  /// beyond U+FFFF stands before U+E000.
  static func precedes(_ left: String, _ right: String) -> Bool {
    left.withBytes(of: right) { left, right in
      for index in 0..<min(left.count, right.count) where left[index] != right[index] {
        let (byte, other) = (left[index], right[index])
        return byte >= 0xEE && other >= 0xEE && (byte >= 0xF0) != (other >= 0xF0)
          ? byte > other : byte < other
      }
      return left.count < right.count
    }
  }

  private static func isSorted(_ members: [(key: String, value: JSONValue)]) -> Bool {
    zip(members, members.dropFirst()).allSatisfy { precedes($0.key, $1.key) }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    for (key, value) in elements { self[key] = value }
  }
}

extension JSONObject: Hashable {
  public static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.members.count == right.members.count
      && zip(left.members, right.members).allSatisfy {
        same($0.key, $1.key) && $0.value == $1.value
      }
  }

  public func hash(into hasher: inout Hasher) {
    for (key, value) in members {
      for byte in key.utf8 { hasher.combine(byte) }
      hasher.combine(value)
    }
  }
}

extension JSONValue: Hashable {
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a.hasSameBytes(as: b)
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)): a == b
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let text): for byte in text.utf8 { hasher.combine(byte) }
    case .array(let values): hasher.combine(values)
    case .object(let object): hasher.combine(object)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    var object = JSONObject()
    for (key, value) in elements { object[key] = value }
    self = .object(object)
  }
}

extension JSONValue {
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
  public var object: JSONObject? { if case .object(let object) = self { object } else { nil } }

  /// The texts of an array, without all else that is in it; nil for any other value.
  public var texts: [String]? { array?.compactMap(\.string) }

  /// What people are shown: a text as it is, anything else as JSON.
  public var shownText: String { string ?? CanonicalJSON.text(self) }

  public static func texts(_ texts: some Sequence<String>) -> JSONValue {
    .array(texts.map { .string($0) })
  }

  /// `null` where there is no text.
  public init(_ text: String?) { self = text.map { .string($0) } ?? .null }

  /// `null` where there is no number.
  public init(_ number: Int?) { self = number.map { .integer($0) } ?? .null }

  /// The member of an object; nil for any other value.
  public subscript(key: String) -> JSONValue? { object?[key] }
}
