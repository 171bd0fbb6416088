import StemmaRecord

/// How a pack lies on disk; all numbers little-endian.
///
///     file     head dictionary object* trailer foot
///     head     "stemmapk" version:4 dictionaryLength:4
///     object   "SOBJ" kind:1 storedLength:4 length:4 id:32 zstd-frame
///     trailer  (id:32 offset:8)*, sorted by id
///     foot     trailerOffset:8 count:4 trailerDigest:32 "stemmaix"
///
/// A pack whose trailer is lost can still be read header by header.
enum PackFormat {
  static let magic = Array("stemmapk".utf8)
  static let objectMagic = Array("SOBJ".utf8)
  static let endMagic = Array("stemmaix".utf8)
  static let version: UInt32 = 1
  static let headBytes = 16
  static let objectHeadBytes = 45
  static let trailerRowBytes = 40
  static let footBytes = 52
  static let dictionaryLimitBytes = 1 << 20

  struct ObjectHead {
    let kind: ObjectKind
    let storedLength: Int
    let length: Int
    let id: ObjectID

    var bytes: [UInt8] {
      PackFormat.objectMagic + [kind.rawValue] + PackFormat.number(UInt32(storedLength))
        + PackFormat.number(UInt32(length)) + id.bytes
    }

    /// - Parameter bytes: `objectHeadBytes` of them.
    init?(_ bytes: ArraySlice<UInt8>) {
      let start = bytes.startIndex
      guard bytes.count == PackFormat.objectHeadBytes,
        bytes.prefix(4).elementsEqual(PackFormat.objectMagic),
        let kind = ObjectKind(rawValue: bytes[start + 4]),
        let id = ObjectID(digest: bytes.suffix(32))
      else { return nil }
      self.kind = kind
      self.id = id
      storedLength = Int(PackFormat.number32(bytes, at: start + 5))
      length = Int(PackFormat.number32(bytes, at: start + 9))
      guard length <= StoreLayout.objectLimitBytes else { return nil }
    }

    init(kind: ObjectKind, storedLength: Int, length: Int, id: ObjectID) {
      self.kind = kind
      self.storedLength = storedLength
      self.length = length
      self.id = id
    }
  }

  static func number(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }

  /// - Parameter index: the collection's own index of the first byte.
  static func number32<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, at index: Int
  ) -> UInt32 where Bytes.Index == Int {
    (0..<4).reduce(0) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * $1) }
  }

  static func number64<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, at index: Int
  ) -> UInt64 where Bytes.Index == Int {
    (0..<8).reduce(0) { $0 | UInt64(bytes[index + $1]) << UInt64(8 * $1) }
  }
}
