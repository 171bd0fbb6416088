import StemmaRecord

/// The last bytes of a pack: they say where the trailer lies, and what its digest is.
struct PackFoot {
  private let start: Int
  private let count: Int
  private let digest: [UInt8]

  /// - Returns: nil where there is no foot, or one that does not fit the file.
  init?(_ file: Int32, _ path: String, _ sizeBytes: Int) throws(StoreError) {
    guard sizeBytes >= PackFormat.headBytes else {
      throw .packDamaged(path, what: "it is too short")
    }
    let footStart = sizeBytes - PackFormat.footBytes
    guard footStart >= PackFormat.headBytes else { return nil }
    let foot = try Files.read(file, path, at: footStart, count: PackFormat.footBytes)
    let start = PackFormat.number64(foot, at: 0)
    count = Int(PackFormat.number32(foot, at: 8))
    guard foot.suffix(8).elementsEqual(PackFormat.endMagic), start <= UInt64(footStart),
      Int(start) + count * PackFormat.trailerRowBytes == footStart
    else { return nil }
    self.start = Int(start)
    digest = Array(foot[12..<44])
  }

  /// All rows; nil where their digest is not the one that was written.
  func rows(_ file: Int32, _ path: String) throws(StoreError) -> [UInt8]? {
    let rows = try Files.read(file, path, at: start, count: count * PackFormat.trailerRowBytes)
    var found = FileDigest()
    rows.withUnsafeBytes { found.update($0) }
    return Hexadecimal.decode(found.finish().utf8) == digest ? rows : nil
  }

  /// Looks for one object by reading few rows: ids are spread evenly, so that where one stands can
  /// be guessed.
  func probe(
    _ file: Int32, _ path: String, for prefix: ObjectPrefix
  ) throws(StoreError) -> PackFormat.Place? {
    var low = 0
    var high = count
    var guess = Int(UInt64(count).multipliedFullWidth(by: prefix.high).high)
    while low < high {
      let row = try Files.read(
        file, path, at: start + guess * PackFormat.trailerRowBytes,
        count: PackFormat.trailerRowBytes)
      let found = row.withUnsafeBytes { ObjectPrefix($0, at: 0) }
      if found == prefix { return PackFormat.Place(row, at: PackFormat.prefixBytes) }
      if found < prefix { low = guess + 1 } else { high = guess }
      // From the first guess on in growing steps would be better still; halving is good enough.
      guess = (low + high) / 2
    }
    return nil
  }
}

/// A trailer's rows in memory.
final class TrailerRows: Sendable {
  private let bytes: [UInt8]
  /// Whether the trailer itself is lost, and these were found by a walk over the blocks.
  let areFoundByWalk: Bool

  init(_ bytes: [UInt8], areFoundByWalk: Bool = false) {
    self.bytes = bytes
    self.areFoundByWalk = areFoundByWalk
  }

  var count: Int { bytes.count / PackFormat.trailerRowBytes }

  func prefix(_ row: Int) -> ObjectPrefix {
    bytes.withUnsafeBytes { ObjectPrefix($0, at: row * PackFormat.trailerRowBytes) }
  }

  func place(_ row: Int) -> PackFormat.Place {
    PackFormat.Place(bytes, at: row * PackFormat.trailerRowBytes + PackFormat.prefixBytes)
  }

  func place(of prefix: ObjectPrefix) -> PackFormat.Place? {
    guard count > 0 else { return nil }
    return bytes.withUnsafeBytes { raw in
      func row(_ index: Int) -> ObjectPrefix {
        ObjectPrefix(raw, at: index * PackFormat.trailerRowBytes)
      }
      /// How many rows lie between two prefixes: ids are spread evenly.
      func rows(from low: UInt64, to high: UInt64) -> Int {
        Int(UInt64(count).multipliedFullWidth(by: high - low).high)
      }
      var guess = rows(from: 0, to: prefix.high)
      for _ in 0..<2 {
        let found = row(guess).high
        guess =
          found < prefix.high
          ? min(count - 1, guess + rows(from: found, to: prefix.high))
          : max(0, guess - rows(from: prefix.high, to: found))
      }
      var step = 4
      var low = guess
      while low > 0, !(row(low - 1) < prefix) {
        low = max(0, low - step)
        step *= 2
      }
      step = 4
      var high = max(guess, low)
      while high < count, row(high) < prefix {
        low = high + 1
        high = min(count, high + step)
        step *= 2
      }
      while low < high {
        let middle = (low + high) / 2
        if row(middle) < prefix { low = middle + 1 } else { high = middle }
      }
      guard low < count, row(low) == prefix else { return nil }
      return place(low)
    }
  }
}
