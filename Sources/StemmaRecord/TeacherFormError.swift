/// Why the short form of a teacher cannot be read.
public enum TeacherFormError: ActionableError, Hashable {
  /// The word before the first colon is no provider's name.
  case providerUnknown(String)
  /// The provider is named, and nothing after it.
  case modelMissing(provider: String)
  /// `vllm-server` wants the address of a server.
  case addressUnreadable(String)
  /// `hf-router` would choose one by itself, another one each time.
  case routeMissing(model: String)

  public var code: String {
    switch self {
    case .providerUnknown: "record.teacher-unknown"
    case .modelMissing: "record.teacher-model-missing"
    case .addressUnreadable: "record.teacher-address-unreadable"
    case .routeMissing: "record.teacher-route-missing"
    }
  }

  public var whatHappened: String {
    switch self {
    case .providerUnknown(let name): "There is no teacher called `\(name.onOneLine(limit: 48))`."
    case .modelMissing(let provider): "`\(provider)` is named without a model."
    case .addressUnreadable(let text):
      "`\(ServerURL.shown(text))` is no address of a server."
    case .routeMissing(let model):
      "`hf-router:\(model.onOneLine(limit: 96))` names no provider, so each request could be answered "
        + "by another one."
    }
  }

  public var nextStep: String {
    switch self {
    case .providerUnknown:
      "Write one of \(TeacherChoice.providers.map { "`\($0)`" }.joined(separator: ", "))."
    case .modelMissing(let provider): "Write `\(provider):` and the model's name."
    case .addressUnreadable:
      "Write it like `vllm-server:http://127.0.0.1:8000/v1`, without name, password and query."
    case .routeMissing(let model):
      "Write `hf-router:\(model.onOneLine(limit: 96)):` and the provider that is to answer."
    }
  }
}
