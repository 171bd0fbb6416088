import Glibc
import StemmaProgram

/// Runs a program on some bytes, and lets it have no more time, memory and output than it may.
struct BoundedProgram {
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
  /// is. The note is what it may read as file 3; it comes in the environment, since everybody sees what
  /// a program is called with.
  private static let script = """
    exec 4>&2 2>/dev/null
    ulimit -t "$1"
    ulimit -f "$2"
    [ "$3" = - ] || ulimit -v "$3"
    exec 2>&4 4>&-
    wait=$4 note=$STEMMA_NOTE
    unset STEMMA_NOTE
    shift 4
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
  ) throws(SystemFailure) -> Outcome {
    var files: [Int32] = []
    defer { for file in files { close(file) } }
    for _ in 0..<3 { files.append(try UnnamedFile.make(environment)) }
    try write(input, to: files[0])
    let limits = [
      String(seconds), String(outputLimitBytes / 512 + 1), addressLimit.map(String.init) ?? "-",
      String(6 * seconds),
    ]
    // Its reports are read, and its numbers written, the same wherever it runs.
    let variables = environment.merging(["LC_ALL": "C.UTF-8", "STEMMA_NOTE": note]) { $1 }
    let status = try Shell.wait(
      for: try Shell.spawn(Self.script, limits + words, variables, files: files, .working))
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
    default: return Shell.isInterruption(code) ? .interrupted : .failed
    }
  }

  // MARK: Files

  private func write(_ bytes: [UInt8], to file: Int32) throws(SystemFailure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        Glibc.write(file, raw.baseAddress.map { $0 + done }, bytes.count - done)
      }
      guard count >= 0 || errno == EINTR else { throw SystemFailure.call(errno) }
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
}
