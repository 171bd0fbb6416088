import StemmaRecord

/// How a pack lies on disk; all numbers little-endian.
///
///     file     head dictionary block* trailer foot
///     head     "stemmapk" version:4 dictionaryLength:4
///     block    "SBLK" count:4 storedLength:4 length:4 (kind:1 length:4){count} zstd-frame
///     trailer  (id:32 blockOffset:6 placeInBlock:2)*, sorted by id
///     foot     trailerOffset:8 count:4 trailerDigest:32 "stemmaix"
///
/// Objects are compressed several to a block: alone, they would have little to be compressed by. A
/// pack whose trailer is lost can still be read block by block, since an object's id is the hash of
/// what it holds.
enum PackFormat {
  static let magic = Array("stemmapk".utf8)
  static let blockMagic = Array("SBLK".utf8)
  static let endMagic = Array("stemmaix".utf8)
  static let version: UInt32 = 2
  static let headBytes = 16
  static let blockHeadBytes = 16
  static let blockRowBytes = 5
  static let trailerRowBytes = 40
  static let footBytes = 52
  static let dictionaryLimitBytes = 1 << 20
  /// A block ends with the object that brings it to this size, unpacked.
  static let blockBytes = 16 << 10
  static let blockCountLimit = 1 << 12

  /// What stands before a block's frame.
  struct BlockHead {
    let storedLength: Int
    let objects: [(kind: ObjectKind, length: Int)]

    /// All objects together.
    var length: Int { objects.reduce(0) { $0 + $1.length } }

    /// How many bytes the head has itself.
    var headBytes: Int { PackFormat.blockHeadBytes + objects.count * PackFormat.blockRowBytes }

    var bytes: [UInt8] {
      var out: [UInt8] = []
      out.reserveCapacity(headBytes)
      out += PackFormat.blockMagic
      for number in [objects.count, storedLength, length] {
        out += PackFormat.number(UInt32(number))
      }
      for (kind, length) in objects {
        out.append(kind.rawValue)
        out += PackFormat.number(UInt32(length))
      }
      return out
    }

    init(storedLength: Int, objects: [(kind: ObjectKind, length: Int)]) {
      self.storedLength = storedLength
      self.objects = objects
    }

    /// How many rows follow the first `blockHeadBytes`; nil where no block begins so.
    static func count<Bytes: RandomAccessCollection<UInt8>>(
      _ bytes: Bytes
    ) -> Int? where Bytes.Index == Int {
      guard bytes.count >= PackFormat.blockHeadBytes,
        bytes.prefix(4).elementsEqual(PackFormat.blockMagic)
      else { return nil }
      let count = Int(PackFormat.number32(bytes, at: bytes.startIndex + 4))
      return (1...PackFormat.blockCountLimit).contains(count) ? count : nil
    }

    /// - Parameter bytes: the whole head, its rows included.
    init?<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes) where Bytes.Index == Int {
      let start = bytes.startIndex
      guard let count = Self.count(bytes),
        bytes.count == PackFormat.blockHeadBytes + count * PackFormat.blockRowBytes
      else { return nil }
      var objects: [(kind: ObjectKind, length: Int)] = []
      objects.reserveCapacity(count)
      for row in 0..<count {
        let place = start + PackFormat.blockHeadBytes + row * PackFormat.blockRowBytes
        guard let kind = ObjectKind(rawValue: bytes[place]) else { return nil }
        objects.append((kind, Int(PackFormat.number32(bytes, at: place + 1))))
      }
      self.objects = objects
      storedLength = Int(PackFormat.number32(bytes, at: start + 8))
      let length = self.length
      guard length == Int(PackFormat.number32(bytes, at: start + 12)),
        length <= StoreLayout.objectLimitBytes + PackFormat.blockBytes
      else { return nil }
    }
  }

  /// A row of the trailer without its id: where the object is.
  struct Place: Hashable {
    let block: Int
    let index: Int

    var bytes: [UInt8] {
      PackFormat.number(UInt64(block)).prefix(6) + PackFormat.number(UInt16(index))
    }

    init(block: Int, index: Int) {
      self.block = block
      self.index = index
    }

    init<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes, at index: Int)
    where Bytes.Index == Int {
      let word = PackFormat.number64(bytes, at: index)
      block = Int(word & 0xFFFF_FFFF_FFFF)
      self.index = Int(word >> 48)
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
