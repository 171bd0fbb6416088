import Glibc
import StemmaRecord

/// A folder for a moment that only its owner can look into; it goes with this, and its files with it.
final class TemporaryFolder {
  let path: String
  private var names: [String] = []

  init() throws(InputError) {
    let parent = World.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(parent)/stemma.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .unwritable(path: parent, error: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The path of a file in it.
  func file(_ name: String) -> String {
    names.append(name)
    return "\(path)/\(name)"
  }

  deinit {
    for name in names { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}
