public import StemmaRecord
import StemmaStatistics

/// What was made is not as expected, and is to be published only if it is: nothing was.
public struct NotAsExpected: ActionableError {
  /// What was made. Its objects are in the store, where nothing holds them.
  public let report: RunReport

  public var code: String { "run.not-as-expected" }

  public var whatHappened: String {
    let failures = report.checks.filter(\.isFailed).map(\.line)
    return "Nothing was published, since it is not as expected: "
      + "\(failures.joined(separator: "; "))."
  }

  public var place: String? { nil }

  public var nextStep: String {
    "Change the manifest, or take `publish: when-expected` out of it to look at the version."
  }
}
