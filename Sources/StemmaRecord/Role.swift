/// Whom a prompt is put to; by its word manifests and transcripts know it.
public enum Role: String, Hashable, Sendable {
  /// Is asked for whole records.
  case teacher
  /// Is asked for the first part of records: questions, or prompts.
  case question
  /// Makes what is asked harder, before anybody answers.
  case evolve
  /// Answers what is asked.
  case answer
  /// Gives the answer that is to be preferred.
  case chosen
  /// Gives the other one.
  case rejected
  /// Rates records.
  case judge
  /// Says how probable they are.
  case sway

  /// Whether records are made of the answers, as against questions about records that there are.
  public var makesRecords: Bool {
    switch self {
    case .teacher, .question, .evolve, .answer, .chosen, .rejected: true
    case .judge, .sway: false
    }
  }
}
