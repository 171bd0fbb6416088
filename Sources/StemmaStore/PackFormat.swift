import StemmaRecord

/// How a pack lies on disk; all numbers little-endian, those in rows LEB128.
///
///     file     head dictionary block* trailer foot
///     head     "stemmapk" version:4 dictionaryLength:4
///     block    "SBLK" storedLength:4 rowsLength:2 (kind:1 count length*)* zstd-frame
///     trailer  (prefix:16 blockOffset:5 placeInBlock:1)*, sorted; the prefix is half of an id
///     foot     trailerOffset:8 count:4 trailerDigest:32 "stemmaix"
///
/// Leaves and prompts are compressed several to a block: alone, they would have little to be compressed
/// by. A pack whose trailer is lost can still be read block by block, since an object's id is the hash of
/// what it holds. Half an id is enough to find an object by: what is found is checked against all of it.
enum PackFormat {
  static let magic = Array("stemmapk".utf8)
  static let blockMagic = Array("SBLK".utf8)
  static let endMagic = Array("stemmaix".utf8)
  static let version: UInt32 = 3
  static let headBytes = 16
  static let blockHeadBytes = 10
  static let prefixBytes = 16
  static let trailerRowBytes = 22
  static let footBytes = 52
  static let dictionaryLimitBytes = 1 << 20
  /// A block ends with the object that brings it to this size, unpacked: see CONTRIBUTING.md.
  static let blockBytes = 12 << 10
  static let blockCountLimit = 1 << 8

  /// What stands before a block's frame.
  struct BlockHead {
    let storedLength: Int
    let objects: [(kind: ObjectKind, length: Int)]
    private let rows: [UInt8]

    /// All objects together.
    var length: Int { objects.reduce(0) { $0 + $1.length } }

    /// How many bytes the head has itself.
    var headBytes: Int { PackFormat.blockHeadBytes + rows.count }

    var bytes: [UInt8] {
      PackFormat.blockMagic + PackFormat.number(UInt32(storedLength))
        + PackFormat.number(UInt16(rows.count)) + rows
    }

    init(storedLength: Int, objects: [(kind: ObjectKind, length: Int)]) {
      self.storedLength = storedLength
      self.objects = objects
      var rows: [UInt8] = []
      var rest = objects[...]
      while let kind = rest.first?.kind {
        let run = rest.prefix { $0.kind == kind }
        rows.append(kind.rawValue)
        PackFormat.append(run.count, to: &rows)
        for object in run { PackFormat.append(object.length, to: &rows) }
        rest = rest[run.endIndex...]
      }
      self.rows = rows
    }

    /// How many bytes of rows follow the first `blockHeadBytes`; nil where no block begins so.
    static func rowsLength<Bytes: RandomAccessCollection<UInt8>>(
      _ bytes: Bytes
    ) -> Int? where Bytes.Index == Int {
      guard bytes.count >= PackFormat.blockHeadBytes,
        bytes.prefix(4).elementsEqual(PackFormat.blockMagic)
      else { return nil }
      let length = Int(bytes[bytes.startIndex + 8]) | Int(bytes[bytes.startIndex + 9]) << 8
      return (3...7 * PackFormat.blockCountLimit).contains(length) ? length : nil
    }

    /// - Parameter bytes: the whole head, its rows included.
    init?<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes) where Bytes.Index == Int {
      guard let length = Self.rowsLength(bytes),
        bytes.count == PackFormat.blockHeadBytes + length
      else { return nil }
      rows = Array(bytes.dropFirst(PackFormat.blockHeadBytes))
      storedLength = Int(PackFormat.number32(bytes, at: bytes.startIndex + 4))
      var objects: [(kind: ObjectKind, length: Int)] = []
      var place = 0
      while place < rows.count {
        guard let kind = ObjectKind(rawValue: rows[place]) else { return nil }
        place += 1
        guard let count = PackFormat.length(in: rows, at: &place), count > 0,
          count <= PackFormat.blockCountLimit - objects.count
        else { return nil }
        for _ in 0..<count {
          guard let length = PackFormat.length(in: rows, at: &place),
            length <= StoreLayout.objectLimitBytes
          else { return nil }
          objects.append((kind, length))
        }
      }
      self.objects = objects
      guard self.length <= StoreLayout.objectLimitBytes + PackFormat.blockBytes else { return nil }
    }
  }

  /// A row of the trailer without its prefix: where the object is.
  struct Place: Hashable {
    let block: Int
    let index: Int

    init(block: Int, index: Int) {
      self.block = block
      self.index = index
    }

    init(_ bytes: [UInt8], at index: Int) {
      block = Int(PackFormat.number32(bytes, at: index)) | Int(bytes[index + 4]) << 32
      self.index = Int(bytes[index + 5])
    }
  }

  /// The trailer's rows.
  static func trailer(of objects: [PackedObject]) -> [UInt8] {
    let size = objects.count * trailerRowBytes
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let out = UnsafeMutableRawBufferPointer(buffer)
      for (index, object) in objects.enumerated() {
        let start = index * trailerRowBytes
        let block = UInt64(object.place.block)
        func put(_ value: some FixedWidthInteger, at offset: Int) {
          out.storeBytes(of: value, toByteOffset: start + offset, as: type(of: value))
        }
        put(object.prefix.high.bigEndian, at: 0)
        put(object.prefix.low.bigEndian, at: 8)
        put(UInt32(truncatingIfNeeded: block).littleEndian, at: 16)
        put(UInt8(block >> 32), at: 20)
        put(UInt8(object.place.index), at: 21)
      }
      count = size
    }
  }

  /// Appends a length or a count as LEB128: seven bits a byte, the lowest first.
  static func append(_ length: Int, to bytes: inout [UInt8]) {
    var rest = length
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Reads what `append` wrote, and moves `place` behind it.
  ///
  /// - Returns: nil where the bytes end too early, or hold more than 56 bits.
  static func length(in bytes: [UInt8], at place: inout Int) -> Int? {
    var (value, shift) = (0, 0)
    while place < bytes.count, shift < 56 {
      let byte = bytes[place]
      value |= Int(byte & 0x7F) << shift
      shift += 7
      place += 1
      if byte < 0x80 { return value }
    }
    return nil
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
