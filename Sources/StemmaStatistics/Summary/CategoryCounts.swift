public import StemmaRecord

/// How often each of a few values occurs. What has too many of them, or too long ones, is no category:
/// then nothing is counted, whichever came first.
public struct CategoryCounts: Hashable, Sendable {
  /// More different values than this are no categories.
  public static let valueLimit = 1024
  /// Longer values, in bytes, are texts.
  public static let lengthLimitBytes = 64

  private var numbers: [TextKey: Int] = [:]
  /// Whether values were too many or too long.
  public private(set) var isOverflowing = false

  public init() {}

  public init(_ counts: [String: Int]) {
    for (value, number) in counts { numbers[TextKey(value)] = number }
  }

  /// By value, in the order of their bytes; empty where it is no category.
  public var counts: [(value: String, count: Int)] {
    numbers.map { (value: $0.key.text, count: $0.value) }
      .sorted { $0.value.precedesByBytes($1.value) }
  }

  public subscript(value: String) -> Int { numbers[TextKey(value)] ?? 0 }

  /// How many different values.
  public var kindCount: Int { numbers.count }

  public var total: Int { numbers.values.reduce(0, +) }

  public mutating func add(_ value: String, _ number: Int = 1) {
    guard !isOverflowing else { return }
    guard value.utf8.count <= Self.lengthLimitBytes else { return overflow() }
    numbers[TextKey(value), default: 0] += number
    if numbers.count > Self.valueLimit { overflow() }
  }

  public mutating func merge(_ other: CategoryCounts) {
    if other.isOverflowing { overflow() }
    for (value, number) in other.numbers { add(value.text, number) }
  }

  private mutating func overflow() {
    isOverflowing = true
    numbers = [:]
  }

  public var json: JSONValue {
    .object(
      JSONObject(unsorted: counts.map { ($0.value, .integer($0.count)) }) ?? JSONObject())
  }

  /// - Returns: nil where a value is not a number.
  public init?(json: JSONValue) {
    guard let object = json.object else { return nil }
    for (value, number) in object.members {
      guard let number = number.integer else { return nil }
      numbers[TextKey(value)] = number
    }
  }
}
