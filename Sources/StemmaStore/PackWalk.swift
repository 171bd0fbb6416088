import StemmaRecord

/// Finds a pack's objects by its blocks, for a pack whose trailer is lost.
struct PackWalk {
  private let file: Int32
  private let path: String
  private let sizeBytes: Int
  private let blocks: BlockReader

  init(_ file: Int32, _ path: String, _ sizeBytes: Int, _ blocks: BlockReader) {
    self.file = file
    self.path = path
    self.sizeBytes = sizeBytes
    self.blocks = blocks
  }

  /// The rows a trailer would have had: an object's id is the hash of what it holds.
  func trailer() throws(StoreError) -> [UInt8] {
    var places: [ObjectPrefix: PackFormat.Place] = [:]
    var offset = blocks.start
    while let (start, head) = try nextHead(from: offset) {
      let end = start + head.headBytes + head.storedLength
      if let block = try blocks.block(at: start) {
        let ids = PackBlock.ids(of: [block])[0]
        for (index, id) in ids.enumerated() where places[id.prefix] == nil {
          places[id.prefix] = PackFormat.Place(block: start, index: index)
        }
        offset = end
      } else {
        // A damaged length must not hide what follows: the next head is looked for from here.
        offset = start + 1
      }
    }
    return PackFormat.trailer(
      of: places.sorted { $0.key < $1.key }.map { PackedObject(prefix: $0.key, place: $0.value) })
  }

  /// The first head at or after `offset`; between blocks there is nothing, so that a search over
  /// bytes happens only where something is damaged.
  private func nextHead(
    from offset: Int
  ) throws(StoreError) -> (Int, PackFormat.BlockHead)? {
    var offset = offset
    let window = 1 << 16
    while offset + PackFormat.blockHeadBytes <= sizeBytes {
      let bytes = try Files.read(
        file, path, at: offset, count: min(window, sizeBytes - offset))
      for place in bytes.indices.dropLast(PackFormat.blockHeadBytes - 1)
      where bytes[place] == PackFormat.blockMagic[0] {
        if let head = try blocks.head(at: offset + place) { return (offset + place, head) }
      }
      offset += max(1, bytes.count - PackFormat.blockHeadBytes + 1)
    }
    return nil
  }
}
