/// One thing wrong with a manifest, an override or a template, and where.
public struct ManifestProblem: Hashable, Sendable {
  /// A stable name such as `manifest.unknown-field`.
  public let code: String
  /// The file as the caller named it; `--set path=value` for an override.
  public let file: String
  /// From 1.
  public let line: Int
  /// From 1, in Unicode scalars. A problem with a value points at the value; one with a key, a
  /// missing value or a missing field at the key concerned, or at the first key of the file. In an
  /// override columns count from the path's first letter.
  public let column: Int
  /// The field, such as `sampling.temperature` or `constraints[2]`; empty for the whole file.
  public let path: String
  /// One sentence.
  public let whatHappened: String
  /// What was probably meant: the nearest valid name, or the value rightly written.
  public let suggestion: String?
  /// One sentence.
  public let nextStep: String

  public init(
    code: String, file: String, line: Int, column: Int, path: String, whatHappened: String,
    suggestion: String?, nextStep: String
  ) {
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.whatHappened = whatHappened
    self.suggestion = suggestion
    self.nextStep = nextStep
  }

  /// `file:line:column`, as editors and terminals understand it.
  public var place: String { "\(file):\(line):\(column)" }
}

extension ManifestProblem: CustomStringConvertible {
  public var description: String { "\(place): \(whatHappened) \(nextStep) [\(code)]" }
}
