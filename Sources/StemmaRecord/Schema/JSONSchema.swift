/// A JSON Schema (2020-12) that values can be held against, any number of them side by side.
///
/// All keywords of the core, applicator, unevaluated and validation vocabularies are in force; `format`
/// and what describes contents only annotate. References lead within the schema, to documents given
/// with it, and to the metaschema; nothing is ever fetched. Texts are compared by their bytes and
/// counted in Unicode scalars; numbers are taken by their shortest decimal digits.
///
/// Whatever schema and value are, checking ends: it goes `depthLimit` schemas deep at most and takes
/// `workLimit` steps at most. A value that needs more violates `SchemaKeyword.bounds`.
public struct JSONSchema: Sendable {
  /// How many schemas deep a check goes, references counted.
  public static let depthLimit = 512
  /// Steps of one check: a schema held against a value, a member looked at, or a few scalars of a
  /// text put to a pattern.
  public static let workLimit = 4_000_000

  private let nodes: [SchemaNode]
  private let isDynamic: Bool

  /// - Parameters:
  ///   - schema: an object, `true` or `false`.
  ///   - documents: what references may lead to besides, by address.
  /// - Throws: `SchemaError` with the place of the first problem.
  public init(
    _ schema: JSONValue, documents: [String: JSONValue] = [:]
  ) throws(SchemaError) {
    (nodes, isDynamic) = try SchemaCompiler.nodes(of: schema, others: documents)
  }

  /// - Returns: what is wrong with the value, as found first; nil where it is as the schema wants it.
  public func violation(of value: JSONValue) -> SchemaViolation? {
    violations(of: value, limit: 1).first
  }

  /// - Parameter limit: how many to find at most, at least 1.
  /// - Returns: what is wrong with the value; empty where it is as the schema wants it. Of schemas that
  ///   are alternatives only the whole is named.
  public func violations(of value: JSONValue, limit: Int = 100) -> [SchemaViolation] {
    var check = SchemaCheck(nodes, isDynamic: isDynamic, limit: limit)
    var marks: SchemaMarks?
    guard check.accepts(0, value, as: .never, &marks) else { return check.violations }
    return []
  }
}
