import Foundation
import Glibc
import Testing

/// A program that was started: with a cleared environment, and files of its own for what it writes.
final class Command {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What came of a program.
  struct Result {
    /// The exit code; 128 and the signal's number where a signal ended it.
    let status: Int32
    let output: [UInt8]
    let errors: [UInt8]

    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }

    func json() throws -> [String: Any] {
      let value = try JSONSerialization.jsonObject(with: Data(output))
      return try #require(value as? [String: Any])
    }
  }

  private let process: pid_t
  private let name: String
  private let output: Int32
  private let errors: Int32

  /// The command under test: it lies beside the executable that runs the tests.
  static var stemma: String {
    get throws {
      let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      let path = tests.deletingLastPathComponent().appendingPathComponent("stemma").path
      guard access(path, X_OK) == 0 else { throw Failure(description: "there is no \(path)") }
      return path
    }
  }

  /// Starts a program and does not wait for it.
  ///
  /// - Parameter path: of the program, or its name on the path.
  init(
    _ path: String, _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws {
    name = ([path] + arguments).joined(separator: " ")
    output = try Self.file()
    errors = try Self.file()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    let all = ["PATH": "/usr/local/bin:/usr/bin:/bin"].merging(environment) { $1 }
    // env changes the folder: the call that would do so here is not in every C library.
    var argv = (["env", "-C", folder, path] + arguments).map { strdup($0) } + [nil]
    var envp = all.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, "/usr/bin/env", &actions, nil, &argv, &envp)
    guard error == 0 else {
      throw Failure(description: "\(name) does not start: \(String(cString: strerror(error)))")
    }
    self.process = process
  }

  deinit {
    close(output)
    close(errors)
  }

  /// - Throws: `Failure` where the program does not end within `limitSeconds`.
  func wait(limitSeconds: Int = 120) throws -> Result {
    var status: Int32 = 0
    var left = limitSeconds * 200
    while waitpid(process, &status, WNOHANG) == 0 {
      guard left > 0 else {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw Failure(description: "\(name) did not end within \(limitSeconds) s")
      }
      usleep(5000)
      left -= 1
    }
    return Result(
      status: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F),
      output: Self.content(of: output), errors: Self.content(of: errors))
  }

  /// A file without a name, so that no pipe can fill up.
  private static func file() throws -> Int32 {
    var name = Array("/tmp/stemma-test-XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw Failure(description: "no temporary file can be made") }
    unlink(name)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private static func content(of file: Int32) -> [UInt8] {
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(file, &piece, piece.count, off_t(content.count))
      guard count > 0 else { return content }
      content += piece[..<count]
    }
  }
}
