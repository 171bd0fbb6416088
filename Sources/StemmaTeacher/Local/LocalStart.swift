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

  private static let program = "transformers"
  static let install = "pip install 'transformers[serving]'"
  /// Loading what serves a model takes long on a busy machine; the model itself comes with the first
  /// question.
  private static let patience = Duration.seconds(180)
  private static let step = Duration.milliseconds(200)
  private static let newsEvery = Duration.seconds(15)

  /// - Returns: where the server answers, and the server where it was started here.
  /// - Throws: `TeacherError`, or `CancellationError`.
  func address() async throws -> (String, ChildServer?) {
    if try await isThere(known) { return (known, nil) }
    guard let path = ChildServer.find(Self.program, path: environment["PATH"] ?? "") else {
      throw TeacherError.serverMissing(teacher: teacher, address: known)
    }
    guard let port = ChildServer.freePort() else {
      throw TeacherError.serverUnstartable(path, reason: "no port is free")
    }
    let address = "http://127.0.0.1:\(port)/v1"
    telling(
      "Starting `\(Self.program) serve` for \(teacher.onOneLine(limit: 96)); it may pass over seed, "
        + "temperature and top-p.")
    let server = try ChildServer(
      path, ["serve", "--host", "127.0.0.1", "--port", "\(port)"], environment: environment)
    let began = timing.now()
    var told = began
    while true {
      try Task.checkCancellation()
      if try await isThere(address) { return (address, server) }
      guard server.isRunning else {
        throw TeacherError.serverEnded(path, said: server.lastLine)
      }
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
