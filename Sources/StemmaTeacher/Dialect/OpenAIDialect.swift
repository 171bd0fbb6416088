import StemmaRecord

/// Chat completions, as OpenAI, vLLM, llama.cpp and many gateways serve them.
struct OpenAIDialect: Dialect {
  let name = "openai"
  let ownMembers = ["messages", "model", "stream"]

  func path(model: String) -> String { "/chat/completions" }

  func body(for prompt: Prompt, model: String, maxTokensField: String) -> JSONObject {
    var body: JSONObject = [
      "messages": .array(
        prompt.messages.map { ["content": .string($0.content), "role": .string($0.role)] }),
      "model": .string(model),
    ]
    body["seed"] = prompt.sentSeed
    body["temperature"] = prompt.sampling.temperature?.json
    body["top_p"] = prompt.sampling.topP?.json
    body[maxTokensField] = prompt.sampling.maxTokens.map { .integer($0) }
    if let schema = prompt.schema {
      body["response_format"] = [
        "type": "json_schema",
        "json_schema": ["name": .string(prompt.schemaName), "schema": schema, "strict": true],
      ]
    }
    return body
  }

  func reading(of body: JSONValue) -> Reading? {
    guard case .object(let object) = body, let choice = object["choices"]?.array?.first,
      let message = choice["message"]?.object
    else { return nil }
    let refusal = message["refusal"]?.string ?? ""
    let said = Self.text(message["content"])
    let finish: Answer.FinishReason =
      switch choice["finish_reason"]?.string {
      case "length": .length
      case "content_filter": .refusal
      default: refusal.isEmpty ? .stop : .refusal
      }
    let usage = object["usage"]
    return Reading(
      answer: Answer(
        text: said.isEmpty ? refusal : Thinking.removed(from: said), finishReason: finish),
      usage: usage?["prompt_tokens"]?.tokens.map {
        TokenUsage(prompt: $0, completion: usage?["completion_tokens"]?.tokens ?? 0)
      },
      evidence: object.only("id", "model", "system_fingerprint", "service_tier"))
  }

  /// A text, or the texts of its parts.
  private static func text(_ content: JSONValue?) -> String {
    switch content {
    case .string(let text): text
    case .array(let parts):
      parts.filter { $0["type"]?.string == "text" }.compactMap { $0["text"]?.string }.joined()
    default: ""
    }
  }

  func complaint(in body: JSONValue) -> Complaint? {
    var complaint = Complaint()
    switch body["error"] {
    case .object(let error):
      complaint.message = error["message"]?.string ?? ""
      complaint.kinds = [error["type"]?.string, error["code"]?.string].compactMap(\.self)
      complaint.parameter = error["param"]?.string
      complaint.status = error["code"]?.integer
    case .string(let text): complaint.message = text
    default:
      // Servers built on FastAPI, and vLLM before it followed OpenAI.
      guard let detail = body["detail"] ?? body["message"] else { return nil }
      complaint.message = detail.shownText
      complaint.status = body["code"]?.integer
      complaint.kinds = [body["type"]?.string].compactMap(\.self)
    }
    complaint.isSpent = complaint.isOfKind(
      "insufficient_quota", "billing_hard_limit_reached", "billing_not_active")
    return complaint
  }
}
