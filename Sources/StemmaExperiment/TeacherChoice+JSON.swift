public import StemmaRecord

extension TeacherChoice {
  /// What a manifest calls it: `openai:gpt-4o`; a server that is to say itself which model it has is
  /// called by its address.
  public var name: String {
    "\(provider):\(model ?? baseURL ?? "")" + (adapter.map { " with adapter \($0.short)" } ?? "")
  }

  /// What of it decides answers, in the manifest's own shape.
  ///
  /// - Parameter isShort: whether `provider:model` says the same.
  func what(isShort: Bool) -> JSONValue {
    let isPlain =
      adapter == nil && maxTokensField == nil && scoring == nil && extraBody.members.isEmpty
    guard !isShort || model == nil || !isPlain else { return .string(name) }
    var object: JSONObject = ["provider": .string(provider)]
    object["model"] = model.map { .string($0) }
    object["adapter"] = adapter.map { .string($0.description) }
    object["max_tokens_field"] = maxTokensField.map { .string($0) }
    object["scoring"] = scoring.map { .string($0.rawValue) }
    if !extraBody.members.isEmpty { object["extra_body"] = .object(extraBody) }
    return .object(object)
  }

  /// Takes over how the teacher is reached, from a resolved manifest's.
  public mutating func takeHow(from resolved: JSONObject) {
    baseURL = resolved["base_url"]?.string
    timeoutSeconds = resolved["timeout"]?.integer
    requestsPerMinute = resolved["requests_per_minute"]?.integer
    tokensPerMinute = resolved["tokens_per_minute"]?.integer
    isBatched = resolved["mode"]?.string == "batch"
    price = resolved["price"].flatMap(TokenPrice.init(json:))
    headers = [:]
    for (name, value) in resolved["headers"]?.object?.members ?? [] { headers[name] = value.string }
  }

  /// Every field with its value; unset ones are null.
  var resolved: JSONValue {
    var headers = JSONObject()
    for (name, value) in self.headers { headers[name] = .string(value) }
    return [
      "provider": .string(provider), "model": JSONValue(model),
      "adapter": adapter.map { .string($0.description) } ?? .null,
      "base_url": JSONValue(baseURL), "headers": .object(headers),
      "max_tokens_field": JSONValue(maxTokensField),
      "scoring": scoring.map { .string($0.rawValue) } ?? .null,
      "timeout": JSONValue(timeoutSeconds),
      "requests_per_minute": JSONValue(requestsPerMinute),
      "tokens_per_minute": JSONValue(tokensPerMinute),
      "mode": .string(isBatched ? "batch" : "direct"), "extra_body": .object(extraBody),
      "price": price?.json ?? .null,
    ]
  }
}

extension Catalogue {
  func provider(_ name: String) -> ProviderEntry? {
    providers.first { $0.name.hasSameBytes(as: name) }
  }
}
