/// Whom a prompt is put to; by its word manifests and transcripts know it.
public enum Role: String, Hashable, Sendable {
  /// Is asked for records.
  case teacher
  /// Rates them.
  case judge
  /// Says how probable they are.
  case sway
}
