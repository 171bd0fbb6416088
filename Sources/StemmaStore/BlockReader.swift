import StemmaRecord
import Synchronization

/// Unpacks a pack's blocks, and keeps the last few: who reads an object often reads its neighbour.
final class BlockReader: Sendable {
  private let file: Int32
  private let path: String
  private let sizeBytes: Int
  /// Where the first block begins.
  let start: Int
  private let decompressor: Decompressor
  private let recent = Mutex<[(place: Range<Int>, block: PackBlock)]>([])
  private static let recentLimit = 8
  private static let keptBytes = 1 << 20
  /// One reading of so much is enough for nearly every head, and for most blocks.
  private static let usualHeadBytes = 256
  private static let usualBlockBytes = 5 << 10

  /// - Parameter file: stays its owner's.
  init(_ file: Int32, _ path: String, _ sizeBytes: Int) throws(StoreError) {
    self.file = file
    self.path = path
    self.sizeBytes = sizeBytes
    let head = try Files.read(file, path, at: 0, count: PackFormat.headBytes)
    let length = try Self.dictionaryLength(file, path, sizeBytes, head)
    start = PackFormat.headBytes + length
    decompressor = Decompressor(
      FrameDictionary(try Files.read(file, path, at: PackFormat.headBytes, count: length)))
  }

  /// The head has no digest: its length is believed where a block begins behind it, or nothing does.
  private static func dictionaryLength(
    _ file: Int32, _ path: String, _ sizeBytes: Int, _ head: [UInt8]
  ) throws(StoreError) -> Int {
    func beginsBlock(_ offset: Int) throws(StoreError) -> Bool {
      guard offset + 4 <= sizeBytes else { return false }
      return try Files.read(file, path, at: offset, count: 4) == PackFormat.blockMagic
    }
    let length = Int(PackFormat.number32(head, at: 12))
    if length <= PackFormat.dictionaryLimitBytes,
      try beginsBlock(PackFormat.headBytes + length)
    {
      return length
    }
    let window = min(sizeBytes, PackFormat.headBytes + PackFormat.dictionaryLimitBytes)
    let bytes = try Files.read(file, path, at: 0, count: window)
    for place in bytes.indices.dropFirst(PackFormat.headBytes).dropLast(
      PackFormat.blockHeadBytes - 1)
    where bytes[place] == PackFormat.blockMagic[0]
      && PackFormat.BlockHead.rowsLength(bytes[place..<place + PackFormat.blockHeadBytes]) != nil
    {
      return place - PackFormat.headBytes
    }
    return 0
  }

  /// - Returns: nil where no block begins there, or it cannot be unpacked.
  func block(at offset: Int) throws(StoreError) -> PackBlock? {
    if let kept = recent.withLock({ $0.first { $0.place.lowerBound == offset }?.block }) {
      return kept
    }
    guard let (head, opening) = try opening(at: offset, atLeast: Self.usualBlockBytes)
    else { return nil }
    var frame = opening.dropFirst(head.headBytes).prefix(head.storedLength)
    if frame.count < head.storedLength {
      frame = try Files.read(
        file, path, at: offset + head.headBytes, count: head.storedLength)[...]
    }
    guard
      let content = frame.withUnsafeBytes({
        decompressor.decompress($0, count: head.length)
      })
    else { return nil }
    let before = recent.withLock { $0.first { $0.place.upperBound == offset }?.block }
    let block = PackBlock(head, content, followsReading: before?.wasRead == true)
    if block.sizeBytes <= Self.keptBytes {
      recent.withLock {
        if $0.count >= Self.recentLimit { $0.removeFirst() }
        $0.append((offset..<offset + head.headBytes + head.storedLength, block))
      }
    }
    return block
  }

  /// The head of the block at `offset`; nil where none begins there that fits the file.
  func head(at offset: Int) throws(StoreError) -> PackFormat.BlockHead? {
    try opening(at: offset, atLeast: Self.usualHeadBytes)?.head
  }

  /// The head of the block at `offset`, and the bytes from there on that were read with it.
  private func opening(
    at offset: Int, atLeast count: Int
  ) throws(StoreError) -> (head: PackFormat.BlockHead, bytes: [UInt8])? {
    guard offset >= 0, offset <= sizeBytes - PackFormat.blockHeadBytes else { return nil }
    let bytes = try Files.read(file, path, at: offset, count: min(count, sizeBytes - offset))
    guard let rows = PackFormat.BlockHead.rowsLength(bytes) else { return nil }
    let length = PackFormat.blockHeadBytes + rows
    guard offset + length <= sizeBytes else { return nil }
    let whole =
      length <= bytes.count
      ? bytes[..<length] : try Files.read(file, path, at: offset, count: length)[...]
    guard let head = PackFormat.BlockHead(whole),
      offset + length + head.storedLength <= sizeBytes
    else { return nil }
    return (head, bytes)
  }
}
