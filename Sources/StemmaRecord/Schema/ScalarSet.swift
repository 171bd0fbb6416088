/// A set of Unicode scalars, as a character class of a regular expression names it.
struct ScalarSet: Sendable {
  /// For each scalar below 128 whether it is in.
  private var ascii: (UInt64, UInt64) = (0, 0)
  /// Above 127: ranges, and properties.
  private var ranges: [ClosedRange<UInt32>] = []
  private var properties: [(property: ScalarProperty, isNegated: Bool)] = []
  private var isNegated = false

  init() {}

  init(_ range: ClosedRange<UInt32>) { insert(range) }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    for value in range.clamped(to: 0...0x7F) where range.contains(value) { insertASCII(value) }
    if range.upperBound >= 0x80 { ranges.append(max(range.lowerBound, 0x80)...range.upperBound) }
  }

  /// - Parameter isNegated: insert what does not have the property.
  mutating func insert(_ property: ScalarProperty, isNegated: Bool) {
    for value in 0..<UInt32(0x80) where property.holds(value) != isNegated { insertASCII(value) }
    properties.append((property, isNegated))
  }

  /// Inserts what is in a set of ranges; with `isNegated` what is not.
  mutating func insert(_ others: [ClosedRange<UInt32>], isNegated: Bool) {
    guard isNegated else {
      for range in others { insert(range) }
      return
    }
    var next: UInt32 = 0
    for range in others {
      if next < range.lowerBound { insert(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    insert(next...0x10FFFF)
  }

  mutating func negate() { isNegated.toggle() }

  private mutating func insertASCII(_ value: UInt32) {
    if value < 64 { ascii.0 |= 1 << UInt64(value) } else { ascii.1 |= 1 << UInt64(value - 64) }
  }

  func contains(_ value: UInt32) -> Bool {
    let isIn =
      if value < 64 { ascii.0 >> UInt64(value) & 1 == 1 } else if value < 128 {
        ascii.1 >> UInt64(value - 64) & 1 == 1
      } else {
        ranges.contains { $0.contains(value) }
          || properties.contains { $0.property.holds(value) != $0.isNegated }
      }
    return isIn != isNegated
  }

  // MARK: The classes that have letters of their own, sorted

  static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  static let wordCharacters: [ClosedRange<UInt32>] = [
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A,
  ]
  static let spaces: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ]
  /// What `.` does not match.
  static let lineEnds: [ClosedRange<UInt32>] = [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029]

  static func isWordCharacter(_ value: UInt32) -> Bool {
    wordCharacters.contains { $0.contains(value) }
  }
}
