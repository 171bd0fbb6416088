import Glibc
import StemmaRecord
import Synchronization

/// A program that serves a model on this machine, and that is gone when the value is, or the process is,
/// however it ended.
final class ChildServer: Sendable {
  private let process: pid_t
  /// While it is open, the program runs.
  private let lifeline: Int32
  /// What the program writes: a file without a name.
  private let output: Int32
  private let status = Mutex<Int32?>(nil)

  /// A shell stands between: it ends the program as soon as nobody holds the other end of its input.
  private static let keeper = """
    exec 3<&0 </dev/null
    "$@" 3<&- & server=$!
    { read -r _; kill -TERM $server; sleep 3; kill -KILL $server; } <&3 2>/dev/null & keeper=$!
    wait $server; status=$?
    kill $keeper
    exit $status
    """

  /// - Parameters:
  ///   - program: its path.
  ///   - environment: the program's.
  /// - Throws: `TeacherError.serverUnstartable`.
  init(
    _ program: String, _ arguments: [String], environment: [String: String]
  ) throws(TeacherError) {
    var ends: [Int32] = [-1, -1]
    var template = Array("\(environment["TMPDIR"] ?? "/tmp")/stemma.XXXXXX".utf8CString)
    let output = mkstemp(&template)
    guard output >= 0 else { throw .serverUnstartable(program, reason: Self.reason(errno)) }
    unlink(template)
    guard pipe(&ends) == 0 else {
      let error = errno
      close(output)
      throw .serverUnstartable(program, reason: Self.reason(error))
    }
    // No other program is to hold any of them.
    for file in ends + [output] { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    let script = ["sh", "-c", Self.keeper, "sh", program] + arguments
    var process: pid_t = 0
    let error = Self.spawn(
      &process, script, environment.map { "\($0.key)=\($0.value)" }, input: ends[0], output)
    close(ends[0])
    guard error == 0 else {
      close(ends[1])
      close(output)
      throw .serverUnstartable(program, reason: Self.reason(error))
    }
    self.process = process
    self.output = output
    lifeline = ends[1]
  }

  deinit {
    close(lifeline)
    close(output)
    if status.withLock({ $0 }) == nil {
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    }
  }

  /// Whether it still runs.
  var isRunning: Bool {
    status.withLock { known in
      guard known == nil else { return false }
      var found: Int32 = 0
      guard waitpid(process, &found, WNOHANG) != 0 else { return true }
      known = found
      return false
    }
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

  private static func spawn(
    _ process: inout pid_t, _ arguments: [String], _ environment: [String], input: Int32,
    _ output: Int32
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Ctrl-C is stemma's to hear, and what stemma ignores the program need not.
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    return posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, &variables)
  }

  private static func reason(_ error: Int32) -> String { String(cString: strerror(error)) }

  /// A port of 127.0.0.1 on which nobody listens now; nil where there is none.
  static func freePort() -> Int? {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard listener >= 0 else { return nil }
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        guard bind(listener, raw, length) == 0, getsockname(listener, raw, &length) == 0 else {
          return nil
        }
        return Int(UInt16(bigEndian: pointer.pointee.sin_port))
      }
    }
  }

  /// Where the program of that name is that a shell would take.
  static func find(_ name: String, path: String) -> String? {
    path.split(separator: ":").map { "\($0)/\(name)" }.first { file in
      var status = stat()
      return access(file, X_OK) == 0 && stat(file, &status) == 0
        && status.st_mode & S_IFMT == S_IFREG
    }
  }
}
