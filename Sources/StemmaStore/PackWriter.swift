import StemmaRecord

/// Writes one pack: objects in the order they come, then the trailer that indexes them.
///
/// The first objects wait in memory until there are enough of them to learn a dictionary from.
final class PackWriter {
  /// Objects are held back until they have this size together, or the pack ends.
  static let sampleBytes = 2 << 20
  /// A pack of fewer bytes than this is not worth a dictionary.
  static let leastPackBytes = 256 << 10
  /// A pack whose end is not in sight is taken to hold so many times what is new among its samples, and so
  /// many bytes at least: what is new may come late.
  static let packToSamples = 16
  static let leastExpectedBytes = 512 << 10
  static let bufferBytes = 1 << 20
  /// Nodes are held back until they have this size together: who reads a tree reads them all.
  static let nodesBytes = 1 << 20
  /// Of each object some sixty bytes stay in memory until its pack ends, so that a pack has no more.
  static let objectLimit = 250_000

  private let layout: StoreLayout
  private let file: TemporaryFile
  private var digest = FileDigest()
  private var compressor: Compressor?
  /// Empty until its head is written.
  private(set) var dictionary = FrameDictionary([])
  private var waiting: [(kind: ObjectKind, id: ObjectID, content: [UInt8])] = []
  private var waitingBytes = 0
  private var nodes: [(id: ObjectID, content: [UInt8])] = []
  private var heldNodesBytes = 0
  private var block = BlockBuilder()
  private var buffer: [UInt8] = []
  private var written = 0
  private var known: Set<ObjectID> = []
  private var objects: [PackedObject] = []

  /// - Parameter dictionary: of the pack before this one; nil for the first, which learns its own.
  init(
    in layout: StoreLayout, continuing dictionary: FrameDictionary? = nil
  ) throws(StoreError) {
    self.layout = layout
    file = try TemporaryFile(in: layout, suffix: "pack")
    if let dictionary { try begin(with: dictionary) }
  }

  /// How many objects it has, but for those of a block that is being gathered.
  var objectCount: Int { objects.count + waiting.count + nodes.count }

  /// Whether nothing was added.
  var isEmpty: Bool { objectCount == 0 && block.isEmpty }

  /// Whether the object was added, one that came with sealed leaves excepted.
  func contains(_ id: ObjectID) -> Bool { known.contains(id) }

  func add(_ kind: ObjectKind, _ id: ObjectID, _ content: [UInt8]) throws(StoreError) {
    precondition(content.count <= StoreLayout.objectLimitBytes, "inputs are bounded when read")
    guard known.insert(id).inserted else { return }
    guard let compressor else {
      waiting.append((kind, id, content))
      waitingBytes += content.count
      if waitingBytes >= Self.sampleBytes { try writeHead(isAll: false) }
      return
    }
    try write(kind, id, content, compressor)
  }

  /// Ends the wait for samples: what is added from now on is compressed by what these have in
  /// common.
  ///
  /// - Parameters:
  ///   - newBytes: how many of theirs are to be appended: the store may have the others.
  ///   - isAll: whether hardly any come but these.
  /// - Returns: the dictionary, for whoever makes blocks to be appended.
  func dictionary(
    learnedFrom samples: [[UInt8]], newBytes: Int, isAll: Bool
  ) throws(StoreError) -> FrameDictionary {
    if compressor == nil { try writeHead(samples, newBytes: newBytes, isAll: isAll) }
    return dictionary
  }

  /// Appends blocks made by `LeafSealer`.
  func append(_ sealed: SealedLeaves) throws(StoreError) {
    precondition(compressor != nil, "blocks are made with the pack's dictionary")
    for (prefix, place) in sealed.objects.map({ ($0.prefix, $0.place) }) {
      let moved = PackFormat.Place(block: written + place.block, index: place.index)
      objects.append(PackedObject(prefix: prefix, place: moved))
    }
    try append(sealed.blocks)
  }

  /// Writes what waits and the trailer.
  ///
  /// - Returns: the pack, which is not to be seen before it is given its name by `publish`.
  /// - Throws: `StoreError.fileSystem`; nothing may be added or ended then.
  func end() throws(StoreError) -> EndedPack {
    if compressor == nil { try writeHead(isAll: true) }
    try writeNodes()
    objects.sort { $0.prefix < $1.prefix }
    let trailer = PackFormat.trailer(of: objects)
    var trailerDigest = FileDigest()
    trailer.withUnsafeBytes { trailerDigest.update($0) }
    let foot =
      PackFormat.number(UInt64(written)) + PackFormat.number(UInt32(objects.count))
      + (Hexadecimal.decode(trailerDigest.finish().utf8) ?? []) + PackFormat.endMagic
    try append(trailer)
    try append(foot)
    try flush()
    return EndedPack(
      name: digest.finish(), listed: Indexing.listed(objects.map(\.prefix)), file: file,
      layout: layout)
  }

  /// - Parameters:
  ///   - others: samples to learn from beside what waits.
  ///   - newBytes: how many of theirs are to be written.
  ///   - isAll: whether hardly anything follows.
  private func writeHead(
    _ others: [[UInt8]] = [], newBytes: Int = 0, isAll: Bool
  ) throws(StoreError) {
    let samples = waiting.filter { $0.kind == .leaf || $0.kind == .prompt }.map(\.content)
    let bytes = samples.reduce(newBytes) { $0 + $1.count }
    let packBytes = isAll ? bytes : max(bytes * Self.packToSamples, Self.leastExpectedBytes)
    let compressor = try begin(
      with: packBytes < Self.leastPackBytes
        ? FrameDictionary([])
        : DictionaryTraining(samples + others).best(packBytes: packBytes))
    for object in waiting {
      try write(object.kind, object.id, object.content, compressor)
    }
    waiting = []
  }

  /// Writes the pack's head; what follows is compressed with `dictionary`.
  @discardableResult
  private func begin(with dictionary: FrameDictionary) throws(StoreError) -> Compressor {
    let compressor = Compressor(dictionary)
    self.dictionary = dictionary
    self.compressor = compressor
    try append(
      PackFormat.magic + PackFormat.number(PackFormat.version)
        + PackFormat.number(UInt32(dictionary.bytes.count)) + dictionary.bytes)
    return compressor
  }

  private func write(
    _ kind: ObjectKind, _ id: ObjectID, _ content: [UInt8], _ compressor: Compressor
  ) throws(StoreError) {
    guard kind != .node else {
      nodes.append((id, content))
      heldNodesBytes += content.count
      if heldNodesBytes >= Self.nodesBytes { try writeNodes() }
      return
    }
    // What is one of its kind stands alone, so that damage to its neighbour does it no harm.
    let isAlone = kind != .leaf && kind != .prompt || BlockBuilder.isLarge(content.count)
    if block.isFull || isAlone { try endBlock() }
    content.withUnsafeBytes { block.add(kind, id, $0) }
    if isAlone { try endBlock() }
  }

  private func writeNodes() throws(StoreError) {
    try endBlock()
    for node in nodes {
      node.content.withUnsafeBytes { block.add(.node, node.id, $0) }
      try endBlock()
    }
    nodes.removeAll(keepingCapacity: true)
    heldNodesBytes = 0
  }

  private func endBlock() throws(StoreError) {
    guard let compressor, !block.isEmpty else { return }
    objects += block.objects(at: written)
    var bytes: [UInt8] = []
    block.finish(with: compressor, into: &bytes)
    try append(bytes)
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
