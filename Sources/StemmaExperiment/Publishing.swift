/// Which versions are published.
public enum Publishing: String, CaseIterable, Sendable {
  case always
  /// Those of which all that is expected holds.
  case whenExpected = "when-expected"
}
