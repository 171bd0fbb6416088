import Glibc
import Synchronization

/// Keys as they are pressed, without Enter; only for a terminal, which it leaves as it found it.
final class Keyboard {
  private let original: termios
  private static let pollMilliseconds: Int32 = 50

  /// Whether somebody sits at standard input and sees standard error.
  static var isThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  init() {
    var found = termios()
    tcgetattr(STDIN_FILENO, &found)
    original = found
    seize()
  }

  deinit { release() }

  private func seize() {
    var raw = original
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    withUnsafeMutableBytes(of: &raw.c_cc) {
      $0[Int(VMIN)] = 1
      $0[Int(VTIME)] = 0
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
  }

  private func release() {
    var original = self.original
    tcsetattr(STDIN_FILENO, TCSADRAIN, &original)
  }

  /// Waits for a key.
  ///
  /// - Returns: its first byte; nil where the terminal is gone.
  /// - Throws: `CancellationError` where the work was interrupted.
  func key() throws -> UInt8? {
    // Whoever was stopped and went on finds the shell's settings.
    seize()
    let byte = try Self.byte()
    // What an arrow key or Alt sends begins so; its other bytes are no keys of their own.
    if byte == 0x1B { Self.skipWaiting() }
    return byte
  }

  private static func skipWaiting() {
    var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    var byte: UInt8 = 0
    while poll(&wanted, 1, 5) > 0, read(STDIN_FILENO, &byte, 1) == 1 {}
  }

  /// Reads a line, shown as it is typed.
  ///
  /// - Returns: nil where the terminal is gone.
  func line() throws -> String? {
    release()
    defer { seize() }
    var bytes: [UInt8] = []
    while let byte = try Self.byte() {
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }

  /// Gives the terminal to somebody else for a while.
  func lend<Result>(_ body: () throws -> Result) rethrows -> Result {
    release()
    defer { seize() }
    return try Interruption.postponed(body)
  }

  private static func byte() throws -> UInt8? {
    while true {
      try Task.checkCancellation()
      var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&wanted, 1, pollMilliseconds) != 0 else { continue }
      var byte: UInt8 = 0
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      return nil
    }
  }
}
