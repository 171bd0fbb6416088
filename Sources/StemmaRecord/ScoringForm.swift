/// How a server is asked how probable a text is that it is given.
public enum ScoringForm: String, Hashable, Sendable, CaseIterable {
  /// vLLM's own member of that name.
  case promptLogProbabilities = "prompt_logprobs"
  /// The text is given back, with what is known of its tokens.
  case echo
}
