import StemmaRecord

/// Google's `generateContent`.
struct GeminiDialect: Dialect {
  let name = "gemini"
  let ownMembers = ["contents", "model", "systemInstruction"]

  func path(model: String) -> String {
    let path = (model.contains("/") ? "/v1beta/" : "/v1beta/models/") + model.inPath(keeping: "/")
    return path + ":generateContent"
  }

  func keyHeader(_ key: String) -> (name: String, value: String) { ("x-goog-api-key", key) }

  func body(for prompt: Prompt, model: String, maxTokensField: String) -> JSONObject {
    var body: JSONObject = [
      "contents": .array(
        prompt.turns.map {
          [
            "parts": [["text": .string($0.content)]],
            "role": .string($0.role == "assistant" ? "model" : $0.role),
          ]
        })
    ]
    body["systemInstruction"] = prompt.instructions.map { ["parts": [["text": .string($0)]]] }
    var generation = JSONObject()
    generation["seed"] = prompt.sentSeed
    generation["temperature"] = prompt.sampling.temperature?.json
    generation["topP"] = prompt.sampling.topP?.json
    generation[maxTokensField] = prompt.sampling.maxTokens.map { .integer($0) }
    if let schema = prompt.schema {
      generation["responseMimeType"] = "application/json"
      generation["responseJsonSchema"] = schema
    }
    if !generation.members.isEmpty { body["generationConfig"] = .object(generation) }
    return body
  }

  func reading(of body: JSONValue) -> Reading? {
    guard case .object(let object) = body else { return nil }
    let answer: Answer
    if let candidate = object["candidates"]?.array?.first?.object {
      let parts = candidate["content"]?["parts"]?.array ?? []
      let said = parts.filter { $0["thought"]?.bool != true }.compactMap { $0["text"]?.string }
      answer = Answer(
        text: said.joined(), finishReason: Self.finish(candidate["finishReason"]?.string))
    } else if object["promptFeedback"]?.object != nil {
      answer = Answer(text: "", finishReason: .refusal)
    } else {
      return nil
    }
    let usage = object["usageMetadata"]
    return Reading(
      answer: answer,
      usage: usage?["promptTokenCount"]?.tokens.map {
        TokenUsage(
          prompt: $0,
          completion: (usage?["candidatesTokenCount"]?.tokens ?? 0)
            + (usage?["thoughtsTokenCount"]?.tokens ?? 0))
      },
      evidence: object.only("modelVersion", "responseId"))
  }

  private static func finish(_ reason: String?) -> Answer.FinishReason {
    switch reason {
    case "MAX_TOKENS": .length
    case "SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII",
      "IMAGE_SAFETY":
      .refusal
    default: .stop
    }
  }

  func complaint(in body: JSONValue) -> Complaint? {
    // Some of its errors come as a list of one.
    guard let error = (body.array?.first ?? body)["error"]?.object else { return nil }
    let details = error["details"]?.array ?? []
    var complaint = Complaint(
      message: error["message"]?.string ?? "",
      kinds: [error["status"]?.string].compactMap(\.self)
        + details.compactMap { $0["reason"]?.string })
    complaint.status = error["code"]?.integer
    for detail in details {
      let type = detail["@type"]?.string ?? ""
      if type.hasSuffix("RetryInfo"), let delay = detail["retryDelay"]?.string {
        complaint.waitSeconds = Waits.seconds(delay)
      }
      for violation in detail["violations"]?.array ?? [] {
        if violation["quotaId"]?.string?.contains("PerDay") == true { complaint.isSpent = true }
      }
    }
    return complaint
  }
}
