import Foundation
import Glibc
import Synchronization

/// A real HTTP server on loopback that misbehaves as a test's script says, request by request.
///
/// It listens as soon as it is made, on a port of its own, and is gone when the value is.
public final class FaultServer: Sendable {
  /// What one request is met with.
  public enum Step: Sendable {
    case response(Response)
    /// The response's head says how long it is; only so many bytes of its body are sent.
    case half(Response, bytes: Int)
    /// The body byte by byte, with so long a pause between two of them.
    case drip(Response, pauseMilliseconds: UInt32)
    /// These bytes instead of a response, then the end.
    case bytes([UInt8])
    /// The connection is reset.
    case reset
    /// Nothing is said; the connection stays open.
    case silence
  }

  public struct Response: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    /// - Parameter body: sent as JSON where `headers` say nothing else.
    public init(
      _ status: Int, _ body: String, headers: [(name: String, value: String)] = []
    ) {
      self.init(status, Array(body.utf8), headers: headers)
    }

    public init(
      _ status: Int, _ body: [UInt8], headers: [(name: String, value: String)] = []
    ) {
      self.status = status
      self.body = body
      self.headers = headers
      if !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
        self.headers.append(("Content-Type", "application/json"))
      }
    }

    fileprivate var head: [UInt8] {
      var text = "HTTP/1.1 \(status) Scripted\r\nContent-Length: \(body.count)\r\n"
      for (name, value) in headers { text += "\(name): \(value)\r\n" }
      return Array((text + "\r\n").utf8)
    }
  }

  /// A request as it came.
  public struct Request: Sendable {
    public let method: String
    public let target: String
    /// Names in lower case.
    public let headers: [(name: String, value: String)]
    public let body: [UInt8]

    /// - Parameter name: in lower case.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
  }

  /// Says how the request of this number, from 0, is met.
  public typealias Script = @Sendable (_ number: Int, _ request: Request) -> Step

  public let port: Int
  private let desk: Desk

  /// - Throws: `Failure` where it cannot listen.
  public init(_ script: @escaping Script) throws {
    let (file, port) = try Self.listen()
    self.port = port
    desk = Desk(listener: file, script: script)
    let desk = desk
    Thread.detachNewThread { desk.accept() }
  }

  /// Meets the first requests with these steps, and all further ones with the last.
  public convenience init(_ steps: Step...) throws {
    try self.init { number, _ in steps[min(number, steps.count - 1)] }
  }

  deinit { desk.close() }

  public var url: String { "http://127.0.0.1:\(port)" }

  /// All requests so far, in the order in which they were complete.
  public var requests: [Request] { desk.state.withLock(\.requests) }

  /// How many connections were made to it.
  public var connections: Int { desk.state.withLock(\.connections) }

  private static func listen() throws -> (file: Int32, port: Int) {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(file, pointer, size) == 0 && Glibc.listen(file, 256) == 0
          && getsockname(file, pointer, &size) == 0
      }
    }
    guard file >= 0, isListening else { throw Failure("no server can listen on loopback") }
    return (file, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// What the server's threads share.
  private final class Desk: Sendable {
    struct State {
      var requests: [Request] = []
      var connections = 0
      var open: Set<Int32> = []
      var isClosed = false
    }

    let state = Mutex(State())
    private let listener: Int32
    private let script: Script

    init(listener: Int32, script: @escaping Script) {
      self.listener = listener
      self.script = script
    }

    func accept() {
      while true {
        let file = Glibc.accept(listener, nil, nil)
        if file < 0 {
          if errno == EINTR || errno == ECONNABORTED { continue }
          break
        }
        let isWanted = state.withLock { state in
          guard !state.isClosed else { return false }
          state.open.insert(file)
          state.connections += 1
          return true
        }
        guard isWanted else {
          Glibc.close(file)
          break
        }
        Thread.detachNewThread { self.serve(file) }
      }
      state.withLock { state in
        state.isClosed = true
        Glibc.close(listener)
      }
    }

    /// Wakes whoever waits; each thread then closes what is its own.
    func close() {
      state.withLock { state in
        for file in state.open { shutdown(file, Int32(SHUT_RDWR)) }
        // Once closed, its number may be another's.
        if !state.isClosed { shutdown(listener, Int32(SHUT_RDWR)) }
        state.isClosed = true
      }
    }

    private func serve(_ file: Int32) {
      var reader = RequestReader(file)
      while let request = reader.next() {
        let number = state.withLock { state in
          state.requests.append(request)
          return state.requests.count - 1
        }
        guard meet(script(number, request), on: file, &reader) else { break }
      }
      state.withLock { _ = $0.open.remove(file) }
      Glibc.close(file)
    }

    /// - Returns: whether the connection can be used again.
    private func meet(_ step: Step, on file: Int32, _ reader: inout RequestReader) -> Bool {
      switch step {
      case .response(let response): return send(response.head + response.body, to: file)
      case .half(let response, let bytes):
        _ = send(response.head + response.body.prefix(bytes), to: file)
        return false
      case .drip(let response, let pause):
        guard send(response.head, to: file) else { return false }
        for byte in response.body {
          usleep(pause * 1000)
          guard send([byte], to: file) else { return false }
        }
        return true
      case .bytes(let bytes):
        _ = send(bytes, to: file)
        return false
      case .reset:
        var linger = Glibc.linger(l_onoff: 1, l_linger: 0)
        setsockopt(
          file, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        return false
      case .silence:
        reader.waitForEnd()
        return false
      }
    }

    private func send(_ bytes: [UInt8], to file: Int32) -> Bool {
      var sent = 0
      while sent < bytes.count {
        let count = bytes.withUnsafeBytes {
          Glibc.send(
            file, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL)
          )
        }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }
  }
}

/// Reads requests off a connection, one after the other.
private struct RequestReader {
  private let file: Int32
  private var pending: [UInt8] = []

  init(_ file: Int32) { self.file = file }

  /// - Returns: nil at the connection's end, and for what is no request.
  mutating func next() -> FaultServer.Request? {
    var end: Int?
    while end == nil {
      end = pending.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
      guard end != nil || fill() else { return nil }
    }
    guard let end else { return nil }
    let lines = String(decoding: pending[..<end], as: UTF8.self)
      .split(separator: "\r\n", omittingEmptySubsequences: true)
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3 else { return nil }
    let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      return (line[..<colon].lowercased(), String(value))
    }
    let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
    while pending.count < end + length {
      guard fill() else { return nil }
    }
    let body = Array(pending[end..<end + length])
    pending.removeFirst(end + length)
    return FaultServer.Request(
      method: String(words[0]), target: String(words[1]), headers: headers, body: body)
  }

  /// Returns when the other side, or the server itself, has had enough.
  mutating func waitForEnd() { while fill() {} }

  private mutating func fill() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = recv(file, &bytes, bytes.count, 0)
    guard count > 0 else { return false }
    pending += bytes[..<count]
    return true
  }
}
