/// Makes schemas ready for checking: every keyword's value is looked at once, every reference is
/// followed once.
struct SchemaCompiler {
  /// What a keyword's value is.
  enum Form {
    case schema
    case schemas
    case schemasByName
    case other
  }

  private var library: SchemaLibrary
  private var numbers: [SchemaLibrary.Place: Int] = [:]
  private var waiting: [SchemaLibrary.Place] = []
  /// References whose goal depends on the way that leads to them: the node they stand in, where they
  /// lead by themselves, and the name that is looked for on the way.
  private var dynamic: [(node: Int, target: Int, name: String)] = []

  /// - Parameter others: documents that references may lead to, by address.
  /// - Returns: all nodes, the whole schema's first.
  static func nodes(
    of schema: JSONValue, others: [String: JSONValue]
  ) throws(SchemaError) -> (nodes: [SchemaNode], isDynamic: Bool) {
    var compiler = SchemaCompiler(library: try SchemaLibrary(schema, others: others))
    _ = compiler.number(of: SchemaLibrary.Place(document: 0, pointer: []))
    var all: [SchemaRules] = []
    while all.count < compiler.waiting.count {
      let place = compiler.waiting[all.count]
      guard all.count < SchemaLibrary.schemaLimit else {
        throw SchemaError(.tooLarge, at: place.pointerText)
      }
      all.append(try compiler.rules(at: place, number: all.count))
      // Their goals may be schemas that nothing else leads to.
      if all.count == compiler.waiting.count { compiler.followDynamic(&all) }
    }
    return (all.map(SchemaNode.init), !compiler.dynamic.isEmpty)
  }

  private mutating func followDynamic(_ all: inout [SchemaRules]) {
    for (node, target, name) in dynamic {
      var byResource: [(resource: Int, node: Int)] = []
      for (index, resource) in library.resources.enumerated() {
        if let place = resource.dynamicAnchors[name] {
          byResource.append((index, number(of: place)))
        }
      }
      all[node].applied?.dynamic = SchemaRules.Dynamic(node: target, byResource: byResource)
    }
  }

  private init(library: SchemaLibrary) { self.library = library }

  static func form(of keyword: String) -> Form {
    switch keyword {
    case "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not",
      "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties":
      .schema
    case "allOf", "anyOf", "oneOf", "prefixItems": .schemas
    case "$defs", "dependentSchemas", "patternProperties", "properties": .schemasByName
    default: .other
    }
  }

  private mutating func number(of place: SchemaLibrary.Place) -> Int {
    if let known = numbers[place] { return known }
    numbers[place] = waiting.count
    waiting.append(place)
    return waiting.count - 1
  }

  // MARK: One schema

  private mutating func rules(
    at place: SchemaLibrary.Place, number: Int
  ) throws(SchemaError) -> SchemaRules {
    var rules = SchemaRules()
    rules.resource = library.resource(of: place)
    switch library.value(at: place) {
    case .bool(let isOpen): rules.isNever = !isOpen
    case .object(let object):
      for (keyword, value) in object.members {
        try read(keyword, value, at: place, into: &rules, number: number)
      }
      simplify(&rules)
    default: throw SchemaError(.noSchema, at: place.pointerText)
    }
    return rules
  }

  /// What there is nothing to check for is left out.
  private func simplify(_ rules: inout SchemaRules) {
    if rules.applied?.condition == nil {
      rules.applied?.then = nil
      rules.applied?.otherwise = nil
    }
  }

  private mutating func read(
    _ keyword: String, _ value: JSONValue, at place: SchemaLibrary.Place,
    into rules: inout SchemaRules, number: Int
  ) throws(SchemaError) {
    let here = place.child(keyword.utf8)
    if try readReference(keyword, value, here, &rules, number) { return }
    if try readApplied(keyword, value, here, &rules) { return }
    if try readParts(keyword, value, here, &rules) { return }
    guard library.resources[rules.resource].validates else { return }
    guard try readLimit(keyword, value, here, &rules) else {
      throw SchemaError(.wrongValue, at: here.pointerText)
    }
  }

  private mutating func readReference(
    _ keyword: String, _ value: JSONValue, _ here: SchemaLibrary.Place,
    _ rules: inout SchemaRules, _ number: Int
  ) throws(SchemaError) -> Bool {
    guard keyword == "$ref" || keyword == "$dynamicRef" else { return false }
    guard let text = value.string else { throw SchemaError(.wrongValue, at: here.pointerText) }
    guard let target = try library.target(of: text, in: rules.resource) else {
      throw SchemaError(.unresolvedReference, at: here.pointerText)
    }
    let node = self.number(of: target.place)
    var applied = rules.applied ?? SchemaRules.Applied()
    if keyword == "$ref" {
      applied.reference = node
    } else {
      applied.dynamic = SchemaRules.Dynamic(node: node, byResource: [])
      if let name = target.dynamicName { dynamic.append((number, node, name)) }
    }
    rules.applied = applied
    return true
  }

  private mutating func one(
    _ value: JSONValue, _ here: SchemaLibrary.Place
  ) throws(SchemaError) -> Int {
    guard value.object != nil || value.bool != nil else {
      throw SchemaError(.noSchema, at: here.pointerText)
    }
    return number(of: here)
  }

  private mutating func several(
    _ value: JSONValue, _ here: SchemaLibrary.Place
  ) throws(SchemaError) -> [Int] {
    guard let values = value.array, !values.isEmpty else {
      throw SchemaError(.wrongValue, at: here.pointerText)
    }
    var nodes: [Int] = []
    for (index, value) in values.enumerated() {
      nodes.append(try one(value, here.child(String(index).utf8)))
    }
    return nodes
  }

  private mutating func named(
    _ value: JSONValue, _ here: SchemaLibrary.Place
  ) throws(SchemaError) -> [(name: String, node: Int)] {
    guard let object = value.object else {
      throw SchemaError(.wrongValue, at: here.pointerText)
    }
    var nodes: [(name: String, node: Int)] = []
    for (name, value) in object.members {
      nodes.append((name, try one(value, here.child(name.utf8))))
    }
    return nodes
  }

  /// Keywords that ask something of the same value.
  private mutating func readApplied(
    _ keyword: String, _ value: JSONValue, _ here: SchemaLibrary.Place,
    _ rules: inout SchemaRules
  ) throws(SchemaError) -> Bool {
    var applied = rules.applied ?? SchemaRules.Applied()
    switch keyword {
    case "allOf": applied.all = try several(value, here)
    case "anyOf": applied.any = try several(value, here)
    case "oneOf": applied.one = try several(value, here)
    case "not": applied.not = try one(value, here)
    case "if": applied.condition = try one(value, here)
    case "then": applied.then = try one(value, here)
    case "else": applied.otherwise = try one(value, here)
    default: return false
    }
    rules.applied = applied
    return true
  }

  /// Keywords that ask something of a value's parts.
  private mutating func readParts(
    _ keyword: String, _ value: JSONValue, _ here: SchemaLibrary.Place,
    _ rules: inout SchemaRules
  ) throws(SchemaError) -> Bool {
    var list = rules.list ?? SchemaRules.List()
    var object = rules.object ?? SchemaRules.Object()
    switch keyword {
    case "prefixItems": list.first = try several(value, here)
    case "items": list.rest = try one(value, here)
    case "contains": list.contains = try one(value, here)
    case "unevaluatedItems": list.unevaluated = try one(value, here)
    case "properties": object.properties = try named(value, here)
    case "patternProperties": object.patterns = try patterns(value, here)
    case "additionalProperties": object.additional = try one(value, here)
    case "propertyNames": object.names = try one(value, here)
    case "dependentSchemas": object.dependentNodes = try named(value, here)
    case "unevaluatedProperties": object.unevaluated = try one(value, here)
    default: return false
    }
    switch keyword {
    case "prefixItems", "items", "contains", "unevaluatedItems": rules.list = list
    default: rules.object = object
    }
    return true
  }

  private mutating func patterns(
    _ value: JSONValue, _ here: SchemaLibrary.Place
  ) throws(SchemaError) -> [(pattern: RegularExpression, node: Int)] {
    var patterns: [(pattern: RegularExpression, node: Int)] = []
    for (name, node) in try named(value, here) {
      guard let pattern = RegularExpression(name) else {
        throw SchemaError(.badPattern, at: here.child(name.utf8).pointerText)
      }
      patterns.append((pattern, node))
    }
    return patterns
  }
}
