import Glibc
import StemmaRecord
import Synchronization

/// Reads objects from one pack. Nothing is believed that is not checked against an object's id.
final class PackReader: Sendable {
  let name: String
  private let path: String
  private let file: Int32
  private let sizeBytes: Int
  /// Rows of id and offset, sorted by id.
  private let rows: [UInt8]
  private let decompressor: Mutex<Decompressor>

  /// Opens the pack; its objects come from the trailer or, where that is damaged, from a walk over
  /// the objects' own heads.
  init(_ name: String, in layout: StoreLayout) throws(StoreError) {
    self.name = name
    path = layout.pack(name)
    file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Files.failure("open the pack", path) }
    do throws(StoreError) {
      sizeBytes = Int(lseek(file, 0, SEEK_END))
      let trailer = try Self.trailer(file, path, sizeBytes)
      let dictionary = try Self.dictionary(
        file, path, sizeBytes, end: trailer.flatMap(Self.firstOffset))
      decompressor = Mutex(Decompressor(dictionary: dictionary))
      if let trailer {
        rows = trailer
      } else {
        rows = try PackWalk(file, path, sizeBytes, from: PackFormat.headBytes + dictionary.count)
          .trailer()
      }
    } catch {
      close(file)
      throw error
    }
  }

  deinit { close(file) }

  var count: Int { rows.count / PackFormat.trailerRowBytes }

  /// The ids of all its objects, sorted.
  var ids: some Sequence<ObjectID> {
    (0..<count).lazy.compactMap { [rows] row in Self.id(in: rows, row) }
  }

  private static func id(in rows: [UInt8], _ row: Int) -> ObjectID? {
    let start = row * PackFormat.trailerRowBytes
    return ObjectID(digest: rows[start..<start + 32])
  }

  /// Where the object begins in the file; nil where the pack does not hold it.
  func offset(of id: ObjectID) -> Int? {
    let wanted = id.bytes
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let start = middle * PackFormat.trailerRowBytes
      let found = rows[start..<start + 32]
      if found.elementsEqual(wanted) { return Int(PackFormat.number64(rows, at: start + 32)) }
      if found.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// - Returns: nil where the pack does not hold the object.
  /// - Throws: `StoreError.objectDamaged` where it does, but not whole.
  func content(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8]? {
    guard let offset = offset(of: id) else { return nil }
    guard let (head, content) = try object(at: offset), head.id == id, head.kind == kind,
      ObjectID(of: kind, content) == id
    else { throw .objectDamaged(id, kind, pack: path) }
    return content
  }

  /// The object at an offset, unpacked but not checked; nil where it cannot be unpacked.
  func object(
    at offset: Int
  ) throws(StoreError) -> (head: PackFormat.ObjectHead, content: [UInt8])? {
    guard offset + PackFormat.objectHeadBytes <= sizeBytes else { return nil }
    let headBytes = try Files.read(file, path, at: offset, count: PackFormat.objectHeadBytes)
    let start = offset + PackFormat.objectHeadBytes
    guard let head = PackFormat.ObjectHead(headBytes[...]), start + head.storedLength <= sizeBytes
    else { return nil }
    let frame = try Files.read(file, path, at: start, count: head.storedLength)
    guard let content = decompressor.withLock({ $0.decompress(frame, count: head.length) })
    else { return nil }
    return (head, content)
  }

  /// Where the first object begins; nil without objects.
  private static func firstOffset(in rows: [UInt8]) -> Int? {
    stride(from: 32, to: rows.count, by: PackFormat.trailerRowBytes).lazy
      .map { Int(clamping: PackFormat.number64(rows, at: $0)) }.min()
  }

  /// - Parameter end: where the first object begins, if that is known: the trailer is check-summed,
  ///   the head is not.
  private static func dictionary(
    _ file: Int32, _ path: String, _ sizeBytes: Int, end: Int?
  ) throws(StoreError) -> [UInt8] {
    guard sizeBytes >= PackFormat.headBytes else {
      throw .packDamaged(path, what: "it is too short")
    }
    let head = try Files.read(file, path, at: 0, count: PackFormat.headBytes)
    let length = end.map { $0 - PackFormat.headBytes } ?? Int(PackFormat.number32(head, at: 12))
    guard (0...PackFormat.dictionaryLimitBytes).contains(length),
      PackFormat.headBytes + length <= sizeBytes
    else { return [] }
    return try Files.read(file, path, at: PackFormat.headBytes, count: length)
  }

  /// The trailer's rows; nil where trailer or foot is damaged.
  private static func trailer(
    _ file: Int32, _ path: String, _ sizeBytes: Int
  ) throws(StoreError) -> [UInt8]? {
    let footStart = sizeBytes - PackFormat.footBytes
    guard footStart >= PackFormat.headBytes else { return nil }
    let foot = try Files.read(file, path, at: footStart, count: PackFormat.footBytes)
    let start = PackFormat.number64(foot, at: 0)
    let length = Int(PackFormat.number32(foot, at: 8)) * PackFormat.trailerRowBytes
    guard foot.suffix(8).elementsEqual(PackFormat.endMagic), start <= UInt64(footStart),
      Int(start) + length == footStart
    else { return nil }
    let rows = try Files.read(file, path, at: Int(start), count: length)
    var digest = FileDigest()
    rows.withUnsafeBytes { digest.update($0) }
    guard Hexadecimal.decode(digest.finish().utf8)?.elementsEqual(foot[12..<44]) == true
    else { return nil }
    return rows
  }
}
