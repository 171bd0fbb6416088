// Schemas for the same value.
extension SchemaCheck {
  mutating func acceptsApplied(
    _ node: SchemaNode, _ value: JSONValue, _ marks: inout SchemaMarks?
  ) -> Bool {
    guard let box = node.applied else { return true }
    var isAccepted = true
    if let reference = box.rules.reference {
      isAccepted = accepts(reference, value, as: .reference, &marks)
      guard isAccepted || canTellMore else { return false }
    }
    if let dynamic = box.rules.dynamic {
      isAccepted =
        accepts(goal(of: dynamic), value, as: .dynamicReference, &marks) && isAccepted
      guard isAccepted || canTellMore else { return false }
    }
    for part in box.rules.all {
      isAccepted = accepts(part, value, as: .allOf, &marks) && isAccepted
      guard isAccepted || canTellMore else { return false }
    }
    isAccepted = acceptsChoices(box.rules, value, &marks) && isAccepted
    guard isAccepted || canTellMore else { return false }
    guard let condition = box.rules.condition else { return isAccepted }
    let holds = tries(condition, value, &marks)
    guard !isSpent else { return false }
    if let branch = holds ? box.rules.then : box.rules.otherwise {
      isAccepted = accepts(branch, value, as: holds ? .then : .else, &marks) && isAccepted
    }
    return isAccepted
  }

  private mutating func acceptsChoices(
    _ applied: SchemaRules.Applied, _ value: JSONValue, _ marks: inout SchemaMarks?
  ) -> Bool {
    var isAccepted = true
    if !applied.any.isEmpty {
      var isFound = false
      for choice in applied.any {
        isFound = tries(choice, value, &marks) || isFound
        // The others may have a say about more parts, where that is asked.
        if isFound && marks == nil { break }
      }
      if !isFound {
        isAccepted = false
        guard fail(.anyOf) else { return false }
      }
    }
    if !applied.one.isEmpty {
      var count = 0
      for choice in applied.one where count < 2 {
        if tries(choice, value, &marks) { count += 1 }
      }
      if count != 1 {
        isAccepted = false
        guard fail(.oneOf) else { return false }
      }
    }
    if let not = applied.not {
      var unasked: SchemaMarks?
      if tries(not, value, &unasked) {
        isAccepted = false
        guard fail(.not) else { return false }
      }
    }
    return isAccepted
  }
}
