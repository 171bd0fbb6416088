import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Serves pages to browsers: nothing but reading, to nobody but whom it is for.
public struct Dashboard: Sendable {
  private let host: String
  private let port: Int
  private let token: AccessToken?
  private let policy: String
  private let pages: any PageSource
  private let whenReady: @Sendable (Int) -> Void

  /// A connection on which so long nothing is said is closed, also before its first request.
  private static let idleSeconds: Int64 = 20
  /// Further ones wait until one of these is closed.
  private static let connectionLimit = 128

  /// - Parameters:
  ///   - host: an address, or a name of this machine.
  ///   - port: 0 for any that is free.
  ///   - token: what every request has to bear; nil only where no other machine reaches `host`.
  ///   - policy: which parts a page may have, as a Content-Security-Policy says it.
  ///   - whenReady: told the port once requests are answered.
  /// - Throws: `DashboardError.tokenWanted`.
  public init(
    host: String, port: Int, token: AccessToken?, policy: String, pages: any PageSource,
    whenReady: @escaping @Sendable (Int) -> Void
  ) throws(DashboardError) {
    guard token != nil || HostGuard.isLoopback(host) else { throw .tokenWanted(host: host) }
    self.host = host
    self.port = port
    self.token = token
    self.policy = policy
    self.pages = pages
    self.whenReady = whenReady
  }

  /// Serves until the task is cancelled.
  ///
  /// - Throws: `DashboardError.cannotListen`.
  public func run() async throws {
    let whenReady = whenReady
    // Requests, and so tokens and what is looked for, are written nowhere.
    let silent = Logger(label: "dashboard") { _ in SwiftLogNoOpLogHandler() }
    let application = Application(
      responder: DashboardResponder(
        guardian: HostGuard(host: host), token: token, policy: policy, pages: pages),
      server: .http1(configuration: .init(idleTimeout: .seconds(Self.idleSeconds))),
      configuration: .init(
        address: .hostname(host.filter { $0 != "[" && $0 != "]" }, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(
          Self.connectionLimit, logger: silent)),
      onServerRunning: { channel in whenReady(channel.localAddress?.port ?? 0) }, logger: silent)
    do {
      try await application.run()
    } catch let error as IOError {
      throw DashboardError.cannotListen(
        host: host, port: port, reason: String(cString: strerror(error.errnoCode)))
    } catch let error where error is SocketAddressError || error is SocketAddressError.UnknownHost {
      throw DashboardError.cannotListen(host: host, port: port, reason: "there is no such host")
    } catch is CancellationError {}
  }
}
