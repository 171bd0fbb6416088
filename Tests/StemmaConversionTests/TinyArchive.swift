/// Zip archives as tests need them: nothing is packed, unless a part says that it is.
struct TinyArchive {
  struct Part {
    var name: String
    var bytes: [UInt8] = Array("<a/>".utf8)
    var method = 0
    var flags = 0
    /// What the directory claims; nil for the truth of what is not packed.
    var sizeBytes: Int?
    /// What the part's own header claims; nil for the same.
    var headerSizeBytes: Int?
    /// Where the directory says that it is; nil for where it is.
    var start: Int?
  }

  /// Of parts one after the other, their directory, and its end.
  static func bytes(_ parts: [Part]) -> [UInt8] {
    var data: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let start = part.start ?? data.count
      let size = part.sizeBytes ?? part.bytes.count
      let name = Array(part.name.utf8)
      let common = number(20, 2) + number(part.flags, 2) + number(part.method, 2) + number(0, 8)
      func sizes(_ size: Int) -> [UInt8] {
        number(part.bytes.count, 4) + number(size, 4) + number(name.count, 2) + number(0, 2)
      }
      data += [0x50, 0x4B, 3, 4] + common + sizes(part.headerSizeBytes ?? size) + name + part.bytes
      directory += [0x50, 0x4B, 1, 2] + number(20, 2) + common + sizes(size) + number(0, 10)
      directory += number(start, 4) + name
    }
    let count = number(parts.count, 2)
    return data + directory + [0x50, 0x4B, 5, 6] + number(0, 4) + count + count
      + number(directory.count, 4) + number(data.count, 4) + number(0, 2)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
