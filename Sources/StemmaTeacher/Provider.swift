import StemmaRecord

/// A kind of service: its dialect, where it is by default, and which key it wants.
struct Provider: Sendable {
  enum KeyUse {
    case none
    /// Sent where there is one.
    case optional
    /// Needed by the provider's own servers.
    case needed
  }

  let name: String
  let dialect: any Dialect
  /// Nil where a server must be named.
  let baseURL: String?
  let maxTokensField: String
  /// The variables that may hold the key, the first before the second.
  let keyNames: [String]
  let keyUse: KeyUse
  let capabilities: TeacherCapabilities
  /// Nil where it answers no batches.
  var batches: BatchForm?

  /// What to do about a key that is missing or not accepted.
  var keyAdvice: String {
    guard let name = keyNames.first else {
      return "Set `teacher.base_url` to a server without keys."
    }
    return "Set \(name) in the environment, or put it into `~/.config/stemma/keys`."
  }

  /// Whether models run on machines of one's own, where nobody counts tokens.
  var isLocal: Bool { ["hf", "ollama", "vllm-server"].contains(name) }

  static func named(_ name: String) -> Provider? { all.first { $0.name == name } }

  static let all: [Provider] = {
    let openAI = OpenAIDialect()
    let everything = TeacherCapabilities(
      seed: true, temperatureWithTopP: true, schema: true, logProbabilities: true)
    var everythingAtOnce = everything
    everythingAtOnce.batches = true
    // Whatever is behind another address may speak as vLLM does.
    everythingAtOnce.weighs = true
    var everythingWeighed = everything
    everythingWeighed.weighs = true
    everythingWeighed.standardScoring = .promptLogProbabilities
    // `transformers serve` holds to the form and promises nothing of the rest.
    var bestEffort = TeacherCapabilities(
      seed: true, temperatureWithTopP: true, schema: false, logProbabilities: false)
    bestEffort.mayPassOver = ["seed", "temperature", "top_p"]
    return [
      Provider(
        name: "openai", dialect: openAI, baseURL: "https://api.openai.com/v1",
        maxTokensField: "max_completion_tokens", keyNames: ["OPENAI_API_KEY"], keyUse: .needed,
        capabilities: everythingAtOnce, batches: .openAI),
      Provider(
        name: "anthropic", dialect: AnthropicDialect(), baseURL: "https://api.anthropic.com",
        maxTokensField: "max_tokens", keyNames: ["ANTHROPIC_API_KEY"], keyUse: .needed,
        capabilities: TeacherCapabilities(
          seed: false, temperatureWithTopP: false, schema: true, logProbabilities: false,
          batches: true), batches: .anthropic),
      Provider(
        name: "gemini", dialect: GeminiDialect(),
        baseURL: "https://generativelanguage.googleapis.com", maxTokensField: "maxOutputTokens",
        keyNames: ["GEMINI_API_KEY", "GOOGLE_API_KEY"], keyUse: .needed,
        capabilities: TeacherCapabilities(
          seed: true, temperatureWithTopP: true, schema: true, logProbabilities: false)),
      Provider(
        name: "ollama", dialect: OllamaDialect(), baseURL: "http://127.0.0.1:11434",
        maxTokensField: "num_predict", keyNames: [], keyUse: .none, capabilities: everything),
      Provider(
        name: "vllm-server", dialect: openAI, baseURL: nil, maxTokensField: "max_tokens",
        keyNames: ["VLLM_API_KEY"], keyUse: .optional, capabilities: everythingWeighed),
      Provider(
        name: "hf", dialect: openAI, baseURL: "http://127.0.0.1:8000/v1",
        maxTokensField: "max_tokens", keyNames: [], keyUse: .none,
        capabilities: bestEffort),
      Provider(
        name: "hf-router", dialect: openAI, baseURL: "https://router.huggingface.co/v1",
        maxTokensField: "max_tokens", keyNames: ["HF_TOKEN"], keyUse: .needed,
        capabilities: everything),
    ]
  }()
}
