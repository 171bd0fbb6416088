/// One value held against a schema.
struct SchemaCheck {
  private let nodes: [SchemaNode]
  private let isDynamic: Bool
  private let limit: Int
  /// Paths from the part concerned up to the whole.
  private var found: [(keyword: SchemaKeyword, path: [SchemaViolation.Step])] = []
  /// How many alternatives are under trial: what they find wrong is not told.
  private var trials = 0
  private var depth = 0
  var work = JSONSchema.workLimit
  /// Work or depth were used up: nothing is accepted any more.
  private(set) var isSpent = false
  /// The resources on the way to the schema under check, outermost first; kept only where a reference
  /// asks for them.
  private var resources: [Int] = []

  init(_ nodes: [SchemaNode], isDynamic: Bool, limit: Int) {
    self.nodes = nodes
    self.isDynamic = isDynamic
    self.limit = limit
  }

  var violations: [SchemaViolation] {
    found.map { SchemaViolation(keyword: $0.keyword, path: $0.path.reversed()) }
  }

  // MARK: Telling

  /// Notes a violation.
  ///
  /// - Returns: whether there is a use in looking for more.
  mutating func fail(_ keyword: SchemaKeyword) -> Bool {
    guard trials == 0, !isSpent else { return false }
    guard found.count < limit else { return false }
    found.append((keyword, []))
    return found.count < limit
  }

  /// Nothing can be said any more: the value is not accepted, whatever alternatives there are.
  private mutating func giveUp() {
    guard !isSpent else { return }
    isSpent = true
    if found.count < limit { found.append((.bounds, [])) }
  }

  /// - Returns: false where the work allowed is used up.
  mutating func spend(_ steps: Int) -> Bool {
    work -= steps
    if work < 0 { giveUp() }
    return !isSpent
  }

  var canTellMore: Bool { trials == 0 && !isSpent && found.count < limit }

  /// Holds a part of the value against a schema.
  mutating func accepts(
    _ node: Int, _ value: JSONValue, at step: @autoclosure () -> SchemaViolation.Step,
    as keyword: SchemaKeyword
  ) -> Bool {
    let before = found.count
    var marks: SchemaMarks?
    if accepts(node, value, as: keyword, &marks) { return true }
    if before < found.count {
      let step = step()
      for index in before..<found.count { found[index].path.append(step) }
    }
    return false
  }

  /// Notes that there is a part which there should not be.
  mutating func fail(_ keyword: SchemaKeyword, at step: SchemaViolation.Step) -> Bool {
    let before = found.count
    let goesOn = fail(keyword)
    if before < found.count { found[before].path.append(step) }
    return goesOn
  }

  // MARK: One schema

  /// Holds a value against a schema as one of several alternatives.
  ///
  /// - Parameter marks: gets what an accepted schema has had a say about.
  mutating func tries(_ node: Int, _ value: JSONValue, _ marks: inout SchemaMarks?) -> Bool {
    var own = marks.map { SchemaMarks(count: $0.isMarked.count) }
    trials += 1
    let isAccepted = accepts(node, value, as: .never, &own)
    trials -= 1
    if isAccepted, let own { marks?.merge(own) }
    return isAccepted && !isSpent
  }

  /// - Parameters:
  ///   - keyword: what is violated where the schema is `false`.
  ///   - marks: which parts have been looked at; nil where nobody asks.
  mutating func accepts(
    _ number: Int, _ value: JSONValue, as keyword: SchemaKeyword, _ marks: inout SchemaMarks?
  ) -> Bool {
    let node = nodes[number]
    guard spend(1) else { return false }
    guard !node.isNever else {
      _ = fail(keyword)
      return false
    }
    guard depth < JSONSchema.depthLimit else {
      giveUp()
      return false
    }
    depth += 1
    defer { depth -= 1 }
    let isEntered = isDynamic && resources.last != node.resource
    if isEntered { resources.append(node.resource) }
    defer { if isEntered { resources.removeLast() } }
    guard marks == nil, node.list?.rules.unevaluated == nil, node.object?.rules.unevaluated == nil
    else { return acceptsMarking(node, value, &marks) }
    return acceptsParts(node, value, &marks)
  }

  /// As `acceptsParts`, where it is asked which parts were looked at.
  private mutating func acceptsMarking(
    _ node: SchemaNode, _ value: JSONValue, _ marks: inout SchemaMarks?
  ) -> Bool {
    // What schemas around this one have looked at is none of its business.
    var own: SchemaMarks? =
      switch value {
      case .array(let values): SchemaMarks(count: values.count)
      case .object(let object): SchemaMarks(count: object.members.count)
      default: nil
      }
    guard spend((own?.isMarked.count ?? 0) / 8) else { return false }
    var isAccepted = acceptsParts(node, value, &own)
    if isAccepted || canTellMore {
      isAccepted = acceptsUnevaluated(node, value, &own) && isAccepted
    }
    if isAccepted, let own { marks?.merge(own) }
    return isAccepted
  }

  private mutating func acceptsParts(
    _ node: SchemaNode, _ value: JSONValue, _ marks: inout SchemaMarks?
  ) -> Bool {
    var isAccepted = true
    if node.types != .all, !node.types.allows(value) {
      isAccepted = false
      guard fail(.type) else { return false }
    }
    if let listed = node.listed {
      guard spend(listed.count) else { return false }
      if !listed.contains(value) {
        isAccepted = false
        guard fail(.enum) else { return false }
      }
    }
    if let constant = node.constant, constant != value {
      isAccepted = false
      guard fail(.const) else { return false }
    }
    let hasPart =
      switch value {
      case .string(let text): node.text == nil || accepts(text, node)
      case .integer, .number: node.number == nil || acceptsNumber(value, node)
      case .array(let values): node.list == nil || accepts(values, node, &marks)
      case .object(let object): node.object == nil || accepts(object, node, &marks)
      default: true
      }
    isAccepted = isAccepted && hasPart
    guard isAccepted || canTellMore else { return false }
    if node.applied != nil { isAccepted = acceptsApplied(node, value, &marks) && isAccepted }
    return isAccepted && !isSpent
  }

  /// Where a dynamic reference leads, on the way that was taken.
  func goal(of reference: SchemaRules.Dynamic) -> Int {
    for resource in resources {
      if let found = reference.byResource.first(where: { $0.resource == resource }) {
        return found.node
      }
    }
    return reference.node
  }
}
