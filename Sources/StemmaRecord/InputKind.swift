/// What a manifest may name under `inputs`.
public enum InputKind: String, CaseIterable, Hashable, Sendable {
  /// Files of prose, cut into sections.
  case documents
  /// Files of examples.
  case seeds
  /// Versions of datasets, whose records are the examples, or the rows.
  case datasets
  /// Files of rows.
  case tables
}
