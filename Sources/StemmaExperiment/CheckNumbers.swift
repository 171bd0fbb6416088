import StemmaRecord

// Numbers are plain decimals and nothing else.
extension ManifestChecker {
  mutating func integer(_ slot: Slot, _ range: ClosedRange<Int>) -> Int? {
    guard let digits = digits(slot, "a whole number", isDecimal: false) else { return nil }
    guard let value = Int(digits), range.contains(value) else {
      // What is too long for a number is far below or far above.
      let isBelow = Int(digits).map { $0 < range.lowerBound } ?? digits.hasPrefix("-")
      let nearest = isBelow ? range.lowerBound : range.upperBound
      addOutOfRange(slot, digits, "\(range.lowerBound) to \(range.upperBound)", "\(nearest)")
      return nil
    }
    return value
  }

  mutating func seed(_ slot: Slot) -> UInt64? {
    guard let digits = digits(slot, "a whole number", isDecimal: false) else { return nil }
    guard let value = UInt64(digits) else {
      let nearest = digits.hasPrefix("-") ? UInt64.min : .max
      addOutOfRange(slot, digits, "0 to \(UInt64.max)", "\(nearest)")
      return nil
    }
    return value
  }

  mutating func decimal(_ slot: Slot, _ range: ClosedRange<Millionths>) -> Millionths? {
    guard let digits = digits(slot, "a number", isDecimal: true) else { return nil }
    guard let value = Millionths(digits) else {
      let isLong = digits.utf8.firstIndex(of: UInt8(ascii: ".")).map {
        digits.utf8.distance(from: $0, to: digits.utf8.endIndex) > 7
      }
      if isLong == true {
        problems.add(
          "manifest.out-of-range", at: slot.place, path: slot.path,
          "`\(slot.path)` has more than six digits after the point.",
          nextStep: "Round it to six.")
      } else {
        let nearest = digits.hasPrefix("-") ? range.lowerBound : range.upperBound
        addOutOfRange(slot, digits, Self.shown(range), nearest.description)
      }
      return nil
    }
    guard range.contains(value) else {
      let nearest = value < range.lowerBound ? range.lowerBound : range.upperBound
      // The least number above nothing is no good suggestion.
      addOutOfRange(
        slot, digits, Self.shown(range), nearest.count == 1 ? nil : nearest.description)
      return nil
    }
    return value
  }

  static func shown(_ range: ClosedRange<Millionths>) -> String {
    range.lowerBound.count == 1
      ? "above 0 to \(range.upperBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }

  private mutating func addOutOfRange(
    _ slot: Slot, _ digits: String, _ range: String, _ nearest: String?
  ) {
    problems.add(
      "manifest.out-of-range", at: slot.place, path: slot.path,
      "\(Shown.text(digits)) is out of range for `\(slot.path)`.", suggestion: nearest,
      nextStep: "Write a value from \(range).")
  }

  /// The digits of a number written plainly.
  private mutating func digits(_ slot: Slot, _ wanted: String, isDecimal: Bool) -> String? {
    guard case .scalar(let text, let isPlain) = slot.node.content else {
      addWrongType(slot, wanted, next: "Write \(wanted).")
      return nil
    }
    switch PlainNumber(text) {
    case .whole(let digits) where isPlain || isStored: return digits
    case .decimal(let digits) where (isPlain || isStored) && isDecimal: return digits
    case .decimal(let digits) where isPlain && Self.isWhole(digits):
      let plain = String(digits.prefix { $0 != "." })
      addWrongType(slot, wanted, suggestion: plain, next: "Write `\(plain)`.")
    case .unclear(let plain?):
      addWrongType(
        slot, "\(wanted) in plain digits", suggestion: plain, next: "Write `\(plain)`.")
    case .whole(let digits) where !isPlain, .decimal(let digits) where !isPlain && isDecimal:
      addWrongType(
        slot, "\(wanted), not a text", suggestion: digits, next: "Take the quotes off.")
    default:
      addWrongType(slot, wanted, next: "Write \(wanted) in plain digits, without quotes.")
    }
    return nil
  }

  private static func isWhole(_ digits: String) -> Bool {
    guard let point = digits.firstIndex(of: ".") else { return true }
    return digits[point...].dropFirst().allSatisfy { $0 == "0" }
  }

  mutating func format(_ slot: Slot) -> CheckedValue? {
    guard let digits = digits(slot, "a whole number", isDecimal: false) else { return nil }
    guard digits == "\(Manifest.format)" else {
      problems.add(
        "manifest.wrong-format", at: slot.place, path: slot.path,
        "This manifest is of format \(Shown.text(digits)); this stemma reads format 1.",
        suggestion: "1",
        nextStep: "Use a stemma that reads format \(Shown.text(digits)), or write `stemma: 1`.")
      return nil
    }
    return .integer(Manifest.format)
  }
}
