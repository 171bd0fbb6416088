import Glibc

/// Runs a program on some bytes, and lets it have no more time, memory and output than it may.
struct BoundedProgram {
  struct Failure: Error {
    let reason: String
  }

  enum Ending {
    case ended, failed, timedOut
    /// Somebody ended it, as by Ctrl-C.
    case interrupted
    /// It could not be begun.
    case unstarted
    /// It wrote more than it may.
    case tooLong
  }

  struct Outcome {
    let ending: Ending
    let output: [UInt8]
    /// What it complained of, at most 64 KiB.
    let errors: String

    /// The last line of that.
    var complaint: String {
      errors.split(whereSeparator: \.isNewline).last { $0.contains { !$0.isWhitespace } }
        .map(String.init) ?? ""
    }
  }

  private let environment: [String: String]

  init(_ environment: [String: String]) { self.environment = environment }

  /// Files and time are bounded here, unless they are already by less; the program is gone when stemma
  /// is. The note is what it may read as file 3.
  private static let script = """
    exec 4>&2 2>/dev/null
    ulimit -t "$1"
    ulimit -f "$2"
    [ "$3" = - ] || ulimit -v "$3"
    exec 2>&4 4>&-
    wait=$4 note=$5
    shift 5
    die='setpriv --pdeathsig KILL'
    exec $die timeout --foreground -k 2 "$wait" $die "$@" 3<<END
    $note
    END
    """
  /// Haskell's way of saying that the heap was too small.
  private static let heapOverflow: Int32 = 251

  /// - Parameters:
  ///   - words: the program's path and its arguments.
  ///   - input: what it reads from standard input.
  ///   - seconds: how long it may compute; it may wait six times as long for a processor.
  ///   - addressLimit: in KiB; nil for none.
  ///   - note: what it reads as file 3.
  func run(
    _ words: [String], input: [UInt8], seconds: Int, outputLimitBytes: Int, addressLimit: Int?,
    note: String
  ) throws(Failure) -> Outcome {
    var files: [Int32] = []
    defer { for file in files { close(file) } }
    for _ in 0..<3 { files.append(try temporaryFile()) }
    try write(input, to: files[0])
    let limits = [
      String(seconds), String(outputLimitBytes / 512 + 1), addressLimit.map(String.init) ?? "-",
      String(6 * seconds), note,
    ]
    let status = try wait(for: try spawn(limits + words, files))
    let output = read(files[1], limit: outputLimitBytes + 1)
    let errors = String(decoding: read(files[2], limit: 1 << 16), as: UTF8.self)
    return Outcome(
      ending: ending(status, isTooLong: output.count > outputLimitBytes), output: output,
      errors: errors)
  }

  private func ending(_ status: Int32, isTooLong: Bool) -> Ending {
    // `timeout` ends as what it has run, or with 124 or 137 where it has ended it.
    let signal = status & 0x7F
    let code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    if isTooLong || code == 128 + SIGXFSZ || code == Self.heapOverflow { return .tooLong }
    switch code {
    case 0: return .ended
    case 124, 128 + SIGKILL, 128 + SIGXCPU: return .timedOut
    case 125...127: return .unstarted
    case 128 + SIGINT, 128 + SIGTERM, 128 + SIGHUP: return .interrupted
    default: return .failed
    }
  }

  /// The program of that name that a shell would take.
  static func find(_ name: String, path: String) -> String? {
    path.split(separator: ":").map { "\($0)/\(name)" }.first { file in
      var status = stat()
      return access(file, X_OK) == 0 && stat(file, &status) == 0
        && status.st_mode & S_IFMT == S_IFREG
    }
  }

  // MARK: Files without a name

  private func temporaryFile() throws(Failure) -> Int32 {
    let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(folder)/stemma.XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw failure() }
    unlink(template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private func write(_ bytes: [UInt8], to file: Int32) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Glibc.write(file, raw.baseAddress.map { $0 + done }, bytes.count - done)
      }
      guard count >= 0 || errno == EINTR else { throw failure() }
      done += max(0, count)
    }
    lseek(file, 0, SEEK_SET)
  }

  private func read(_ file: Int32, limit: Int) -> [UInt8] {
    let size = min(limit, Int(max(0, lseek(file, 0, SEEK_END))))
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let more = pread(file, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
        if more < 0 && errno == EINTR { continue }
        guard more > 0 else { return }
        count += more
      }
    }
  }

  // MARK: Processes

  private func spawn(_ arguments: [String], _ files: [Int32]) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, file) in files.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file, Int32(number))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What stemma ignores the program need not.
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    // Its reports are read, and its numbers written, the same wherever it runs.
    let variables = environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
    let words = (["sh", "-c", Self.script, "sh"] + arguments).map { strdup($0) } + [nil]
    let entries = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + entries { free(text) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, "/bin/sh", &actions, &attributes, words, entries)
    guard error == 0 else { throw Failure(reason: String(cString: strerror(error))) }
    return process
  }

  private func wait(for process: pid_t) throws(Failure) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw failure() }
    }
    return status
  }

  private func failure() -> Failure { Failure(reason: String(cString: strerror(errno))) }
}
