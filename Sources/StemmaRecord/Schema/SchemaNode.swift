/// A schema made ready for checking. Other schemas are named by their places among all nodes, so
/// that they may well refer to each other in a circle.
final class SchemaNode: Sendable {
  let resource: Int
  let isNever: Bool
  let types: JSONTypes
  let listed: [JSONValue]?
  let constant: JSONValue?
  let text: Boxed<SchemaRules.Text>?
  let number: Boxed<SchemaRules.Number>?
  let list: Boxed<SchemaRules.List>?
  let object: Boxed<SchemaRules.Object>?
  let applied: Boxed<SchemaRules.Applied>?

  init(_ rules: SchemaRules) {
    resource = rules.resource
    isNever = rules.isNever
    types = rules.types
    listed = rules.listed
    constant = rules.constant
    text = rules.text.map(Boxed.init)
    number = rules.number.map(Boxed.init)
    list = rules.list.map(Boxed.init)
    object = rules.object.map(Boxed.init)
    applied = rules.applied.map(Boxed.init)
  }

  /// Rules that are looked at where they lie: copying them would be most of what a check costs.
  final class Boxed<Rules: Sendable>: Sendable {
    let rules: Rules

    init(_ rules: Rules) { self.rules = rules }
  }
}

/// What a schema asks for.
struct SchemaRules: Sendable {
  /// The schema with an identifier of its own that this one stands in.
  var resource = 0
  /// Nothing is as this schema wants it.
  var isNever = false
  var types = JSONTypes.all
  /// The values of `enum`, or the one of `const`.
  var listed: [JSONValue]?
  var constant: JSONValue?
  var text: Text?
  var number: Number?
  var list: List?
  var object: Object?
  var applied: Applied?

  struct Text: Sendable {
    /// In Unicode scalars.
    var least = 0
    var most = Int.max
    var pattern: RegularExpression?
  }

  struct Number: Sendable {
    var minimum: Double?
    var maximum: Double?
    var exclusiveMinimum: Double?
    var exclusiveMaximum: Double?
    var multipleOf: Decimal?
  }

  struct List: Sendable {
    var least = 0
    var most = Int.max
    var isUnique = false
    /// Nodes.
    var first: [Int] = []
    var rest: Int?
    var contains: Int?
    var leastContained = 1
    var mostContained = Int.max
    var unevaluated: Int?
  }

  struct Object: Sendable {
    var least = 0
    var most = Int.max
    var required: [String] = []
    /// Names and nodes, sorted by name as members are.
    var properties: [(name: String, node: Int)] = []
    var patterns: [(pattern: RegularExpression, node: Int)] = []
    var additional: Int?
    var names: Int?
    var dependentNames: [(name: String, required: [String])] = []
    var dependentNodes: [(name: String, node: Int)] = []
    var unevaluated: Int?
  }

  /// Schemas for the same value.
  struct Applied: Sendable {
    var all: [Int] = []
    var any: [Int] = []
    var one: [Int] = []
    var not: Int?
    var condition: Int?
    var then: Int?
    var otherwise: Int?
    var reference: Int?
    var dynamic: Dynamic?
  }

  /// A reference whose goal depends on the way that led to it.
  struct Dynamic: Sendable {
    /// Where it leads by itself.
    let node: Int
    /// Where it leads instead, by the outermost resource on the way that is named here.
    let byResource: [(resource: Int, node: Int)]
  }
}
