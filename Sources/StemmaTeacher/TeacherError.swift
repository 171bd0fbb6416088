public import StemmaRecord

/// Why a teacher behind a network cannot be had. No case holds a key.
public enum TeacherError: ActionableError, Equatable {
  /// No service of this name is asked over the network.
  case providerUnknown(String)
  /// The model is neither named nor pinned.
  case modelMissing(provider: String)
  /// `base_url` is needed, or is none.
  case addressUnreadable(provider: String, String?)
  /// A header that stemma sets itself, or that carries keys.
  case headerForbidden(String)
  /// A name or value that no header can have.
  case headerMalformed(String)
  /// `extra_body` may not set what stemma sets itself.
  case memberForbidden(String)
  /// Neither environment nor file has the key.
  case keyMissing(variable: String, provider: String)
  /// No header can carry what stands there.
  case keyMalformed(variable: String)
  /// Others than its owner could read the file of keys, or it is another's.
  case keyFileOpen(String, reason: String)
  case keyFileUnreadable(String, reason: String)
  /// The variable names no proxy that is spoken to by HTTP.
  case proxyUnreadable(variable: String)
  /// `SSL_CERT_FILE` names no file of certificates.
  case authoritiesUnreadable(file: String)
  /// Nobody answers where the model's server should be, and there is none to be started.
  case serverMissing(teacher: String, address: String)
  /// The model's server cannot be started.
  case serverUnstartable(String, reason: String)
  /// The model's server ended before it was ready; `said` is its last line.
  case serverEnded(String, said: String)
  /// The model's server was not ready in time.
  case serverSlow(String, seconds: Int)
  /// The server does not say which model it has.
  case modelUnknown(teacher: String, reason: String)

  public var code: String {
    switch self {
    case .providerUnknown: "teacher.provider-unknown"
    case .modelMissing: "teacher.model-missing"
    case .addressUnreadable: "teacher.address-unreadable"
    case .headerForbidden: "teacher.header-forbidden"
    case .headerMalformed: "teacher.header-malformed"
    case .memberForbidden: "teacher.member-forbidden"
    case .keyMissing: "teacher.key-missing"
    case .keyMalformed: "teacher.key-malformed"
    case .keyFileOpen: "teacher.key-file-open"
    case .keyFileUnreadable: "teacher.key-file-unreadable"
    case .proxyUnreadable: "teacher.proxy-unreadable"
    case .authoritiesUnreadable: "teacher.authorities-unreadable"
    case .modelUnknown: "teacher.model-unknown"
    case .serverMissing: "teacher.server-missing"
    case .serverUnstartable: "teacher.server-unstartable"
    case .serverEnded: "teacher.server-ended"
    case .serverSlow: "teacher.server-slow"
    }
  }

  public var whatHappened: String {
    switch self {
    case .providerUnknown(let name):
      "No service called `\(name.onOneLine(limit: 48))` is asked over the network."
    case .modelMissing(let provider): "`\(provider)` is to be asked, but no model is named."
    case .addressUnreadable(let provider, nil): "`\(provider)` has no address."
    case .addressUnreadable(_, let text?):
      "`\(ServerURL.shown(text))` is no address of a server."
    case .headerForbidden(let name):
      "The header `\(name.onOneLine(limit: 48))` is not for a manifest to set."
    case .headerMalformed(let name): "The header `\(name.onOneLine(limit: 48))` cannot be sent."
    case .memberForbidden(let name): "`\(name.onOneLine(limit: 48))` is stemma's own to send."
    case .keyMissing(let variable, let provider):
      "\(provider) wants a key, and \(variable) is not set."
    case .keyMalformed(let variable): "What \(variable) holds is no key."
    case .keyFileOpen(_, let reason): "The file of keys \(reason)."
    case .keyFileUnreadable(_, let reason): "The file of keys cannot be read: \(reason)."
    case .proxyUnreadable(let variable): "\(variable) names no proxy that stemma can use."
    case .authoritiesUnreadable: "SSL_CERT_FILE names no file of certificates."
    case .modelUnknown(let teacher, let reason):
      "\(teacher.onOneLine(limit: 96)) does not say which model it has: \(reason)"
    case .serverMissing(let teacher, let address):
      "\(teacher.onOneLine(limit: 96)) has no server: none is at \(address), and there is no "
        + "`transformers` to start one."
    case .serverUnstartable(let program, let reason):
      "`\(program) serve` cannot be started: \(reason)."
    case .serverEnded(let program, let said):
      "`\(program) serve` ended before it was ready"
        + (said.isEmpty ? "." : ": \(said.onOneLine(limit: 240))")
    case .serverSlow(let program, let seconds):
      "`\(program) serve` was not ready within \(seconds) s."
    }
  }

  public var place: String? {
    switch self {
    case .addressUnreadable: "teacher.base_url"
    case .headerForbidden, .headerMalformed: "teacher.headers"
    case .memberForbidden: "teacher.extra_body"
    case .keyFileOpen(let path, _), .keyFileUnreadable(let path, _): path
    case .authoritiesUnreadable(let file): file
    case .serverUnstartable(let program, _), .serverEnded(let program, _),
      .serverSlow(let program, _):
      program
    default: nil
    }
  }

  public var nextStep: String {
    switch self {
    case .providerUnknown:
      "Write one of \(Provider.all.map { "`\($0.name)`" }.joined(separator: ", "))."
    case .modelMissing: "Name the model in the manifest's `teacher`."
    case .addressUnreadable: "Write it like `http://127.0.0.1:8000/v1`."
    case .headerForbidden:
      "Leave it out; a key belongs into the environment or `~/.config/stemma/keys`."
    case .headerMalformed:
      "Use letters, digits and `-` in its name, and printable ASCII in its value."
    case .memberForbidden: "Leave it out of `extra_body`."
    case .keyMissing(let variable, _):
      "Set \(variable) in the environment, or put `\(variable)=…` into `~/.config/stemma/keys`."
    case .keyMalformed: "Set it to the key alone: printable ASCII without spaces."
    case .keyFileOpen(let path, _): "Make it your own alone: `chmod 600 \(path)`."
    case .keyFileUnreadable: "Put lines `NAME=value` into a plain file there."
    case .proxyUnreadable: "Write it like `http://name:password@host:port`."
    case .authoritiesUnreadable: "Let it name a file of certificates in PEM form, or unset it."
    case .serverMissing:
      "Install it, `\(LocalStart.install)`, or name the server that has the model: `teacher.base_url`."
    case .serverUnstartable, .serverEnded, .serverSlow:
      "See that `transformers serve` runs by itself, or install it anew: `\(LocalStart.install)`."
    case .modelUnknown: "Start the server, or name the model in the manifest's `teacher`."
    }
  }
}
