import Foundation
import Glibc
import Testing

/// A program run to its end: with an environment, a working folder and files of its own.
struct Binary: Sendable {
  /// What came of it.
  struct Result: Sendable {
    /// The exit code; 128 and the signal's number where a signal ended it.
    let status: Int32
    let output: [UInt8]
    let errors: [UInt8]

    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let path: String

  /// The command under test: it lies beside the executable that runs the tests.
  static func stemma() throws -> Binary {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let path = tests.deletingLastPathComponent().appendingPathComponent("stemma").path
    guard access(path, X_OK) == 0 else { throw Failure(description: "there is no \(path)") }
    return Binary(path: path)
  }

  static let shell = Binary(path: "/bin/sh")
  static let env = Binary(path: "/usr/bin/env")

  /// The only variable a program is given where a test asks for no other.
  static let standardEnvironment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]

  /// - Throws: `Failure` where it cannot be started or does not end within `timeoutSeconds`.
  func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    timeoutSeconds: Double = 120
  ) throws -> Result {
    let sinks = try (0..<2).map { _ in try Sink() }
    let process = try spawn(arguments, in: folder, environment: environment, sinks: sinks)
    let status = try wait(for: process, timeoutSeconds: timeoutSeconds)
    return Result(status: status, output: try sinks[0].content(), errors: try sinks[1].content())
  }

  private func spawn(
    _ arguments: [String], in folder: String, environment: [String: String], sinks: [Sink]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, sinks[0].file, 1)
    posix_spawn_file_actions_adddup2(&actions, sinks[1].file, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let all = Self.standardEnvironment.merging(environment) { _, given in given }
    // Coreutils' `env` changes the folder; glibc's own call for it is hidden from Swift.
    let words = [Self.env.path, "-C", folder, path] + arguments
    var argv = words.map { strdup($0) } + [nil]
    var envp = all.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, Self.env.path, &actions, &attributes, &argv, &envp)
    guard error == 0 else {
      throw Failure(description: "\(path) does not start: \(String(cString: strerror(error)))")
    }
    return process
  }

  private func wait(for process: pid_t, timeoutSeconds: Double) throws -> Int32 {
    var status: Int32 = 0
    var waitedSeconds = 0.0
    while waitpid(process, &status, WNOHANG) == 0 {
      guard waitedSeconds < timeoutSeconds else {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw Failure(description: "\(path) did not end within \(timeoutSeconds) s")
      }
      usleep(5000)
      waitedSeconds += 0.005
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}

/// Takes what a program writes; a file without a name, so that no pipe can fill up.
private final class Sink {
  let file: Int32

  init() throws {
    var name = Array("/tmp/stemma-test-XXXXXX".utf8CString)
    file = mkstemp(&name)
    guard file >= 0 else { throw Binary.Failure(description: "no temporary file can be made") }
    unlink(name)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
  }

  deinit { close(file) }

  func content() throws -> [UInt8] {
    lseek(file, 0, SEEK_SET)
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: false)
    return Array(try handle.readToEnd() ?? Data())
  }
}
