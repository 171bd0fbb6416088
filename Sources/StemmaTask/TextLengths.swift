/// How long a text may be, in Unicode scalars; nil without a limit.
public struct TextLengths: Hashable, Sendable {
  public var least: Int?
  public var most: Int?

  public init(least: Int? = nil, most: Int? = nil) {
    self.least = least
    self.most = most
  }
}
