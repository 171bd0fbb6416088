/// Why a text is not JSON as stemma reads it.
public struct JSONError: Error, Hashable, Sendable {
  public enum Reason: String, Sendable {
    case unexpectedEnd = "the text ends too early"
    case unexpectedByte = "this character cannot stand here"
    case trailingContent = "something follows the value"
    case duplicateMember = "a member stands twice in this object"
    case invalidText = "this is not valid Unicode text"
    case numberOutOfRange = "this number is too large"
    case numberInexact = "this number cannot be kept to the digit; write it as a text"
    case tooDeep = "this is nested too deeply"
  }

  public let reason: Reason
  /// Where, in bytes from the text's start.
  public let offset: Int

  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
