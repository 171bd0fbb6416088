/// One thing that was looked at, and how it is.
public struct Finding: Hashable, Sendable {
  public enum Status: String, Sendable {
    case ok
    /// It works, but something should be known or done.
    case warning
    /// Something does not work.
    case problem
  }

  /// What was looked at, such as `locks`.
  public let name: String
  public let status: Status
  /// How it is: a sentence, or a few words.
  public let what: String
  /// Nil where there is nothing to do.
  public let nextStep: String?

  public init(_ name: String, _ status: Status, _ what: String, nextStep: String? = nil) {
    self.name = name
    self.status = status
    self.what = what
    self.nextStep = nextStep
  }

  public static func ok(_ name: String, _ what: String) -> Finding { Finding(name, .ok, what) }
}
