import Glibc

/// Starts lines of shell, which may become a program.
enum Shell {
  struct Failure: Error {
    /// As `errno` has it.
    let number: Int32
  }

  /// glibc's `POSIX_SPAWN_SETSID`, which is not imported.
  private static let ownSession: Int32 = 0x80

  /// Starts a script in a group of its own.
  ///
  /// - Parameters:
  ///   - arguments: the script's, from `$1`.
  ///   - environment: `name=value`.
  ///   - input: what it reads.
  ///   - output: where it writes, errors too.
  ///   - leadsSession: whether it has a session of its own as well, and so no terminal.
  static func spawn(
    _ script: String, _ arguments: [String], _ environment: [String], input: Int32,
    _ output: Int32, leadsSession: Bool
  ) throws(Failure) -> pid_t {
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
    let group = leadsSession ? ownSession : POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(
      &attributes, Int16(group | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let line = ["sh", "-c", script, "sh"] + arguments
    var words: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, &variables)
    guard error == 0 else { throw Failure(number: error) }
    return process
  }
}
