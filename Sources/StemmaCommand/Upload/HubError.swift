import StemmaRecord

/// Why a version was not uploaded. No case holds a token.
enum HubError: ActionableError {
  /// No Python has the client; nil where there is no Python.
  case noClient(String?)
  /// There is no token, neither stemma's nor the client's own.
  case noToken
  /// The Hub does not know the token.
  case rejected
  /// The token may not do this.
  case forbidden(HubTarget, String)
  /// Neither is the repository there, nor can it be made.
  case notFound(HubTarget)
  /// The repository was changed meanwhile, or is in the way.
  case conflict(HubTarget)
  /// The repository can be seen by all, and that was not asked for.
  case isPublic(HubTarget)
  /// The Hub refused what was sent, and what it said.
  case refused(Int, String)
  /// The Hub does not answer, or only with errors; whether the repository was made before.
  case unavailable(String, isNew: Bool)
  /// The client failed; the argument is what it said last.
  case failed(String)

  /// - Parameters:
  ///   - kind: as the client's script calls it.
  ///   - status: of HTTP, where there is one.
  init(_ kind: String, status: Int?, _ words: String, _ target: HubTarget, isNew: Bool) {
    switch (kind, status) {
    case ("token", _): self = .noToken
    case ("public", _): self = .isPublic(target)
    case ("network", _): self = .unavailable(words, isNew: isNew)
    case ("http", 401?): self = .rejected
    case ("http", 403?): self = .forbidden(target, words)
    case ("http", 404?): self = .notFound(target)
    case ("http", 409?), ("http", 412?): self = .conflict(target)
    case ("http", 429?): self = .unavailable("too many requests", isNew: isNew)
    case ("http", let status?) where status >= 500:
      self = .unavailable("error \(status)", isNew: isNew)
    case ("http", let status?): self = .refused(status, words)
    default: self = .failed(words)
    }
  }

  var code: String {
    switch self {
    case .noClient: "upload.no-client"
    case .noToken: "upload.no-token"
    case .rejected: "upload.token-rejected"
    case .forbidden: "upload.forbidden"
    case .notFound: "upload.not-found"
    case .conflict: "upload.conflict"
    case .isPublic: "upload.repository-public"
    case .refused: "upload.refused"
    case .unavailable: "upload.unavailable"
    case .failed: "upload.failed"
    }
  }

  var whatHappened: String {
    switch self {
    case .noClient(nil):
      "The Hub's client is a library of Python's, and there is neither `python3` nor `hf`."
    case .noClient(let python?): "\(python) has no library `huggingface_hub`, the Hub's client."
    case .noToken: "The Hub wants a token, and HF_TOKEN is not set."
    case .rejected: "The Hub does not accept the token."
    case .forbidden(let target, let words): "The token may not write to \(target): \(words)"
    case .notFound(let target): "The Hub has no \(target)."
    case .conflict(let target): "\(target) was changed meanwhile; nothing was uploaded."
    case .isPublic(let target): "\(target) can be seen by all; nothing was uploaded."
    case .refused(let status, let words): "The Hub refused it (\(status)): \(words)"
    case .unavailable(let words, let isNew):
      "The Hub cannot be had: \(words)" + (isNew ? "; the repository was made, and is empty." : ".")
    case .failed(let words): "The Hub's client failed: \(words.onOneLine(limit: 240))"
    }
  }

  var nextStep: String {
    switch self {
    case .noClient: "Install it, as by `python3 -m pip install huggingface_hub`."
    case .noToken:
      "Set HF_TOKEN in the environment, or put `HF_TOKEN=…` into `~/.config/stemma/keys`."
    case .rejected: "Make a token on the Hub that may write, and set HF_TOKEN to it."
    case .forbidden: "Use a token that may write there, or name a repository of your own."
    case .notFound: "Name an owner that is you, or an organisation of yours."
    case .conflict, .unavailable: "Run the command again."
    case .isPublic: "Make it private on the Hub, name another one, or say --public."
    case .refused: "See what it says, and export with --card to look at what is sent."
    case .failed:
      "See that the client works by itself: `python3 -c \"import huggingface_hub\"`."
    }
  }
}
