import Foundation
import Glibc

/// A folder of a test's own; gone when the value is.
///
/// Files are named by their path relative to the folder, or by an absolute one. Foundation's
/// errors pass as they are: whatever fails here fails the test.
public final class Workspace: Sendable {
  /// Absolute; without a symbolic link where `/tmp` is none.
  public let folder: String

  /// - Throws: `Failure` where no folder can be made in `/tmp`.
  public init() throws {
    var name = Array("/tmp/stemma-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&name) else { throw Failure("no temporary folder can be made") }
    folder = String(cString: made)
    // Some tests become a user to whom no rights were given, and still look in.
    chmod(folder, 0o755)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  public func path(_ name: String) -> String { name.hasPrefix("/") ? name : "\(folder)/\(name)" }

  public func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }

  public func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  /// Writes a file and the folders above it; what was there, which may be read-only, is replaced.
  public func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: url)
    try Data(bytes).write(to: url)
  }

  /// Flips one bit of the byte at `offset`.
  public func flip(_ name: String, at offset: Int) throws {
    var bytes = try read(name)
    bytes[offset] ^= 0x10
    try write(name, bytes)
  }

  /// Removes a file, or a folder with all that is in it.
  public func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(name))
  }

  public func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// The names in a folder, sorted.
  public func list(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }
}
