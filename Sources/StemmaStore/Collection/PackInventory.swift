import Glibc
import StemmaRecord

/// All packs as they are on disk, and which objects lie in them. The index has no say in it.
final class PackInventory {
  /// A pack, whether it can be read or not.
  struct Pack {
    let name: String
    /// The file's size.
    let sizeBytes: Int
    /// What its objects take, each with its head, by id.
    let objects: [ObjectID: Int]
    /// Whether its structure can be read at all.
    let isReadable: Bool
  }

  private let layout: StoreLayout
  private(set) var packs: [String: Pack] = [:]
  /// The packs that hold an object, the first one found first.
  private(set) var holders: [ObjectID: [String]] = [:]
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
    var objects: [ObjectID: Int] = [:]
    var isReadable = true
    do throws(StoreError) {
      let reader = try reader(name)
      let places = reader.ids.map { (id: $0, offset: reader.offset(of: $0) ?? 0) }
        .sorted { $0.offset < $1.offset }
      let end = max(size - PackFormat.footBytes - places.count * PackFormat.trailerRowBytes, 0)
      for (place, next) in zip(places, places.dropFirst().map(\.offset) + [end]) {
        objects[place.id] = max(0, next - place.offset)
      }
    } catch {
      if error.isGone { return }
      guard case .packDamaged = error else { throw error }
      isReadable = false
    }
    packs[name] = Pack(name: name, sizeBytes: size, objects: objects, isReadable: isReadable)
    for id in objects.keys { holders[id, default: []].append(name) }
  }

  /// An object from whichever pack holds it whole.
  ///
  /// - Returns: also the pack; nil where no pack holds the object.
  /// - Throws: `StoreError.objectDamaged` where none holds it whole.
  func object(
    _ id: ObjectID
  ) throws(StoreError) -> (kind: ObjectKind, content: [UInt8], pack: String)? {
    guard let names = holders[id] else { return nil }
    var damage: StoreError?
    for name in names {
      do throws(StoreError) {
        let (kind, content) = try object(id, in: name)
        return (kind, content, name)
      } catch {
        damage = damage ?? error
      }
    }
    if let damage { throw damage }
    return nil
  }

  /// An object from one pack, checked against its id.
  func object(
    _ id: ObjectID, in pack: String
  ) throws(StoreError) -> (kind: ObjectKind, content: [UInt8]) {
    let reader = try reader(pack)
    guard let offset = reader.offset(of: id), let (head, content) = try reader.object(at: offset),
      head.id == id, ObjectID(of: head.kind, content) == id
    else { throw .objectDamaged(id, .bytes, pack: layout.pack(pack)) }
    return (head.kind, content)
  }

  /// A pack's objects in the order in which they lie.
  func order(of name: String) throws(StoreError) -> [ObjectID] {
    let reader = try reader(name)
    return reader.ids.map { (id: $0, offset: reader.offset(of: $0) ?? 0) }
      .sorted { $0.offset < $1.offset }.map(\.id)
  }

  /// What an object takes in the first pack that holds it, in bytes.
  func size(of id: ObjectID) -> Int {
    holders[id]?.first.flatMap { packs[$0]?.objects[id] } ?? 0
  }

  private func reader(_ name: String) throws(StoreError) -> PackReader {
    if let reader = open[name] { return reader }
    if open.count >= Self.openLimit { open = [:] }
    let reader = try PackReader(name, in: layout)
    open[name] = reader
    return reader
  }
}
