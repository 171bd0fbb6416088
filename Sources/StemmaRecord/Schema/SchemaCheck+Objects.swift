// Objects.
extension SchemaCheck {
  private typealias Box = SchemaNode.Boxed<SchemaRules.Object>

  mutating func accepts(
    _ object: JSONObject, _ node: SchemaNode, _ marks: inout SchemaMarks?
  ) -> Bool {
    guard let box = node.object else { return true }
    guard spend(object.members.count) else { return false }
    var isAccepted = true
    for name in box.rules.required where object.index(of: name) == nil {
      isAccepted = false
      guard fail(.required) else { return false }
    }
    if object.members.count < box.rules.least {
      isAccepted = false
      guard fail(.minProperties) else { return false }
    }
    if object.members.count > box.rules.most {
      isAccepted = false
      guard fail(.maxProperties) else { return false }
    }
    isAccepted = acceptsMembers(object, box, &marks) && isAccepted
    guard isAccepted || canTellMore else { return false }
    return acceptsDependents(object, box, &marks) && isAccepted
  }

  private mutating func acceptsMembers(
    _ object: JSONObject, _ box: Box, _ marks: inout SchemaMarks?
  ) -> Bool {
    var isAccepted = true
    // Both are sorted: the next property is most often the next member's.
    var next = 0
    for (index, member) in object.members.enumerated() {
      let (known, isWell) = acceptsKnown(member, box, &next)
      isAccepted = isAccepted && isWell
      guard isWell || canTellMore else { return false }
      if known { marks?.mark(index) }
      if !known, let additional = box.rules.additional {
        let isWell = accepts(
          additional, member.value, at: .member(member.key), as: .additionalProperties)
        isAccepted = isAccepted && isWell
        guard isWell || canTellMore else { return false }
        marks?.mark(index)
      }
      if let names = box.rules.names {
        let isWell = accepts(
          names, .string(member.key), at: .member(member.key), as: .propertyNames)
        isAccepted = isAccepted && isWell
        guard isWell || canTellMore else { return false }
      }
    }
    return isAccepted
  }

  /// Holds a member against the schemas for its name.
  ///
  /// - Returns: whether there are any, and whether they accept it.
  private mutating func acceptsKnown(
    _ member: (key: String, value: JSONValue), _ box: Box, _ next: inout Int
  ) -> (isKnown: Bool, isAccepted: Bool) {
    var isKnown = false
    var isAccepted = true
    while next < box.rules.properties.count {
      guard box.rules.properties[next].name.hasSameBytes(as: member.key) else {
        guard JSONObject.precedes(box.rules.properties[next].name, member.key) else { break }
        next += 1
        continue
      }
      isKnown = true
      isAccepted = accepts(
        box.rules.properties[next].node, member.value, at: .member(member.key), as: .properties)
      next += 1
      break
    }
    for (pattern, node) in box.rules.patterns {
      guard isAccepted || canTellMore, let matches = matches(pattern, member.key) else {
        return (isKnown, false)
      }
      guard matches else { continue }
      isKnown = true
      isAccepted =
        accepts(node, member.value, at: .member(member.key), as: .patternProperties)
        && isAccepted
    }
    return (isKnown, isAccepted)
  }

  private mutating func acceptsDependents(
    _ object: JSONObject, _ box: Box, _ marks: inout SchemaMarks?
  ) -> Bool {
    var isAccepted = true
    for (name, required) in box.rules.dependentNames where object.index(of: name) != nil {
      guard spend(required.count) else { return false }
      for other in required where object.index(of: other) == nil {
        isAccepted = false
        guard fail(.dependentRequired) else { return false }
      }
    }
    for (name, node) in box.rules.dependentNodes where object.index(of: name) != nil {
      isAccepted = accepts(node, .object(object), as: .dependentSchemas, &marks) && isAccepted
      guard isAccepted || canTellMore else { return false }
    }
    return isAccepted
  }
}
