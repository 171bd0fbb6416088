import StemmaRecord
import StemmaTeacher

/// What the Hugging Face Hub's own client is given of this process's environment: where the Hub is, ways
/// there, and a token. The token goes no other way.
public struct HubAccess: Sendable {
  private let token: HubToken

  /// - Throws: a `TeacherError` where the token is none, or the file of keys cannot be trusted.
  public init() throws {
    token = try HubToken(environment: Environment.variables)
  }

  private static let names: Set = [
    "ALL_PROXY", "CURL_CA_BUNDLE", "HOME", "HTTPS_PROXY", "HTTP_PROXY", "LANG", "NO_PROXY", "PATH",
    "PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE", "REQUESTS_CA_BUNDLE", "SSL_CERT_DIR",
    "SSL_CERT_FILE", "TMPDIR", "XDG_CACHE_HOME",
  ]

  /// With nothing in it that is another service's secret.
  public var environment: [String: String] {
    Environment.variables
      .filter { $0.key.hasPrefix("HF_") || Self.names.contains($0.key.uppercased()) }
      .merging(["HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_DISABLE_TELEMETRY": "1"]) { $1 }
      .merging(token.variables) { $1 }
  }

  /// A text with each occurrence of the token replaced.
  public func redacted(_ text: String) -> String { token.redacted(text) }

  /// Where the Hub is: `HF_ENDPOINT`, else the one there is.
  public var endpoint: String {
    let text = Environment.variables["HF_ENDPOINT"].flatMap { $0.isEmpty ? nil : $0 }
    return text ?? "https://huggingface.co"
  }

  /// A warning where the token would be sent so that others can read it.
  public var exposure: String? {
    guard let server = ServerURL(endpoint), !server.isSecure, !server.isLoopback else { return nil }
    return
      "the token for the Hub goes to \(server.origin.onOneLine(limit: 96)) as plain text, which "
      + "others on the way can read: let HF_ENDPOINT begin with https."
  }
}
