import StemmaRecord

/// Writes one pack: objects in the order they come, then the trailer that indexes them.
///
/// The first objects wait in memory until there are enough of them to learn a dictionary from.
final class PackWriter {
  /// Objects are held back until they have this size together, or the pack ends.
  static let sampleBytes = 2 << 20
  /// Fewer bytes than this are not worth a dictionary.
  static let leastSampleBytes = 256 << 10
  static let dictionaryBytes = 64 << 10
  static let bufferBytes = 1 << 20

  private let layout: StoreLayout
  private let file: TemporaryFile
  private var digest = FileDigest()
  private var compressor: Compressor?
  private var waiting: [(kind: ObjectKind, id: ObjectID, content: [UInt8])] = []
  private var waitingBytes = 0
  private var buffer: [UInt8] = []
  private var written = 0
  private(set) var offsets: [ObjectID: UInt64] = [:]

  init(in layout: StoreLayout) throws(StoreError) {
    self.layout = layout
    file = try TemporaryFile(in: layout, suffix: "pack")
  }

  /// Whether the pack holds the object, written or still waiting.
  func contains(_ id: ObjectID) -> Bool { offsets[id] != nil }

  func add(_ kind: ObjectKind, _ id: ObjectID, _ content: [UInt8]) throws(StoreError) {
    precondition(content.count <= StoreLayout.objectLimitBytes, "inputs are bounded when read")
    guard let compressor else {
      offsets[id] = 0
      waiting.append((kind, id, content))
      waitingBytes += content.count
      if waitingBytes >= Self.sampleBytes { try writeHead() }
      return
    }
    try write(kind, id, content, compressor)
  }

  /// Ends the pack and gives it its name.
  ///
  /// - Parameter announce: told the name before the pack has it.
  /// - Returns: the name, and the ids of its objects.
  func finish(
    announcing announce: (String) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) -> (name: String, objects: [ObjectID]) {
    if compressor == nil { try writeHead() }
    let ids = offsets.keys.sorted()
    var trailer: [UInt8] = []
    trailer.reserveCapacity(ids.count * PackFormat.trailerRowBytes)
    for id in ids {
      trailer += id.bytes
      trailer += PackFormat.number(offsets[id] ?? 0)
    }
    var trailerDigest = FileDigest()
    trailer.withUnsafeBytes { trailerDigest.update($0) }
    let foot =
      PackFormat.number(UInt64(written)) + PackFormat.number(UInt32(ids.count))
      + (Hexadecimal.decode(trailerDigest.finish().utf8) ?? []) + PackFormat.endMagic
    try append(trailer)
    try append(foot)
    try flush()
    let name = digest.finish()
    try announce(name)
    try Files.makeFolder("\(layout.packs)/\(name.prefix(2))")
    try file.publish(as: layout.pack(name), readOnly: true)
    return (name, ids)
  }

  private func writeHead() throws(StoreError) {
    let dictionary =
      waitingBytes < Self.leastSampleBytes
      ? []
      : Compressor.trainDictionary(
        waiting.filter { $0.kind == .leaf || $0.kind == .prompt }.map(\.content),
        limitBytes: Self.dictionaryBytes)
    let compressor = Compressor(dictionary: dictionary)
    self.compressor = compressor
    try append(
      PackFormat.magic + PackFormat.number(PackFormat.version)
        + PackFormat.number(UInt32(dictionary.count)) + dictionary)
    for object in waiting {
      try write(object.kind, object.id, object.content, compressor)
    }
    waiting = []
  }

  private func write(
    _ kind: ObjectKind, _ id: ObjectID, _ content: [UInt8], _ compressor: Compressor
  ) throws(StoreError) {
    let frame = compressor.compress(content)
    offsets[id] = UInt64(written)
    let head = PackFormat.ObjectHead(
      kind: kind, storedLength: frame.count, length: content.count, id: id)
    try append(head.bytes)
    try append(frame)
  }

  private func append(_ bytes: [UInt8]) throws(StoreError) {
    buffer += bytes
    written += bytes.count
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  private func flush() throws(StoreError) {
    buffer.withUnsafeBytes { digest.update($0) }
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
