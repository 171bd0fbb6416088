import StemmaRecord

/// Finds a pack's objects by their own heads, for a pack whose trailer is lost.
struct PackWalk {
  private let file: Int32
  private let path: String
  private let sizeBytes: Int
  private let start: Int

  init(_ file: Int32, _ path: String, _ sizeBytes: Int, from start: Int) {
    self.file = file
    self.path = path
    self.sizeBytes = sizeBytes
    self.start = start
  }

  /// The rows a trailer would have had.
  func trailer() throws(StoreError) -> [UInt8] {
    var offsets: [ObjectID: Int] = [:]
    var offset = start
    while let next = try nextHead(from: offset) {
      let (head, place) = next
      if offsets[head.id] == nil { offsets[head.id] = place }
      let end = place + PackFormat.objectHeadBytes + head.storedLength
      // A damaged length must not hide what follows: the next head is looked for from here.
      offset = end <= sizeBytes ? end : place + 1
    }
    var rows: [UInt8] = []
    for (id, offset) in offsets.sorted(by: { $0.key < $1.key }) {
      rows += id.bytes
      rows += PackFormat.number(UInt64(offset))
    }
    return rows
  }

  /// The first head at or after `offset`; between objects there is nothing, so that a search over
  /// bytes happens only where something is damaged.
  private func nextHead(
    from offset: Int
  ) throws(StoreError) -> (PackFormat.ObjectHead, Int)? {
    var offset = offset
    let window = 1 << 16
    while offset + PackFormat.objectHeadBytes <= sizeBytes {
      let bytes = try Files.read(
        file, path, at: offset, count: min(window, sizeBytes - offset))
      for place in bytes.indices.dropLast(PackFormat.objectHeadBytes - 1)
      where bytes[place] == PackFormat.objectMagic[0] {
        if let head = PackFormat.ObjectHead(bytes[place..<place + PackFormat.objectHeadBytes]) {
          return (head, offset + place)
        }
      }
      offset += max(1, bytes.count - PackFormat.objectHeadBytes + 1)
    }
    return nil
  }
}
