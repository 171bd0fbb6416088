import StemmaRecord

/// Anthropic's messages.
struct AnthropicDialect: Dialect {
  let name = "anthropic"
  let ownMembers = ["messages", "model", "stream", "system"]
  let headers: [(name: String, value: String)] = [("anthropic-version", "2023-06-01")]
  /// Sent where the manifest sets none: the service wants one.
  static let standardMaxTokens = 4096

  func path(model: String) -> String { "/v1/messages" }

  func keyHeader(_ key: String) -> (name: String, value: String) { ("x-api-key", key) }

  func body(for prompt: Prompt, model: String, maxTokensField: String) -> JSONObject {
    var body: JSONObject = [
      "messages": .array(
        prompt.turns.map { ["content": .string($0.content), "role": .string($0.role)] }),
      "model": .string(model),
    ]
    body["system"] = prompt.instructions.map { .string($0) }
    body["temperature"] = prompt.sampling.temperature?.json
    body["top_p"] = prompt.sampling.topP?.json
    body[maxTokensField] = .integer(prompt.sampling.maxTokens ?? Self.standardMaxTokens)
    if let schema = prompt.schema {
      body["output_config"] = ["format": ["type": "json_schema", "schema": schema]]
    }
    return body
  }

  func reading(of body: JSONValue) -> Reading? {
    guard case .object(let object) = body, object["type"]?.string == "message",
      let content = object["content"]?.array
    else { return nil }
    let text = content.filter { $0["type"]?.string == "text" }.compactMap { $0["text"]?.string }
    let finish: Answer.FinishReason =
      switch object["stop_reason"]?.string {
      case "max_tokens", "model_context_window_exceeded", "pause_turn": .length
      case "refusal": .refusal
      default: .stop
      }
    let usage = object["usage"]
    return Reading(
      answer: Answer(text: text.joined(), finishReason: finish),
      usage: usage?["input_tokens"]?.tokens.map {
        TokenUsage(
          prompt: $0 + (usage?["cache_creation_input_tokens"]?.tokens ?? 0)
            + (usage?["cache_read_input_tokens"]?.tokens ?? 0),
          completion: usage?["output_tokens"]?.tokens ?? 0)
      },
      evidence: object.only("id", "model"))
  }

  func complaint(in body: JSONValue) -> Complaint? {
    guard body["type"]?.string == "error", let error = body["error"]?.object else { return nil }
    let kind = error["type"]?.string ?? ""
    var complaint = Complaint(message: error["message"]?.string ?? "", kinds: [kind])
    complaint.status = Self.status[kind]
    complaint.isSpent =
      kind == "billing_error" || complaint.message.contains("credit balance is too low")
    return complaint
  }

  private static let status = [
    "invalid_request_error": 400, "authentication_error": 401, "billing_error": 402,
    "permission_error": 403, "not_found_error": 404, "request_too_large": 413,
    "rate_limit_error": 429, "api_error": 500, "timeout_error": 504, "overloaded_error": 529,
  ]
}
