import Glibc

/// A program that was started.
public final class RunningProgram {
  private let line: String
  private let process: pid_t
  private let output: Sink
  private let errors: Sink

  /// - Parameter line: what was typed, for messages.
  init(_ line: String, process: pid_t, output: Sink, errors: Sink) {
    self.line = line
    self.process = process
    self.output = output
    self.errors = errors
  }

  /// Sends it a signal, such as `SIGKILL`.
  public func send(_ signal: Int32) { kill(process, signal) }

  /// Waits until the program writes a line that begins with `word`.
  ///
  /// - Returns: the rest of that line.
  /// - Throws: `Failure` where it ends, or `timeoutSeconds` pass, before.
  public func line(after word: String, timeoutSeconds: Double = 900) throws -> String {
    var waitedSeconds = 0.0
    while waitedSeconds < timeoutSeconds {
      let lines = String(decoding: output.content(), as: UTF8.self).split(separator: "\n")
      if let found = lines.first(where: { $0.hasPrefix(word + " ") }) {
        return String(found.dropFirst(word.count + 1))
      }
      guard kill(process, 0) == 0, !hasEnded else { break }
      usleep(20_000)
      waitedSeconds += 0.02
    }
    throw Failure(
      "\(line) never said \(word): \(String(decoding: errors.content(), as: UTF8.self))")
  }

  /// Whether it waits to be waited for.
  private var hasEnded: Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0
      && information.si_signo == SIGCHLD
  }

  /// Ends a program that would not end by itself; instead of `wait`.
  public func stop() {
    var status: Int32 = 0
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
  }

  /// Waits for the program's end; to be called once.
  ///
  /// - Throws: `Failure` where it does not end within `timeoutSeconds`; it is killed then.
  public func wait(timeoutSeconds: Double = 900) throws -> ProgramResult {
    var status: Int32 = 0
    var waitedSeconds = 0.0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard waitedSeconds < timeoutSeconds else {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw Failure("\(line) did not end within \(timeoutSeconds) s")
      }
      usleep(5000)
      waitedSeconds += 0.005
    }
    return ProgramResult(
      status: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F),
      output: output.content(), errors: errors.content())
  }
}
