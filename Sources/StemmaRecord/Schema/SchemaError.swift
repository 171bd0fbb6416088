/// Why a JSON Schema cannot be used.
public struct SchemaError: Error, Hashable, Sendable {
  public enum Reason: String, Sendable {
    case wrongValue = "this keyword cannot have this value"
    case noSchema = "a schema is an object, true or false"
    case unresolvedReference = "this reference leads nowhere"
    case badPattern = "this regular expression is not one that is understood here"
    case duplicateName = "this name is taken by another schema"
    case tooDeep = "this is nested too deeply"
    case tooLarge = "this schema is too large"
  }

  public let reason: Reason
  /// Where in the schema, as a JSON pointer (RFC 6901); empty for the whole.
  public let pointer: String

  init(_ reason: Reason, at pointer: String) {
    self.reason = reason
    self.pointer = pointer
  }
}
