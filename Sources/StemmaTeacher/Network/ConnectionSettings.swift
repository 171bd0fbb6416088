import StemmaRecord

/// How a server is reached: what the environment says of proxies and authorities, and the limits.
struct ConnectionSettings: Sendable, Equatable {
  struct Credentials: Sendable, Equatable {
    let name: String
    let password: String
  }

  struct Proxy: Sendable, Equatable {
    let host: String
    let port: Int
    let credentials: Credentials?
  }

  let isSecure: Bool
  /// For one response, from the first byte sent to the last received.
  var timeout: Duration
  /// Until somebody takes the connection.
  var connectTimeout: Duration
  /// The most connections at once.
  var width: Int
  var proxy: Proxy?
  /// A file of certificates to trust instead of the system's.
  var authorities: String?

  init(
    to server: ServerURL, timeout: Duration, width: Int, environment: [String: String]
  ) throws(TeacherError) {
    isSecure = server.isSecure
    self.timeout = timeout
    connectTimeout = min(.seconds(10), timeout)
    self.width = width
    authorities = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    proxy = try Self.proxy(to: server, environment)
  }

  /// By `HTTPS_PROXY` or `HTTP_PROXY` in either case, unless `NO_PROXY` names the server; loopback is
  /// never reached through a proxy.
  private static func proxy(
    to server: ServerURL, _ environment: [String: String]
  ) throws(TeacherError) -> Proxy? {
    // A server's environment holds HTTP_PROXY where a client sent a header `Proxy`: only the lower
    // case is safe there, but nothing here is a server.
    let names =
      server.isSecure ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy", "HTTP_PROXY"]
    let all = names + ["all_proxy", "ALL_PROXY"]
    guard let name = all.first(where: { environment[$0]?.isEmpty == false }),
      let text = environment[name]
    else { return nil }
    let exceptions = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
    guard !server.isLoopback, !isExcepted(server, exceptions) else { return nil }
    guard let proxy = Proxy(text) else { throw .proxyUnreadable(variable: name) }
    return proxy
  }

  private static func isExcepted(_ server: ServerURL, _ exceptions: String) -> Bool {
    exceptions.lowercased().split(whereSeparator: { $0 == "," || $0.isWhitespace }).contains {
      var name = $0
      if name == "*" { return true }
      if let colon = name.lastIndex(of: ":"), !name.hasSuffix("]"),
        let port = Int(name[name.index(after: colon)...])
      {
        guard port == server.port else { return false }
        name = name[..<colon]
      }
      name = name.drop { $0 == "*" || $0 == "." }
      return server.host == name || server.host.hasSuffix(".\(name)")
    }
  }
}

extension ConnectionSettings.Proxy {
  /// Reads `http://name:password@host:port`; the scheme and all before `@` may be left out.
  ///
  /// - Returns: nil for anything else.
  fileprivate init?(_ text: String) {
    var rest = Substring(text)
    if let scheme = rest.firstRange(of: "://") {
      guard rest[..<scheme.lowerBound].lowercased() == "http" else { return nil }
      rest = rest[scheme.upperBound...]
    }
    var credentials: ConnectionSettings.Credentials?
    if let at = rest.lastIndex(of: "@") {
      let colon = rest[..<at].firstIndex(of: ":") ?? at
      guard let name = Self.decoded(rest[..<colon]),
        let password = Self.decoded(rest[colon..<at].dropFirst())
      else { return nil }
      credentials = ConnectionSettings.Credentials(name: name, password: password)
      rest = rest[rest.index(after: at)...]
    }
    guard let server = ServerURL("http://\(rest)"), server.path.isEmpty else { return nil }
    self.init(host: server.host, port: server.port, credentials: credentials)
  }

  /// Without percent signs.
  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self).lowercased()
      guard let value = Hexadecimal.decode(digits.utf8)?.first, digits.utf8.count == 2 else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return StrictUTF8.text(bytes)
  }
}
