import Glibc
import StemmaRecord
import Synchronization

/// An object of a pack, by the first half of its id.
struct PackedObject: Hashable, Sendable {
  let prefix: ObjectPrefix
  let place: PackFormat.Place
}

/// Reads objects from one pack. Nothing is believed that is not checked against an object's id.
///
/// It may be used from many threads at once.
final class PackReader: Sendable {
  let name: String
  let path: String
  private let file: Int32
  let sizeBytes: Int
  let blocks: BlockReader
  /// Where the trailer lies, as far as the foot can be believed.
  private let foot: PackFoot?
  private let state = Mutex(State())

  private struct State {
    var rows: TrailerRows?
    /// How many ids were looked for in the file itself.
    var probes = 0
  }

  /// After so many looks into the file the whole trailer is read.
  private static let probeLimit = 24

  init(_ name: String, in layout: StoreLayout) throws(StoreError) {
    self.name = name
    path = layout.pack(name)
    file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Files.failure("open the pack", path) }
    do throws(StoreError) {
      sizeBytes = Int(lseek(file, 0, SEEK_END))
      foot = try PackFoot(file, path, sizeBytes)
      blocks = try BlockReader(file, path, sizeBytes)
    } catch {
      close(file)
      throw error
    }
  }

  deinit { close(file) }

  /// How many objects it holds.
  func count() throws(StoreError) -> Int { try rows().count }

  /// Whether its trailer is whole; else its objects are what a walk over the blocks finds.
  func hasTrailer() throws(StoreError) -> Bool { try !rows().areFoundByWalk }

  /// The first halves of its objects' ids, sorted.
  func prefixes() throws(StoreError) -> [ObjectPrefix] {
    let rows = try rows()
    return (0..<rows.count).map { rows.prefix($0) }
  }

  /// Every object and where it is, in the order in which they lie in the file.
  func objects() throws(StoreError) -> [PackedObject] {
    let rows = try rows()
    return (0..<rows.count).map { PackedObject(prefix: rows.prefix($0), place: rows.place($0)) }
      .sorted { ($0.place.block, $0.place.index) < ($1.place.block, $1.place.index) }
  }

  /// Whether the pack holds the object, and what it holds is that.
  func isWhole(_ id: ObjectID) throws(StoreError) -> Bool {
    var place = try likelyPlace(of: id)
    if place == nil { place = try rows().place(of: id.prefix) }
    guard let place, let block = try block(at: place.block), place.index < block.count else {
      return false
    }
    return block.id(place.index) == id
  }

  /// Where the object is, by half an id; nil where the pack does not hold it.
  func place(of prefix: ObjectPrefix) throws(StoreError) -> PackFormat.Place? {
    try rows().place(of: prefix)
  }

  /// A quick look: that it finds nothing proves nothing, unless the trailer was read before.
  private func likelyPlace(of id: ObjectID) throws(StoreError) -> PackFormat.Place? {
    let rows: TrailerRows? = state.withLock {
      $0.probes += 1
      return $0.rows
    }
    if let rows { return rows.place(of: id.prefix) }
    guard state.withLock({ $0.probes }) <= Self.probeLimit else {
      return try self.rows().place(of: id.prefix)
    }
    return try foot?.probe(file, path, for: id.prefix)
  }

  /// The object, by a quick look that may miss it.
  ///
  /// - Returns: nil where it was not found, or not whole.
  func likelyContent(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8]? {
    guard let place = try likelyPlace(of: id) else { return nil }
    return try content(at: place, id, kind)
  }

  /// - Returns: nil where the pack does not hold the object.
  /// - Throws: `StoreError.objectDamaged` where it does, but not whole.
  func content(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8]? {
    if let content = try likelyContent(of: id, kind) { return content }
    guard let place = try rows().place(of: id.prefix) else { return nil }
    guard let content = try content(at: place, id, kind) else {
      throw .objectDamaged(id, kind, pack: path)
    }
    return content
  }

  private func content(
    at place: PackFormat.Place, _ id: ObjectID, _ kind: ObjectKind
  ) throws(StoreError) -> [UInt8]? {
    guard let block = try block(at: place, holding: kind) else { return nil }
    return block.id(place.index) == id ? block.content(place.index) : nil
  }

  /// What lies where the object should, which nobody has checked against its id.
  ///
  /// - Returns: nil where nothing was found by a quick look.
  func claimedContent(of id: ObjectID, _ kind: ObjectKind) throws(StoreError) -> [UInt8]? {
    guard let place = try likelyPlace(of: id) else { return nil }
    return try block(at: place, holding: kind)?.content(place.index)
  }

  /// The block in which an object of `kind` lies at `place`; nil where there is none.
  private func block(
    at place: PackFormat.Place, holding kind: ObjectKind
  ) throws(StoreError) -> PackBlock? {
    guard let block = try block(at: place.block), place.index < block.count,
      block.kind(place.index) == kind
    else { return nil }
    return block
  }

  /// The block that begins at `offset`, unpacked but not checked; nil where it cannot be unpacked.
  func block(at offset: Int) throws(StoreError) -> PackBlock? { try blocks.block(at: offset) }

  /// The trailer's rows or, where that is damaged, what a walk over the blocks finds. They are read
  /// once.
  private func rows() throws(StoreError) -> TrailerRows {
    if let rows = state.withLock({ $0.rows }) { return rows }
    let rows: TrailerRows
    if let trailer = try foot?.rows(file, path) {
      rows = TrailerRows(trailer)
    } else {
      rows = TrailerRows(
        try PackWalk(file, path, sizeBytes, blocks).trailer(), areFoundByWalk: true)
    }
    state.withLock { $0.rows = $0.rows ?? rows }
    return rows
  }
}
