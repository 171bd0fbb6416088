/// The file that the user's own `git gc` or `git pack-refs` moves refs into.
///
/// libgit2 reads it, but finds nothing wrong with rubbish in it; so its form is checked here.
struct PackedRefs {
  static let file = "packed-refs"

  private let bytes: [UInt8]?

  init(_ folder: Folder) {
    switch folder.kind(Self.file) {
    case .absent: bytes = []
    case .file: bytes = folder.content(Self.file, limit: HistoryLimits.objectBytes)
    case .folder, .other: bytes = nil
    }
  }

  /// Whether every line is a comment, a ref, or the commit behind the tag above it.
  var isSound: Bool {
    guard let bytes else { return false }
    guard let last = bytes.last else { return true }
    return last == 0x0a
      && bytes.dropLast().split(separator: 0x0a, omittingEmptySubsequences: false)
        .allSatisfy(Self.isSound)
  }

  private static func isSound(_ line: ArraySlice<UInt8>) -> Bool {
    switch line.first {
    case 0x23: return line.starts(with: Array("# ".utf8))
    case 0x5e:
      return line.count == 41 && GitName(String(decoding: line.dropFirst(), as: UTF8.self)) != nil
    default:
      let id = String(decoding: line.prefix(40), as: UTF8.self)
      return GitName(id) != nil && line.dropFirst(40).starts(with: Array(" refs/".utf8))
    }
  }
}
