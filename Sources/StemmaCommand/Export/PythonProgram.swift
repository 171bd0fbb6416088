import Glibc
import StemmaProgram

/// Python, where its libraries do what stemma has none of its own for. What goes in and comes out are files
/// without names.
struct PythonProgram {
  /// The interpreter's path.
  let path: String

  init(path: String) { self.path = path }

  /// - Returns: nil where there is no `python3`.
  init?() {
    guard let path = ProgramPath.find("python3", path: World.environment("PATH") ?? "") else {
      return nil
    }
    self.path = path
  }

  /// A file for a moment.
  ///
  /// - Throws: `InputError.noTemporaryFile`.
  static func file() throws(InputError) -> Int32 {
    let variables = environment
    do throws(SystemFailure) { return try UnnamedFile.make(variables) } catch {
      throw .noTemporaryFile(folder: UnnamedFile.folder(variables["TMPDIR"]), error: error.number)
    }
  }

  /// Ends a program where stemma ends.
  private static let leash = ["setpriv", "--pdeathsig", "KILL"]

  /// Runs a script to its end, or to stemma's.
  ///
  /// - Parameters:
  ///   - files: what it has as its files from 0 on; the first is read from its beginning.
  ///   - seconds: how long it may take; nil for as long as it likes.
  /// - Returns: what it ended with, 128 and the signal where one ended it.
  func run(
    _ script: String, _ arguments: [String] = [], environment: [String: String] = Self.environment,
    files: [Int32], seconds: Int? = nil
  ) throws(SystemFailure) -> Int32 {
    for file in files { lseek(file, 0, SEEK_SET) }
    let bounds =
      seconds.map { Self.leash + ["timeout", "--foreground", "-k", "2", String($0)] } ?? []
    // What lies in the working folder is no library.
    let environment = environment.merging(["PYTHONSAFEPATH": "1"]) { $1 }
    let words = bounds + Self.leash + [path, "-c", script] + arguments
    let status = try Shell.wait(
      for: try Shell.spawn(
        #"exec "$@""#, words, environment, files: files, .working))
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// What `run` returns where time was up.
  static func isTimeUp(_ status: Int32) -> Bool { status == 124 || status == 128 + SIGKILL }

  /// - Returns: nil at the end.
  static func piece(_ file: Int32) throws(SystemFailure) -> [UInt8]? {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, size in
      count = read(file, buffer.baseAddress, 1 << 20)
      size = max(0, count)
    }
    guard count >= 0 else { throw SystemFailure.call(errno) }
    return count == 0 ? nil : bytes
  }

  /// What a program has written, a mebibyte at most.
  static func bytes(_ file: Int32) -> [UInt8] {
    lseek(file, 0, SEEK_SET)
    return (try? piece(file)) ?? []
  }

  /// The last line of what a program complained of.
  static func complaint(_ file: Int32) -> String {
    String(decoding: bytes(file), as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
  }

  /// What Python finds its libraries by.
  static var environment: [String: String] {
    ["HOME", "PATH", "PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE", "TMPDIR"]
      .reduce(into: [:]) { $0[$1] = World.environment($1) }
  }
}
