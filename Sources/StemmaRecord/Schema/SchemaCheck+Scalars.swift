// Texts and numbers.
extension SchemaCheck {
  mutating func accepts(_ text: String, _ node: SchemaNode) -> Bool {
    guard let box = node.text else { return true }
    var isAccepted = true
    // A scalar has one to four bytes, which settles most cases.
    let size = text.utf8.count
    if (size + 3) / 4 < box.rules.least || size > box.rules.most {
      let count = text.scalarCount
      guard spend(size >> 6) else { return false }
      if count < box.rules.least {
        isAccepted = false
        guard fail(.minLength) else { return false }
      }
      if count > box.rules.most {
        isAccepted = false
        guard fail(.maxLength) else { return false }
      }
    }
    if let pattern = box.rules.pattern {
      guard let matches = matches(pattern, text) else { return false }
      if !matches {
        isAccepted = false
        guard fail(.pattern) else { return false }
      }
    }
    return isAccepted
  }

  /// - Returns: nil where the work allowed is used up.
  mutating func matches(_ pattern: RegularExpression, _ text: String) -> Bool? {
    // A step of a pattern is a small part of what others are.
    var steps = work << 2
    let result = pattern.matches(text, work: &steps)
    work = min(work, steps >> 2)
    guard spend(1) else { return nil }
    guard let result else {
      _ = spend(.max)
      return nil
    }
    return result
  }

  mutating func acceptsNumber(_ value: JSONValue, _ node: SchemaNode) -> Bool {
    guard let rules = node.number?.rules, let number = value.double else { return true }
    var isAccepted = true
    let isViolated: [(SchemaKeyword, Bool)] = [
      (.minimum, rules.minimum.map { number < $0 } ?? false),
      (.maximum, rules.maximum.map { number > $0 } ?? false),
      (.exclusiveMinimum, rules.exclusiveMinimum.map { number <= $0 } ?? false),
      (.exclusiveMaximum, rules.exclusiveMaximum.map { number >= $0 } ?? false),
    ]
    for (keyword, isViolated) in isViolated where isViolated {
      isAccepted = false
      guard fail(keyword) else { return false }
    }
    if let unit = rules.multipleOf, let decimal = Decimal(value), !decimal.isMultiple(of: unit) {
      isAccepted = false
      guard fail(.multipleOf) else { return false }
    }
    return isAccepted
  }
}
