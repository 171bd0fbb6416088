/// Why a test's world cannot be built, or a program of it does not run.
public struct Failure: Error, CustomStringConvertible {
  /// A sentence for whoever reads the test's report.
  public let description: String

  public init(_ description: String) { self.description = description }
}
