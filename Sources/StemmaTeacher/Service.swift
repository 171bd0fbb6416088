import NIOHTTP1
import StemmaRecord

/// One provider's server with the key to it: sends bytes, and reads what the response means.
struct Service: Sendable {
  let provider: Provider
  /// Its short form.
  let teacher: String
  private let server: ServerURL
  let key: APIKey?
  let headers: HTTPHeaders
  let connection: HTTPConnection
  let reader: ResponseReader

  struct Response {
    let ending: Ending
    /// Without the key, should the server have sent it back.
    let raw: [UInt8]
    let evidence: JSONObject
    var allowances: [Allowance] = []
  }

  /// - Parameter isAsked: whether anything is to be sent; else no key is looked for.
  init(
    _ choice: TeacherChoice, settings: (inout ConnectionSettings) -> Void,
    environment: [String: String], isAsked: Bool = true
  ) throws(TeacherError) {
    guard let provider = Provider.named(choice.provider) else {
      throw .providerUnknown(choice.provider)
    }
    self.provider = provider
    teacher = choice.shortForm
    guard let address = choice.baseURL ?? provider.baseURL, let server = ServerURL(address) else {
      throw .addressUnreadable(provider: provider.name, choice.baseURL)
    }
    self.server = server
    key =
      isAsked
      ? try Keys.key(
        for: provider, isNeeded: server == provider.baseURL.flatMap { ServerURL($0) },
        environment: environment)
      : nil
    headers = try Self.headers(provider.dialect, key, choice.headers)
    var connectionSettings = try ConnectionSettings(
      to: server, timeout: .seconds(choice.timeoutSeconds ?? 120), width: 1024,
      environment: environment)
    settings(&connectionSettings)
    connection = try HTTPConnection(connectionSettings)
    let members = choice.extraBody.members.map(\.key)
    for member in members where provider.dialect.ownMembers.contains(member) {
      throw .memberForbidden(member)
    }
    reader = ResponseReader(
      dialect: provider.dialect, provider: provider, teacher: teacher.onOneLine(limit: 128),
      origin: server.origin, extraMembers: members)
  }

  private static func headers(
    _ dialect: any Dialect, _ key: APIKey?, _ chosen: [String: String]
  ) throws(TeacherError) -> HTTPHeaders {
    var headers = HTTPHeaders([
      ("accept", "application/json"), ("content-type", "application/json"),
      ("user-agent", "stemma"),
    ])
    for (name, value) in dialect.headers { headers.add(name: name, value: value) }
    let own = [
      "accept-encoding", "authorization", "x-api-key", "x-goog-api-key", "api-key", "cookie",
      "proxy-authorization", "host", "content-length", "content-type", "transfer-encoding",
      "connection", "te", "trailer", "upgrade", "expect",
    ]
    for (name, value) in chosen.sorted(by: { $0.key < $1.key }) {
      guard !own.contains(name.lowercased()) else { throw .headerForbidden(name) }
      guard isName(name), value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
        throw .headerMalformed(name)
      }
      headers.replaceOrAdd(name: name, value: value)
    }
    if let (name, value) = key?.header(dialect) { headers.add(name: name, value: value) }
    return headers
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// - Parameter path: begins with a slash; what the base URL ends with is not said twice.
  func url(_ path: String) -> String {
    let first = path.dropFirst().prefix { $0 != "/" }
    let base = server.description
    return base.hasSuffix("/\(first)") ? base + path.dropFirst(first.count + 1) : base + path
  }

  /// What to do where nobody, or somebody else, answers.
  var addressAdvice: String {
    "See that the server runs, and that `\(server)` is its address (`teacher.base_url`)."
  }

  /// Sends a body and reads the response; what goes wrong on the way is an ending too.
  ///
  /// - Parameter dialect: nil for the provider's own.
  /// - Throws: only `CancellationError`.
  func post(
    _ url: String, _ body: [UInt8], _ dialect: (any Dialect)? = nil
  ) async throws -> Response {
    do {
      let (head, bytes) = try await connection.exchange(.POST, url, headers, body)
      return read(head, bytes, dialect)
    } catch let error as TransportError {
      return Response(ending: ending(of: error), raw: [], evidence: JSONObject())
    }
  }

  /// Asks the server about itself.
  ///
  /// - Throws: `TeacherError.modelUnknown` where it does not answer in JSON, or `CancellationError`.
  func get(_ path: String) async throws -> JSONValue {
    let head: ResponseHead
    let bytes: [UInt8]
    do {
      (head, bytes) = try await connection.exchange(.GET, url(path), headers, [])
    } catch let error as TransportError {
      let reason = ending(of: error).reason ?? ""
      throw TeacherError.modelUnknown(teacher: teacher, reason: reason)
    }
    guard head.status == 200, let value = LenientJSON.read(key.redacted(bytes)) else {
      throw TeacherError.modelUnknown(
        teacher: teacher, reason: "\(server.origin) answers \(head.status).")
    }
    return value
  }

  private func read(
    _ head: ResponseHead, _ bytes: [UInt8], _ dialect: (any Dialect)?
  ) -> Response {
    var reader = reader
    if let dialect { reader.dialect = dialect }
    let raw = key.redacted(bytes)
    // Words of the response's head stand in reasons, and an answer is put together from several texts:
    // either may hold the key as well.
    let ending = reader.ending(head, LenientJSON.read(raw)).mapTexts { key.redacted($0) }
    var evidence = JSONObject()
    if case .answered(let reading) = ending { evidence = reading.evidence }
    for name in ["x-request-id", "request-id"] {
      if let id = head[name] { evidence[name] = .string(key.redacted(id)) }
    }
    return Response(
      ending: ending, raw: raw, evidence: evidence, allowances: Allowance.all(in: head))
  }

  func ending(of error: TransportError) -> Ending {
    let origin = server.origin
    switch error {
    case .unreachable(let reason):
      return .again(Trouble(kind: .absent, reason: "\(origin) cannot be reached: \(reason)."))
    case .untrusted(let reason):
      return .final(
        reason: "\(origin) cannot be trusted: \(reason).",
        nextStep: "Let SSL_CERT_FILE name a file with the certificate of who vouches for it.")
    case .timedOut:
      return .again(Trouble(kind: .broken, reason: "\(origin) does not answer in time."))
    case .broken(let reason):
      return .again(Trouble(kind: .broken, reason: "\(origin) breaks off: \(reason)."))
    case .tooLarge:
      return .unanswerable(reason: "\(origin) answers with more than 16 MiB.")
    case .proxyClosed:
      return .final(
        reason: "The proxy on the way to \(origin) does not let stemma through.",
        nextStep: "Put name and password into `HTTPS_PROXY`.")
    }
  }
}
