public import StemmaRecord

/// Everything wrong with a manifest or a template, at once.
public struct ManifestError: ActionableError, Hashable {
  /// Not empty. In order of position: the file's first, then those of each override in turn.
  /// Beyond 100 there is one more, `manifest.too-many-problems`, that says how many follow.
  public let problems: [ManifestProblem]

  init(_ problems: [ManifestProblem]) {
    precondition(!problems.isEmpty, "an error without a problem says nothing")
    self.problems = problems
  }

  /// The problem's own code where there is one only, else `manifest.invalid`.
  public var code: String {
    problems.count == 1 ? problems[0].code : "manifest.invalid"
  }

  public var whatHappened: String {
    guard problems.count > 1 else { return problems[0].whatHappened }
    return "\(problems.count) things are wrong; the first: \(problems[0].whatHappened)"
  }

  public var place: String? { problems[0].place }

  public var nextStep: String { problems[0].nextStep }

  /// One problem a line.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
