import StemmaRecord

/// Ollama's chat.
struct OllamaDialect: Dialect {
  let name = "ollama"
  let ownMembers = ["messages", "model", "stream"]

  func path(model: String) -> String { "/api/chat" }

  func body(for prompt: Prompt, model: String, maxTokensField: String) -> JSONObject {
    var body: JSONObject = [
      "messages": .array(
        prompt.messages.map { ["content": .string($0.content), "role": .string($0.role)] }),
      "model": .string(model), "stream": false,
    ]
    var options = JSONObject()
    options["seed"] = prompt.sentSeed
    options["temperature"] = prompt.sampling.temperature?.json
    options["top_p"] = prompt.sampling.topP?.json
    options[maxTokensField] = prompt.sampling.maxTokens.map { .integer($0) }
    if !options.members.isEmpty { body["options"] = .object(options) }
    body["format"] = prompt.schema
    return body
  }

  func reading(of body: JSONValue) -> Reading? {
    guard case .object(let object) = body, let message = object["message"]?.object,
      let content = message["content"]?.string
    else { return nil }
    return Reading(
      answer: Answer(
        text: Thinking.removed(from: content),
        finishReason: object["done_reason"]?.string == "length" ? .length : .stop),
      usage: object["eval_count"]?.tokens.map {
        TokenUsage(prompt: object["prompt_eval_count"]?.tokens ?? 0, completion: $0)
      },
      evidence: object.only("model"))
  }

  func complaint(in body: JSONValue) -> Complaint? {
    body["error"]?.string.map { Complaint(message: $0) }
  }
}
