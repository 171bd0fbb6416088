import Foundation
import Glibc

/// A program that tests run for real: with a cleared environment, a working folder, nothing to read
/// and files of its own to write to.
public struct Program: Sendable {
  /// The only variable a program is given where a test asks for no other.
  public static let standardEnvironment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]

  /// Absolute, or a name that is looked for on the path.
  public let path: String

  public init(_ path: String) { self.path = path }

  /// The command under test: it lies beside the executable that runs the tests.
  ///
  /// - Throws: `Failure` where it does not.
  public static func stemma() throws -> Program {
    let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let path = tests.deletingLastPathComponent().appending(path: "stemma").path
    guard access(path, X_OK) == 0 else { throw Failure("there is no \(path)") }
    return Program(path)
  }

  /// Runs the program to its end.
  ///
  /// - Throws: `Failure` where it cannot be started or does not end within `timeoutSeconds`.
  public func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    timeoutSeconds: Double = 900
  ) throws -> ProgramResult {
    try start(arguments, in: folder, environment: environment).wait(timeoutSeconds: timeoutSeconds)
  }

  /// Starts the program and does not wait for it.
  ///
  /// - Parameter holding: what this process has opened, by its path without links: the program has
  ///   it open too, as every program has from the moment of the fork until it runs.
  /// - Throws: `Failure` where it cannot be started, or `holding` is not open.
  public func start(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    holding opened: String? = nil
  ) throws -> RunningProgram {
    let output = try Sink()
    let errors = try Sink()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.file, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.file, 2)
    for file in try Self.descriptors(of: opened) {
      // Made its own copy, it no longer closes by itself.
      posix_spawn_file_actions_adddup2(&actions, file, file)
    }
    // Signals that the runner of the tests ignores are as in a shell again.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let all = Self.standardEnvironment.merging(environment) { _, given in given }
    // Coreutils' `env` changes the folder; glibc's own call for it is hidden from Swift.
    var argv = (["env", "-C", folder, path] + arguments).map { strdup($0) } + [nil]
    var envp = all.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, "/usr/bin/env", &actions, &attributes, &argv, &envp)
    guard error == 0 else {
      throw Failure("\(path) does not start: \(String(cString: strerror(error)))")
    }
    let line = ([path] + arguments).joined(separator: " ")
    return RunningProgram(line, process: process, output: output, errors: errors)
  }

  /// This process's descriptors that lead to a path.
  private static func descriptors(of path: String?) throws -> [Int32] {
    guard let path else { return [] }
    let own = "/proc/self/fd"
    let found = try FileManager.default.contentsOfDirectory(atPath: own).filter {
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(own)/\($0)")) == path
    }.compactMap { Int32($0) }
    guard !found.isEmpty else { throw Failure("\(path) is not open") }
    return found
  }
}
