/// A teacher behind a network, as a manifest names it.
///
/// What decides answers is *what*; how to reach it (`baseURL`, `headers`, `timeoutSeconds`) is *how*.
public struct TeacherChoice: Hashable, Sendable {
  /// Who stands for whatever adapter is registered for the dataset.
  public static let adapterProvider = "self"

  /// `openai`, `anthropic`, `gemini`, `ollama`, `vllm-server`, `hf`, `hf-router` or `self`.
  public var provider: String
  /// As the service knows it; nil where the server itself is to say (`vllm-server`).
  public var model: String?
  /// The weights that the model has of its own; nil where nothing is known of any. They are *what*: a
  /// server may have others under the same name later.
  public var adapter: AdapterDigest?
  /// Without a slash at its end; nil for the provider's own.
  public var baseURL: String?
  /// Sent with every request, besides the provider's own; never a key.
  public var headers: [String: String]
  /// `max_tokens` or `max_completion_tokens`; nil for what the provider's servers know.
  public var maxTokensField: String?
  /// How it is asked how probable a text is; nil for the provider's own way.
  public var scoring: ScoringForm?
  /// How long to wait for one answer, in seconds.
  public var timeoutSeconds: Int?
  /// Members merged into each request's body; they decide answers, so they are *what*.
  public var extraBody: JSONObject
  /// The most requests sent in any minute; nil for no limit of our own. *How*.
  public var requestsPerMinute: Int?
  /// The most tokens, of prompts and answers together, asked for in any minute; nil for no limit. *How*.
  public var tokensPerMinute: Int?
  /// Whether questions are put in batches, and not each by itself. *How*.
  public var isBatched: Bool
  /// What tokens cost; nil for what is known of the model. *How*.
  public var price: TokenPrice?

  public init(
    provider: String, model: String? = nil, adapter: AdapterDigest? = nil, baseURL: String? = nil,
    headers: [String: String] = [:], maxTokensField: String? = nil,
    scoring: ScoringForm? = nil, timeoutSeconds: Int? = nil,
    extraBody: JSONObject = JSONObject(), requestsPerMinute: Int? = nil,
    tokensPerMinute: Int? = nil, isBatched: Bool = false, price: TokenPrice? = nil
  ) {
    self.provider = provider
    self.model = model
    self.adapter = adapter
    self.baseURL = baseURL
    self.headers = headers
    self.maxTokensField = maxTokensField
    self.scoring = scoring
    self.timeoutSeconds = timeoutSeconds
    self.extraBody = extraBody
    self.requestsPerMinute = requestsPerMinute
    self.tokensPerMinute = tokensPerMinute
    self.isBatched = isBatched
    self.price = price
  }
}
