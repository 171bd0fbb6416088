import StemmaProgram
import StemmaRecord

/// How the server of a Hugging Face model is found, or started where none runs.
struct LocalStart: Sendable {
  /// The teacher's short form.
  let teacher: String
  let environment: [String: String]
  let timing: Timing
  /// Told what is waited for.
  let telling: @Sendable (String) -> Void
  /// Whether a server answers at an address.
  let isThere: @Sendable (String) async throws -> Bool
  /// Where a server is looked for before one is started.
  let known: String
  /// Finds a port for the server.
  var freePort: @Sendable () -> LocalPort? = { LocalPort.free() }

  private static let program = "transformers"
  static let install = "pip install 'transformers[serving]'"
  /// Loading what serves a model takes long on a busy machine; the model itself comes with the first
  /// question.
  private static let patience = Duration.seconds(180)
  private static let step = Duration.milliseconds(200)
  /// Between choosing a port and listening there another program may take it: so many are tried.
  private static let ports = 5
  private static let newsEvery = Duration.seconds(15)

  /// - Returns: where the server answers, and the server where it was started here.
  /// - Throws: `TeacherError`, or `CancellationError`.
  func address() async throws -> (String, ChildServer?) {
    if try await isThere(known) { return (known, nil) }
    guard let path = ProgramPath.find(Self.program, path: environment["PATH"] ?? "") else {
      throw TeacherError.serverMissing(teacher: teacher, address: known)
    }
    telling("Starting `\(Self.program) serve` for \(teacher.onOneLine(limit: 96)).")
    for _ in 0..<Self.ports {
      guard let port = freePort() else {
        throw TeacherError.serverUnstartable(path, reason: "no port is free")
      }
      if let found = try await started(path, at: port) { return found }
    }
    throw TeacherError.serverUnstartable(
      path, reason: "other programs took each of \(Self.ports) free ports before it")
  }

  /// Starts the server and waits until it is ready.
  ///
  /// - Returns: nil where another program has taken the port before it could.
  private func started(
    _ path: String, at port: LocalPort
  ) async throws -> (String, ChildServer)? {
    let address = "http://127.0.0.1:\(port.number)/v1"
    let server = try ChildServer(
      path, ["serve", "--host", "127.0.0.1", "--port", "\(port.number)"],
      environment: environment)
    let began = timing.now()
    var told = began
    while true {
      try Task.checkCancellation()
      let isReady = try await isThere(address)
      // Asked in this order: what another program says is not taken for the server's.
      let isRunning = server.isRunning
      switch port.holder(of: server.process) {
      case .others: return nil
      case .unknown where !isRunning: return nil
      case .unknown, .session, .nobody: break
      }
      guard isRunning else { throw TeacherError.serverEnded(path, said: server.lastLine) }
      if isReady { return (address, server) }
      let now = timing.now()
      guard now - began < Self.patience else {
        throw TeacherError.serverSlow(path, seconds: Int(Self.patience / .seconds(1)))
      }
      if now - told >= Self.newsEvery {
        told = now
        telling(
          "`\(Self.program) serve` is not ready yet, after \(Int((now - began) / .seconds(1))) s.")
      }
      try await timing.sleep(Self.step)
    }
  }
}
