/// Where a value is not as a JSON Schema wants it, and which keyword says so.
public struct SchemaViolation: Hashable, Sendable {
  /// The keyword that is violated.
  public let keyword: SchemaKeyword
  /// From the whole value to the part concerned, which may be one that there should not be.
  public let path: [Step]

  /// One step into a value.
  public enum Step: Hashable, Sendable {
    case member(String)
    case element(Int)
  }

  /// The path as a JSON pointer (RFC 6901); empty for the whole value.
  public var pointer: String {
    path.map { step in
      switch step {
      case .member(let name): "/" + JSONPointer.escaped(name)
      case .element(let index): "/\(index)"
      }
    }.joined()
  }
}

/// The keywords that a value can violate.
public enum SchemaKeyword: String, Hashable, Sendable, CaseIterable {
  case type, `enum`, const
  case minLength, maxLength, pattern
  case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
  case minItems, maxItems, uniqueItems, prefixItems, items, contains, minContains, maxContains
  case unevaluatedItems
  case required, minProperties, maxProperties, dependentRequired, dependentSchemas
  case properties, patternProperties, additionalProperties, propertyNames, unevaluatedProperties
  case allOf, anyOf, oneOf, not, then, `else`
  case reference = "$ref"
  case dynamicReference = "$dynamicRef"
  /// The whole schema is `false`.
  case never = "false"
  /// Not a keyword: the value could not be checked within the bounds on depth and work.
  case bounds
}
