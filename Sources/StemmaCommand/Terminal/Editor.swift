import Foundation
import Glibc
import StemmaProgram

/// The user's own editor: `$VISUAL`, else `$EDITOR`, else `vi`.
enum Editor {
  /// Lets the user change a text in a file that is gone afterwards.
  ///
  /// - Parameter suffix: tells the editor what it is, such as `.json`.
  /// - Throws: `InputError.editorFailed`; `.noTemporaryFile` where none can be made.
  static func edit(_ text: [UInt8], suffix: String) throws -> [UInt8] {
    let folder = UnnamedFile.folder(World.environment("TMPDIR"))
    var name = Array("\(folder)/stemma-XXXXXX\(suffix)".utf8CString)
    let file = mkstemps(&name, Int32(suffix.utf8.count))
    let path = name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    guard file >= 0 else { throw InputError.noTemporaryFile(folder: folder, error: errno) }
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
    let status: Int32
    do throws(SystemFailure) {
      status = try Shell.wait(
        for: try Shell.spawn(
          "\(command) \"$1\"", [path], ProcessInfo.processInfo.environment, files: [0, 1, 2],
          .same))
    } catch {
      throw InputError.editorFailed(command, status: 127)
    }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
