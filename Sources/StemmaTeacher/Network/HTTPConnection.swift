import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Synchronization

/// The connections to one server: kept open, reused, bounded in time and size.
///
/// Redirects are not followed: a key is meant for one server only.
final class HTTPConnection: Sendable {
  /// The most that is read of a body, as sent and unpacked, in bytes.
  static let bodyLimit = 16 << 20
  /// One for each thread that moves bytes, whatever the connection.
  static let executors: [any TaskExecutor] = HTTPClient.defaultEventLoopGroup.makeIterator().map {
    LoopExecutor($0)
  }
  private let client: HTTPClient
  private let timeout: TimeAmount
  private let latest = Mutex<(url: String, request: HTTPClient.Request)?>(nil)

  init(_ settings: ConnectionSettings) throws(TeacherError) {
    timeout = Self.amount(settings.timeout)
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(
        connect: Self.amount(settings.connectTimeout), read: timeout),
      decompression: .enabled(limit: .size(Self.bodyLimit)))
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = settings.width
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.tracing.tracer = nil
    configuration.http1_1ConnectionDebugInitializer = { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(FlushOnce(), position: .first)
      }
    }
    configuration.proxy = settings.proxy.map { proxy in
      .server(
        host: proxy.host, port: proxy.port,
        authorization: proxy.credentials.map { .basic(username: $0.name, password: $0.password) })
    }
    if settings.isSecure {
      var security = TLSConfiguration.makeClientConfiguration()
      if let file = settings.authorities {
        do {
          security.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
        } catch {
          throw .authoritiesUnreadable(file: file)
        }
      }
      configuration.tlsConfiguration = security
    }
    client = HTTPClient(
      eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
  }

  private static func amount(_ duration: Duration) -> TimeAmount {
    .nanoseconds(Int64(min(duration / .nanoseconds(1), 1e18)))
  }

  /// Its connections are closed in the background.
  deinit { client.shutdown { _ in } }

  /// Sends one request and reads the whole response.
  ///
  /// - Parameter atLeast: how long it may take, where the settings give it less.
  /// - Throws: `TransportError`, or `CancellationError`.
  func exchange(
    _ method: HTTPMethod, _ url: String, _ headers: HTTPHeaders, _ body: [UInt8],
    atLeast: TimeAmount = .zero
  ) async throws -> (head: ResponseHead, body: [UInt8]) {
    do {
      var request = try prepared(method, url)
      request.headers = headers
      if !body.isEmpty { request.body = .byteBuffer(ByteBuffer(bytes: body)) }
      // Not the client's way of its own for tasks, which starts a task for each request, elsewhere.
      let sending = client.execute(
        request: request,
        delegate: ResponseAccumulator(request: request, maxBodySize: Self.bodyLimit),
        eventLoop: .delegate(on: HTTPClient.defaultEventLoopGroup.any()),
        deadline: NIODeadline.now() + max(timeout, atLeast))
      let response = try await withTaskCancellationHandler {
        try await sending.get()
      } onCancel: {
        sending.cancel()
      }
      return (
        Self.head(response.status, response.headers),
        response.body.map { Array($0.readableBytesView) } ?? []
      )
    } catch {
      throw Self.thrown(error)
    }
  }

  /// A request without headers and body. Most are for one address, and reading it takes a while.
  private func prepared(_ method: HTTPMethod, _ url: String) throws -> HTTPClient.Request {
    try latest.withLock { latest in
      if let latest, latest.url == url, latest.request.method == method { return latest.request }
      let request = try HTTPClient.Request(url: url, method: method)
      latest = (url, request)
      return request
    }
  }

  /// Reads a file of lines, however large, and hands on one after the other; a line has at most 16 MiB.
  ///
  /// - Returns: the response's head, and the body of one that is no success.
  /// - Throws: `TransportError`, `CancellationError`, or whatever `body` throws.
  func lines(
    _ url: String, _ headers: HTTPHeaders, atLeast: TimeAmount,
    _ body: ([UInt8]) async throws -> Void
  ) async throws -> (head: ResponseHead, body: [UInt8]) {
    var request = HTTPClientRequest(url: url)
    request.headers = headers
    // Unpacked, a file may be larger than the client unpacks.
    request.headers.replaceOrAdd(name: "accept-encoding", value: "identity")
    let deadline = NIODeadline.now() + max(timeout, atLeast)
    let response: HTTPClientResponse
    do {
      response = try await client.execute(request, deadline: deadline)
      guard response.status == .ok else {
        return (
          Self.head(response.status, response.headers),
          try await Self.collect(response, until: deadline)
        )
      }
    } catch {
      throw Self.thrown(error)
    }
    var pieces = response.body.makeAsyncIterator()
    var line: [UInt8] = []
    while true {
      let piece: ByteBuffer?
      do { piece = try await pieces.next() } catch { throw Self.thrown(error) }
      guard let piece else { break }
      for part in piece.readableBytesView.split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
      ).enumerated() {
        if part.offset > 0 {
          if !line.isEmpty { try await body(line) }
          line = []
        }
        guard line.count + part.element.count <= Self.bodyLimit else {
          throw TransportError.tooLarge
        }
        line += part.element
      }
    }
    if !line.isEmpty { try await body(line) }
    return (Self.head(response.status, response.headers), [])
  }

  private static func head(_ status: HTTPResponseStatus, _ headers: HTTPHeaders) -> ResponseHead {
    ResponseHead(
      status: Int(status.code), headers: headers.lazy.map { (name: $0.name, value: $0.value) })
  }

  private static func thrown(_ error: any Error) -> any Error {
    Task.isCancelled ? CancellationError() : transportError(error)
  }

  /// Each piece must come before the deadline; how long one may take is the client's read timeout.
  private static func collect(
    _ response: HTTPClientResponse, until deadline: NIODeadline
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    let length = response.headers.first(name: "content-length").flatMap { Int($0) }
    if let length {
      guard length <= bodyLimit else { throw TransportError.tooLarge }
      bytes.reserveCapacity(max(0, length))
    }
    for try await piece in response.body {
      guard bytes.count + piece.readableBytes <= bodyLimit else { throw TransportError.tooLarge }
      bytes.append(contentsOf: piece.readableBytesView)
      guard bytes.count == length || NIODeadline.now() < deadline else {
        throw TransportError.timedOut
      }
    }
    return bytes
  }

  private static func transportError(_ error: any Error) -> TransportError {
    switch error {
    case let error as TransportError: return error
    case is ResponseAccumulator.ResponseTooBigError: return .tooLarge
    case let error as HTTPClientError:
      switch error {
      case .deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout:
        return .timedOut
      case .connectTimeout, .httpProxyHandshakeTimeout, .tlsHandshakeTimeout:
        return .unreachable("no connection in time")
      case .proxyAuthenticationRequired: return .proxyClosed
      case .invalidProxyResponse: return .unreachable("the proxy answers strangely")
      default: return .broken(error.shortDescription)
      }
    case is NIOConnectionError: return .unreachable("nobody listens there")
    case let error as IOError
    where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode):
      return .unreachable("nobody listens there")
    case let error as IOError: return .broken(String(cString: strerror(error.errnoCode)))
    case let error as NIOSSLError:
      if case .handshakeFailed = error { return .untrusted("the secure connection fails") }
      return .broken("the secure connection breaks off")
    case is NIOSSLExtraError, is BoringSSLError: return .untrusted("its certificate does not fit")
    case NIOHTTPDecompression.DecompressionError.limit: return .tooLarge
    default: return .broken("the response cannot be read")
    }
  }
}
