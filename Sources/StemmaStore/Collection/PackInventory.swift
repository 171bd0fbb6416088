import Glibc
import StemmaRecord

/// All packs as they are on disk, and which objects lie in them. The index has no say in it.
final class PackInventory {
  /// A pack, whether it can be read or not.
  struct Pack {
    let name: String
    /// The file's size.
    let sizeBytes: Int
    /// What its objects take, each with its head.
    let objects: [ObjectPrefix: Int]
    /// Whether its structure can be read at all.
    let isReadable: Bool
    /// Whether its trailer is whole: else what it held may be lost without a trace.
    let hasTrailer: Bool
  }

  private let layout: StoreLayout
  private(set) var packs: [String: Pack] = [:]
  /// The packs that hold an object, the first one found first.
  private(set) var holders: [ObjectPrefix: [String]] = [:]
  private var open: [String: PackReader] = [:]
  /// So many packs are kept open; each costs a file descriptor.
  private static let openLimit = 400

  init(_ layout: StoreLayout) throws(StoreError) {
    self.layout = layout
    for name in try layout.packNames() { try add(name) }
  }

  /// Takes in what has come since; a pack that has gone stays known.
  func refresh(_ names: [String]) throws(StoreError) {
    for name in names where packs[name] == nil { try add(name) }
  }

  private func add(_ name: String) throws(StoreError) {
    var status = stat()
    guard stat(layout.pack(name), &status) == 0 else {
      if errno == ENOENT { return }
      throw Files.failure("look at the pack", layout.pack(name))
    }
    let size = Int(status.st_size)
    var objects: [ObjectPrefix: Int] = [:]
    var (isReadable, hasTrailer) = (true, false)
    do throws(StoreError) {
      let all = try reader(name).objects()
      hasTrailer = try reader(name).hasTrailer()
      let end = max(size - PackFormat.footBytes - all.count * PackFormat.trailerRowBytes, 0)
      let blocks = Dictionary(grouping: all, by: \.place.block).sorted { $0.key < $1.key }
      for (block, next) in zip(blocks, blocks.dropFirst().map(\.key) + [end]) {
        // Those of one block have an equal part in it.
        let share = max(0, next - block.key) / block.value.count
        for object in block.value { objects[object.prefix] = share }
      }
    } catch {
      if error.isGone { return }
      guard case .packDamaged = error else { throw error }
      isReadable = false
    }
    packs[name] = Pack(
      name: name, sizeBytes: size, objects: objects, isReadable: isReadable,
      hasTrailer: hasTrailer)
    for key in objects.keys { holders[key, default: []].append(name) }
  }

  /// An object from whichever pack holds it whole.
  ///
  /// - Returns: also the pack; nil where no pack holds the object.
  /// - Throws: `StoreError.objectDamaged` where none holds it whole.
  func object(
    _ id: ObjectID
  ) throws(StoreError) -> (kind: ObjectKind, content: [UInt8], pack: String)? {
    guard let names = holders[id.prefix], let first = names.first else { return nil }
    for name in names {
      if let found = try object(id.prefix, in: name), found.id == id {
        return (found.kind, found.content, name)
      }
    }
    throw .objectDamaged(id, try kind(of: id.prefix, in: first) ?? .bytes, pack: layout.pack(first))
  }

  /// What the head of its block says that an object is; nil where that is damaged as well.
  private func kind(
    of key: ObjectPrefix, in pack: String
  ) throws(StoreError) -> ObjectKind? {
    let reader = try reader(pack)
    guard let place = try reader.place(of: key), let head = try reader.blocks.head(at: place.block),
      place.index < head.objects.count
    else { return nil }
    return head.objects[place.index].kind
  }

  /// An object from one pack, checked against its key; nil where it is not whole there.
  func object(
    _ key: ObjectPrefix, in pack: String
  ) throws(StoreError) -> (id: ObjectID, kind: ObjectKind, content: [UInt8])? {
    let reader = try reader(pack)
    guard let place = try reader.place(of: key), let block = try reader.block(at: place.block),
      place.index < block.count
    else { return nil }
    let id = block.id(place.index)
    return id.prefix == key ? (id, block.kind(place.index), block.content(place.index)) : nil
  }

  /// A pack's objects in the order in which they lie.
  func order(of name: String) throws(StoreError) -> [ObjectPrefix] {
    try reader(name).objects().map(\.prefix)
  }

  /// What an object takes in the first pack that holds it, in bytes.
  func size(of key: ObjectPrefix) -> Int {
    holders[key]?.first.flatMap { packs[$0]?.objects[key] } ?? 0
  }

  private func reader(_ name: String) throws(StoreError) -> PackReader {
    if let reader = open[name] { return reader }
    if open.count >= Self.openLimit { open = [:] }
    let reader = try PackReader(name, in: layout)
    open[name] = reader
    return reader
  }
}
