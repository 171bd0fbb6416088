import Glibc

/// Data goes to standard output, everything else to standard error.
enum Terminal {
  /// Writes a line of data.
  static func output(_ line: String) { write(Array((line + "\n").utf8), to: STDOUT_FILENO) }

  static func output(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  /// Writes a line for people.
  static func error(_ line: String) { write(Array((line + "\n").utf8), to: STDERR_FILENO) }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes over the line under the cursor; only for a terminal.
  static func replaceLine(_ text: String) {
    write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
  }

  private static func write(_ bytes: [UInt8], to file: Int32) {
    bytes.withUnsafeBytes { raw in
      var written = 0
      while written < raw.count, let start = raw.baseAddress {
        let count = Glibc.write(file, start + written, raw.count - written)
        if count < 0 && errno == EINTR { continue }
        // Whoever read has gone; there is nobody to tell.
        guard count > 0 else { return }
        written += count
      }
    }
  }

  /// Text from outside, safe to show: control characters are written as escapes, not obeyed.
  static func visible(_ text: String, keepingLines: Bool = false) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
      if isControl && !(keepingLines && scalar == "\n") {
        out.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }
}
