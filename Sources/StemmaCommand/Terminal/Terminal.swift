import Glibc
import Synchronization

/// Data goes to standard output, everything else to standard error.
enum Terminal {
  /// Writes a line of data.
  static func output(_ line: String) { write(Array((line + "\n").utf8), to: STDOUT_FILENO) }

  static func output(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  /// Writes a line for people.
  static func error(_ line: String) { write(Array((line + "\n").utf8), to: STDERR_FILENO) }

  /// Tells what is waited for, unless nobody wants to know.
  static func news(isWanted: Bool) -> @Sendable (String) -> Void {
    { line in if isWanted { error(line) } }
  }

  /// Tells what is dangerous, each once, whatever else is wanted.
  static func warnings() -> @Sendable (String) -> Void {
    let told = Warnings()
    return { line in
      if told.lines.withLock({ $0.insert(line).inserted }) { error("warning: \(line)") }
    }
  }

  private final class Warnings: Sendable {
    let lines = Mutex<Set<String>>([])
  }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Asks whoever sits at the terminal; only `y` and `yes` are a yes.
  static func confirm(_ question: String) -> Bool {
    write(Array("\(question) [y/N] ".utf8), to: STDERR_FILENO)
    let answer = readLine()?.lowercased()
    return answer == "y" || answer == "yes"
  }

  /// Writes over the line under the cursor; only for a terminal.
  static func replaceLine(_ text: String) {
    write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
  }

  /// Gives standard files that were closed a place holder, so that no file of the store is opened
  /// under their numbers and written to; writing to it fails.
  static func reserveStandardFiles() {
    for file in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(file, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  private static let firstFailure = Mutex<Int32?>(nil)

  /// Why data did not reach standard output, as errno; nil where it did, and where whoever read it
  /// has gone: there is nobody to tell then.
  static var outputFailure: Int32? { firstFailure.withLock { $0 } }

  private static func write(_ bytes: [UInt8], to file: Int32) {
    bytes.withUnsafeBytes { raw in
      var written = 0
      while written < raw.count, let start = raw.baseAddress {
        let count = Glibc.write(file, start + written, raw.count - written)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else {
          let error = errno
          if file == STDOUT_FILENO && error != EPIPE {
            firstFailure.withLock { $0 = $0 ?? error }
          }
          return
        }
        written += count
      }
    }
  }

  /// Text from outside, safe to show: control characters, and whatever else ends a line, are written as
  /// escapes, not obeyed.
  static func visible(_ text: String, keepingLines: Bool = false) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
      if isControl && !(keepingLines && scalar == "\n") {
        out.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }

  /// Text as a shell takes it for one word.
  static func shellWord(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "-_./~+@,".unicodeScalars.contains($0)
    }
    return isPlain
      ? text
      : "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}
