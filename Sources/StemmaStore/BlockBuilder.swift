import StemmaRecord

/// Gathers objects until there are enough for a block.
struct BlockBuilder {
  private var objects: [(kind: ObjectKind, length: Int)] = []
  private var prefixes: [ObjectPrefix] = []
  /// What was copied; empty as long as the objects lie one behind the other elsewhere.
  private var content: [UInt8] = []
  /// Where they lie then.
  private var lying = Self.nowhere
  private static var nowhere: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: nil, count: 0)
  }

  var isEmpty: Bool { objects.isEmpty }

  /// Whether an object more would make the block larger than it should be.
  var isFull: Bool {
    content.count + lying.count >= PackFormat.blockBytes
      || objects.count >= PackFormat.blockCountLimit
  }

  /// Whether the object is to have a block of its own.
  static func isLarge(_ count: Int) -> Bool { count >= PackFormat.blockBytes }

  /// Adds a copy of `bytes`.
  mutating func add(_ kind: ObjectKind, _ id: ObjectID, _ bytes: UnsafeRawBufferPointer) {
    objects.append((kind, bytes.count))
    prefixes.append(id.prefix)
    content.append(contentsOf: lying)
    lying = Self.nowhere
    content.append(contentsOf: bytes)
  }

  /// Adds `bytes`, which stay where they are until the block is finished.
  mutating func add(_ kind: ObjectKind, _ id: ObjectID, lying bytes: UnsafeRawBufferPointer) {
    guard content.isEmpty, let start = bytes.baseAddress,
      lying.isEmpty || lying.baseAddress.map({ $0 + lying.count }) == start
    else { return add(kind, id, bytes) }
    objects.append((kind, bytes.count))
    prefixes.append(id.prefix)
    let first = lying.isEmpty ? start : lying.baseAddress
    lying = UnsafeRawBufferPointer(start: first, count: lying.count + bytes.count)
  }

  /// Its objects, for a block that begins at `offset`.
  func objects(at offset: Int) -> [PackedObject] {
    prefixes.enumerated().map {
      PackedObject(prefix: $1, place: PackFormat.Place(block: offset, index: $0))
    }
  }

  /// Appends the block, head and frame, and begins a new one.
  mutating func finish(with compressor: Compressor, into out: inout [UInt8]) {
    var frame: [UInt8] = []
    if lying.isEmpty {
      content.withUnsafeBytes { compressor.compress($0, into: &frame) }
    } else {
      compressor.compress(lying, into: &frame)
    }
    out += PackFormat.BlockHead(storedLength: frame.count, objects: objects).bytes
    out += frame
    objects.removeAll(keepingCapacity: true)
    prefixes.removeAll(keepingCapacity: true)
    content.removeAll(keepingCapacity: true)
    lying = Self.nowhere
  }
}
