import Glibc
import StemmaProgram
import StemmaRecord

/// A program that serves a model on this machine, and that is gone with all that it has started when the
/// value is, or the process is, however it ended.
final class ChildServer: Sendable {
  /// The program, which leads a session and a group of its own.
  let process: pid_t
  private let keeper: pid_t
  /// While it is open, the program runs.
  private let lifeline: Int32
  /// What the program writes: a file without a name.
  private let output: Int32

  /// The program waits until somebody watches over it.
  private static let start = #"read -r _ || exit 1; exec "$@" </dev/null"#

  /// A shell ends the program's group as soon as nobody holds the other end of its input: politely,
  /// and after three seconds what is left of it.
  private static let watch = """
    exec 2>/dev/null
    read -r _
    kill -s TERM -- "-$1" || exit 0
    passed=0
    while kill -s 0 -- "-$1" && [ "$passed" -lt 30 ]; do
      sleep 0.1
      passed=$((passed + 1))
    done
    kill -s KILL -- "-$1"
    exit 0
    """

  /// - Parameters:
  ///   - program: its path.
  ///   - environment: the program's.
  /// - Throws: `TeacherError.serverUnstartable`.
  init(
    _ program: String, _ arguments: [String], environment: [String: String]
  ) throws(TeacherError) {
    func failure(_ error: SystemFailure) -> TeacherError {
      .serverUnstartable(program, reason: error.reason)
    }
    var files: [Int32] = []
    defer { for file in files where file >= 0 { close(file) } }
    do throws(SystemFailure) {
      files.append(try UnnamedFile.make(environment))
      // The lifeline, and the gate that lets the program in: of each the end that is read comes first.
      for _ in 0..<2 {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemFailure.call(errno) }
        files += ends
      }
      // No other program is to hold any of them.
      for file in files { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
      process = try Shell.spawn(
        Self.start, [program] + arguments, environment, files: [files[3], files[0], files[0]],
        .session)
      // Should the second fail, the first goes as soon as nobody holds the gate.
      keeper = try Shell.spawn(
        Self.watch, ["\(process)"], environment, files: [files[1], files[0], files[0]], .own)
    } catch {
      throw failure(error)
    }
    _ = write(files[4], "\n", 1)
    (output, lifeline) = (files[0], files[2])
    (files[0], files[2]) = (-1, -1)
  }

  deinit {
    close(lifeline)
    close(output)
    // Whoever watches over it has done so within three seconds, unless somebody ended that too.
    for _ in 0..<500 where isRunning { usleep(10_000) }
    if isRunning { kill(-process, SIGKILL) }
    _ = try? Shell.wait(for: process)
    _ = try? Shell.wait(for: keeper)
  }

  /// Whether it still runs.
  var isRunning: Bool {
    // Until the end its number is nobody else's, since nobody has asked how it ended.
    var found = siginfo_t()
    return waitid(P_PID, id_t(process), &found, WEXITED | WNOHANG | WNOWAIT) == 0
      && found.si_signo == 0
  }

  /// The last line that it wrote and that is not blank; at most 4,096 bytes of its end are looked at.
  var lastLine: String {
    var status = stat()
    guard fstat(output, &status) == 0 else { return "" }
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = pread(output, &bytes, bytes.count, max(0, status.st_size - bytes.count))
    let lines = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
    return lines.last { $0.contains { !$0.isWhitespace } }.map(String.init) ?? ""
  }
}
