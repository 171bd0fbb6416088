public import Glibc

/// Starts lines of shell, which may become a program.
public enum Shell {
  /// Whose signals a program hears.
  public enum Group: Sendable {
    /// Those of whoever started it, Ctrl-C among them.
    case same
    /// Its own.
    case own
    /// Its own, and it has a session of its own as well, and so no terminal.
    case session

    /// For what asks nobody at the terminal: that of whoever started it, or its own where that outlasts the
    /// terminal.
    public static var working: Group { Hangup.isIgnored ? .own : .same }

    fileprivate var flag: Int32 {
      switch self {
      case .same: 0
      case .own: POSIX_SPAWN_SETPGROUP
      // glibc's `POSIX_SPAWN_SETSID`, which is not imported.
      case .session: 0x80
      }
    }
  }

  /// Starts a script; what stemma ignores it need not.
  ///
  /// - Parameters:
  ///   - arguments: the script's, from `$1`.
  ///   - files: what it has as its files from 0 on.
  public static func spawn(
    _ script: String, _ arguments: [String], _ environment: [String: String], files: [Int32],
    _ group: Group
  ) throws(SystemFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // From above all that they become, so that none takes another's place before its turn.
    var sources: [Int32] = []
    defer { for source in sources { close(source) } }
    for (number, file) in files.enumerated() {
      let source = fcntl(file, F_DUPFD_CLOEXEC, Int32(files.count))
      guard source >= 0 else { throw SystemFailure.call(errno) }
      sources.append(source)
      posix_spawn_file_actions_adddup2(&actions, source, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(group.flag | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let words = (["sh", "-c", script, "sh"] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, variables)
    guard error == 0 else { throw SystemFailure.call(error) }
    return process
  }

  /// Whether a program ended because somebody wanted it to, as by Ctrl-C.
  ///
  /// - Parameter status: as shells have it: 128 and the signal's number where one ended it.
  public static func isInterruption(_ status: Int32) -> Bool {
    [SIGINT, SIGTERM, SIGHUP].contains(status - 128)
  }

  /// Waits until a program has ended.
  ///
  /// - Returns: how, as `waitpid` has it.
  @discardableResult
  public static func wait(for process: pid_t) throws(SystemFailure) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw SystemFailure.call(errno) }
    }
    return status
  }
}
