// Arrays.
extension SchemaCheck {
  mutating func accepts(
    _ values: [JSONValue], _ node: SchemaNode, _ marks: inout SchemaMarks?
  ) -> Bool {
    guard let rules = node.list?.rules, spend(values.count) else { return !isSpent }
    var isAccepted = true
    if values.count < rules.least {
      isAccepted = false
      guard fail(.minItems) else { return false }
    }
    if values.count > rules.most {
      isAccepted = false
      guard fail(.maxItems) else { return false }
    }
    if rules.isUnique {
      guard spend(JSONValue.array(values).weight) else { return false }
      if Set(values).count < values.count {
        isAccepted = false
        guard fail(.uniqueItems) else { return false }
      }
    }
    for (index, value) in values.enumerated() {
      let isFirst = index < rules.first.count
      guard let node = isFirst ? rules.first[index] : rules.rest else { break }
      let isElement = accepts(
        node, value, at: .element(index), as: isFirst ? .prefixItems : .items)
      isAccepted = isAccepted && isElement
      guard isElement || canTellMore else { return false }
      marks?.mark(index)
    }
    guard let contained = rules.contains else { return isAccepted }
    return contains(contained, values, rules, &marks) && isAccepted
  }

  private mutating func contains(
    _ node: Int, _ values: [JSONValue], _ rules: SchemaRules.List, _ marks: inout SchemaMarks?
  ) -> Bool {
    var count = 0
    for (index, value) in values.enumerated() {
      var unasked: SchemaMarks?
      guard tries(node, value, &unasked) else {
        guard !isSpent else { return false }
        continue
      }
      count += 1
      marks?.mark(index)
    }
    if count < rules.leastContained {
      _ = fail(rules.leastContained == 1 ? .contains : .minContains)
      return false
    }
    if count > rules.mostContained {
      _ = fail(.maxContains)
      return false
    }
    return true
  }

  /// What no keyword of the schema, nor of those for the same value, has had a say about.
  mutating func acceptsUnevaluated(
    _ node: SchemaNode, _ value: JSONValue, _ marks: inout SchemaMarks?
  ) -> Bool {
    var isAccepted = true
    switch value {
    case .array(let values):
      guard let rest = node.list?.rules.unevaluated, let seen = marks else { return true }
      for (index, value) in values.enumerated() where !seen.isMarked[index] {
        isAccepted =
          accepts(rest, value, at: .element(index), as: .unevaluatedItems) && isAccepted
        guard isAccepted || canTellMore else { return false }
      }
    case .object(let object):
      guard let rest = node.object?.rules.unevaluated, let seen = marks else { return true }
      for (index, member) in object.members.enumerated() where !seen.isMarked[index] {
        isAccepted =
          accepts(rest, member.value, at: .member(member.key), as: .unevaluatedProperties)
          && isAccepted
        guard isAccepted || canTellMore else { return false }
      }
    default: return true
    }
    marks?.markAll()
    return isAccepted
  }
}

extension JSONValue {
  /// About how much work it is to look at all of a value.
  fileprivate var weight: Int {
    switch self {
    case .null, .bool, .integer, .number: 1
    case .string(let text): 1 + text.utf8.count >> 4
    case .array(let values): values.reduce(1) { $0 + $1.weight }
    case .object(let object):
      object.members.reduce(1) { $0 + 1 + $1.key.utf8.count >> 4 + $1.value.weight }
    }
  }
}
