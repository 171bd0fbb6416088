import Foundation
import Glibc

/// The user's own editor: `$VISUAL`, else `$EDITOR`, else `vi`.
enum Editor {
  /// Lets the user change a text in a file that is gone afterwards.
  ///
  /// - Parameter suffix: tells the editor what it is, such as `.json`.
  /// - Throws: `InputError.editorFailed`; `.unwritable` where no file can be made.
  static func edit(_ text: [UInt8], suffix: String) throws -> [UInt8] {
    let folder = World.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var name = Array("\(folder)/stemma-XXXXXX\(suffix)".utf8CString)
    let file = mkstemps(&name, Int32(suffix.utf8.count))
    let path = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    guard file >= 0 else { throw InputError.unwritable(path: path, error: errno) }
    close(file)
    defer { unlink(path) }
    try FileAccess.replace(path) { try $0(text) }
    let command =
      ["VISUAL", "EDITOR"].compactMap(World.environment).first { !$0.isEmpty } ?? "vi"
    let status = try run(command, path)
    guard status == 0 else { throw InputError.editorFailed(command, status: status) }
    return try FileAccess.read(path, limitBytes: FileAccess.documentLimitBytes)
  }

  /// Runs it as a shell would, since it may come with options, on the terminal as it is.
  private static func run(_ command: String, _ path: String) throws -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let words = ["sh", "-c", "\(command) \"$1\"", "sh", path]
    let variables = ProcessInfo.processInfo.environment.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }
    let arguments = words.map { strdup($0) } + [nil]
    let environment = variables.map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, environment)
    guard error == 0 else { throw InputError.editorFailed(command, status: 127) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
