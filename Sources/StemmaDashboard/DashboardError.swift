public import StemmaRecord

/// Why no page can be served.
public enum DashboardError: ActionableError, Equatable {
  /// The address cannot be listened on; `reason` is the system's.
  case cannotListen(host: String, port: Int, reason: String)
  /// Other machines could look in, and there is no token to keep them out.
  case tokenWanted(host: String)
  /// The token is too short, or has signs that no header may bear.
  case tokenUnfit

  public var code: String {
    switch self {
    case .cannotListen: "dashboard.cannot-listen"
    case .tokenWanted: "dashboard.token-wanted"
    case .tokenUnfit: "dashboard.token-unfit"
    }
  }

  public var whatHappened: String {
    switch self {
    case .cannotListen(let host, let port, let reason):
      "\(host), port \(port), cannot be listened on: \(reason)."
    case .tokenWanted(let host):
      "Other machines reach \(host), and there is no token to keep strangers out."
    case .tokenUnfit: "The token is too short, or has other signs than visible ASCII ones."
    }
  }

  public var place: String? { nil }

  public var nextStep: String {
    switch self {
    case .cannotListen: "Name another port with --port, or 0 for any that is free."
    case .tokenWanted:
      "Set STEMMA_TOKEN to a secret, such as `openssl rand -hex 24` gives, or leave out --host."
    case .tokenUnfit: "Set STEMMA_TOKEN to at least \(AccessToken.leastBytes) letters and digits."
    }
  }
}
