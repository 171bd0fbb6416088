import Glibc
import StemmaRecord

/// By what packs list their objects.
typealias ObjectKey = ObjectID

extension ObjectID {
  var key: ObjectKey { self }
}

/// All packs as they are on disk, and which objects lie in them. The index has no say in it.
final class PackInventory {
  /// A pack, whether it can be read or not.
  struct Pack {
    let name: String
    /// The file's size.
    let sizeBytes: Int
    /// What its objects take, each with its head.
    let objects: [ObjectKey: Int]
    /// Whether its structure can be read at all.
    let isReadable: Bool
  }

  private let layout: StoreLayout
  private(set) var packs: [String: Pack] = [:]
  /// The packs that hold an object, the first one found first.
  private(set) var holders: [ObjectKey: [String]] = [:]
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
    var objects: [ObjectKey: Int] = [:]
    var isReadable = true
    do throws(StoreError) {
      let places = try places(in: try reader(name))
      let end = max(size - PackFormat.footBytes - places.count * PackFormat.trailerRowBytes, 0)
      for (place, next) in zip(places, places.dropFirst().map(\.offset) + [end]) {
        objects[place.key] = max(0, next - place.offset)
      }
    } catch {
      if error.isGone { return }
      guard case .packDamaged = error else { throw error }
      isReadable = false
    }
    packs[name] = Pack(name: name, sizeBytes: size, objects: objects, isReadable: isReadable)
    for key in objects.keys { holders[key, default: []].append(name) }
  }

  /// An object from whichever pack holds it whole.
  ///
  /// - Returns: also the pack; nil where no pack holds the object.
  /// - Throws: `StoreError.objectDamaged` where none holds it whole.
  func object(
    _ key: ObjectKey
  ) throws(StoreError) -> (id: ObjectID, kind: ObjectKind, content: [UInt8], pack: String)? {
    guard let names = holders[key] else { return nil }
    var damage: StoreError?
    for name in names {
      do throws(StoreError) {
        let (id, kind, content) = try object(key, in: name)
        return (id, kind, content, name)
      } catch {
        damage = damage ?? error
      }
    }
    if let damage { throw damage }
    return nil
  }

  /// An object from one pack, checked against its key.
  func object(
    _ key: ObjectKey, in pack: String
  ) throws(StoreError) -> (id: ObjectID, kind: ObjectKind, content: [UInt8]) {
    let reader = try reader(pack)
    guard let offset = reader.offset(of: key), let (head, content) = try reader.object(at: offset),
      head.id.key == key, ObjectID(of: head.kind, content) == head.id
    else { throw .objectDamaged(key, .bytes, pack: layout.pack(pack)) }
    return (head.id, head.kind, content)
  }

  /// A pack's objects in the order in which they lie.
  func order(of name: String) throws(StoreError) -> [ObjectKey] {
    try places(in: try reader(name)).map(\.key)
  }

  private func places(
    in reader: PackReader
  ) throws(StoreError) -> [(key: ObjectKey, offset: Int)] {
    reader.ids.map { (key: $0, offset: reader.offset(of: $0) ?? 0) }
      .sorted { $0.offset < $1.offset }
  }

  /// What an object takes in the first pack that holds it, in bytes.
  func size(of key: ObjectKey) -> Int {
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
