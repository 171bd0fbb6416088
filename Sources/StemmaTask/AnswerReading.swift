public import StemmaRecord

/// What an answer held.
public enum AnswerReading: Hashable, Sendable {
  case rows([JSONObject])
  /// The answer is not of the wanted form; the argument says how.
  case unparsable(String)
}
