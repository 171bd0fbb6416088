import CLibgit2
import StemmaRecord

/// An object that lies in a file of its own, read without libgit2.
///
/// libgit2 1.5 neither survives a header that states too few bytes nor a stream that is cut short;
/// both are what a damaged disk or a crash leaves.
/// - Source: gitformat: a zlib stream of type, space, size in decimal digits, NUL, content.
struct LooseObject {
  /// Why a file is no sound object.
  enum Flaw: Error {
    case unreadable(errno: Int32)
    case tooLarge(bytes: Int)
    case broken(String)
  }

  let type: git_object_t
  private let sizeBytes: Int
  private let headerBytes: Int
  private let packed: [UInt8]

  /// Reads the file and the object's header.
  ///
  /// - Returns: nil where there is no such file.
  init?(_ id: GitName, in folder: Folder) throws(Flaw) {
    guard folder.kind(id.looseFile) != .absent else { return nil }
    if let code = folder.obstacle(id.looseFile) { throw .unreadable(errno: code) }
    // What cannot be compressed grows by less than a thousandth.
    let limit = HistoryLimits.objectBytes + HistoryLimits.objectBytes / 512 + 4096
    guard let packed = folder.content(id.looseFile, limit: limit) else {
      throw .broken("it is no file that can be read")
    }
    let start = Self.inflate(packed, upTo: 64).bytes
    guard let end = start.firstIndex(of: 0), let text = StrictUTF8.text(start[..<end]) else {
      throw .broken("it does not begin like an object")
    }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, let type = Self.type(words[0]), let size = Int(words[1]), size >= 0
    else { throw .broken("it does not begin like an object") }
    guard size <= HistoryLimits.objectBytes else { throw .tooLarge(bytes: size) }
    self.type = type
    self.packed = packed
    sizeBytes = size
    headerBytes = end + 1
  }

  /// The content, not yet hashed.
  func content() throws(Flaw) -> [UInt8] {
    // One byte more than there should be, to see whether there is more.
    let whole = headerBytes + sizeBytes
    let (bytes, ended) = Self.inflate(packed, upTo: whole + 1)
    guard ended, bytes.count == whole else { throw .broken("it is cut short or its bytes changed") }
    return Array(bytes[headerBytes...])
  }

  private static func type(_ word: Substring) -> git_object_t? {
    switch word {
    case "commit": GIT_OBJECT_COMMIT
    case "tree": GIT_OBJECT_TREE
    case "blob": GIT_OBJECT_BLOB
    case "tag": GIT_OBJECT_TAG
    default: nil
    }
  }

  private static func inflate(
    _ packed: [UInt8], upTo limit: Int
  ) -> (bytes: [UInt8], ended: Bool) {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      var written: UInt32 = 0
      code = stemma_git_inflate(
        packed, UInt32(packed.count), buffer.baseAddress, UInt32(limit), &written)
      count = Int(written)
    }
    return (bytes, code == Z_STREAM_END)
  }
}
