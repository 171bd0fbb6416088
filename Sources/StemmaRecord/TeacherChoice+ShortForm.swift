extension TeacherChoice {
  /// What the short form may begin with.
  public static let providers = [
    "openai", "anthropic", "gemini", "ollama", "vllm-server", "hf", "hf-router", adapterProvider,
  ]

  /// Reads the short form of a manifest: `openai:MODEL`, `anthropic:MODEL`, `gemini:MODEL`,
  /// `ollama:MODEL`, `hf:MODEL`, `hf-router:MODEL:PROVIDER`, `vllm-server:URL`,
  /// `vllm-server:URL#MODEL` or `self`.
  ///
  /// - Throws: `TeacherFormError`.
  public init(parsing text: String) throws(TeacherFormError) {
    let colon = text.firstIndex(of: ":") ?? text.endIndex
    let provider = String(text[..<colon])
    guard Self.providers.contains(where: { $0.hasSameBytes(as: provider) }) else {
      throw .providerUnknown(provider)
    }
    let rest = text[colon...].dropFirst()
    if provider == Self.adapterProvider {
      guard rest.isEmpty else { throw .providerUnknown(text) }
      self.init(provider: provider)
      return
    }
    guard !rest.isEmpty else { throw .modelMissing(provider: provider) }
    switch provider {
    case "vllm-server":
      let mark = rest.firstIndex(of: "#") ?? rest.endIndex
      guard let address = ServerURL(String(rest[..<mark])) else {
        throw .addressUnreadable(String(rest))
      }
      let model = rest[mark...].dropFirst()
      guard mark == rest.endIndex || !model.isEmpty else { throw .modelMissing(provider: provider) }
      self.init(
        provider: provider, model: model.isEmpty ? nil : String(model),
        baseURL: address.description)
    case "hf-router":
      guard let last = rest.lastIndex(of: ":"), last > rest.startIndex,
        rest.index(after: last) < rest.endIndex
      else { throw .routeMissing(model: String(rest)) }
      self.init(provider: provider, model: String(rest))
    default:
      self.init(provider: provider, model: String(rest))
    }
  }

  /// The short form that says the same of provider, model and, for `vllm-server`, address.
  public var shortForm: String {
    switch (provider, model) {
    case ("vllm-server", let model):
      "\(provider):\(baseURL ?? "")\(model.map { "#\($0)" } ?? "")"
    case (_, let model?): "\(provider):\(model)"
    case (_, nil): provider
    }
  }
}
