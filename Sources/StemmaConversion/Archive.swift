/// A zip archive's parts, as its directory has them; read strictly, and nothing unpacked.
///
/// - Source: PKWARE's APPNOTE.TXT, 4.3 and 4.5.3. Archives over several files are no documents.
struct Archive {
  struct Part {
    let name: String
    /// How it is packed: 0 for not at all, 8 for DEFLATE.
    let method: Int
    /// Whether it opens only with a password.
    let isEncrypted: Bool
    /// Where its bytes are, as they are packed.
    let packed: Range<Int>
    /// How many bytes it claims to unpack to.
    let sizeBytes: Int
    /// Where the part begins, with its own header.
    fileprivate let start: Int
  }

  /// In the directory's order.
  let parts: [Part]

  private static let endSignature: [UInt8] = [0x50, 0x4B, 5, 6]
  private static let (entrySignature, headerSignature) = (0x0201_4B50, 0x0403_4B50)
  private static let (endSize, entrySize, headerSize) = (22, 46, 30)
  /// What stands for a number that the 64-bit extra field has.
  private static let elsewhere = 0xFFFF_FFFF

  /// Whether bytes begin as an archive's do, be it an empty one's.
  static func begins(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: endSignature)
  }

  init(_ bytes: [UInt8]) throws(ArchiveFault) {
    let fields = LittleEndian(bytes)
    let end = try Self.end(of: bytes)
    let count = fields.number(at: end + 10, 2)
    let size = fields.number(at: end + 12, 4)
    let start = fields.number(at: end + 16, 4)
    guard count > 0 else { throw .noParts }
    guard start + size <= end, count * Self.entrySize <= size else { throw .badDirectory }
    var parts: [Part] = []
    var place = start
    for _ in 0..<count {
      let (part, next) = try Self.part(at: place, before: start + size, dataEnd: start, fields)
      parts.append(part)
      place = next
    }
    let sorted = parts.sorted { $0.start < $1.start }
    for (part, next) in zip(sorted, sorted.dropFirst()) where part.packed.upperBound > next.start {
      throw .overlapping(part: part.name, other: next.name)
    }
    self.parts = parts
  }

  /// Where the record is that ends an archive; a comment of 64 KiB may follow.
  private static func end(of bytes: [UInt8]) throws(ArchiveFault) -> Int {
    var place = bytes.count - endSize
    let first = max(0, place - 0xFFFF)
    while place >= first {
      if bytes[place...].starts(with: endSignature) { return place }
      place -= 1
    }
    throw .cutOff
  }

  /// - Parameters:
  ///   - end: of the directory.
  ///   - dataEnd: where the parts end, and the directory begins.
  private static func part(
    at place: Int, before end: Int, dataEnd: Int, _ fields: LittleEndian
  ) throws(ArchiveFault) -> (Part, next: Int) {
    guard place + entrySize <= end, fields.number(at: place, 4) == entrySignature else {
      throw .badDirectory
    }
    let nameEnd = place + entrySize + fields.number(at: place + 28, 2)
    let extraEnd = nameEnd + fields.number(at: place + 30, 2)
    let next = extraEnd + fields.number(at: place + 32, 2)
    guard next <= end else { throw .badDirectory }
    let name = fields.text(place + entrySize..<nameEnd)
    // Size, packed size and place, each in the extra field where its own is all ones.
    var numbers = [24, 20, 42].map { fields.number(at: place + $0, 4) }
    var long = fields.longNumbers(in: nameEnd..<extraEnd)[...]
    for index in numbers.indices where numbers[index] == elsewhere {
      guard let number = long.popFirst() else { throw .misplaced(part: name) }
      numbers[index] = number
    }
    let (size, packedSize, start) = (numbers[0], numbers[1], numbers[2])
    guard start + headerSize <= dataEnd, fields.number(at: start, 4) == headerSignature else {
      throw .misplaced(part: name)
    }
    let data =
      start + headerSize + fields.number(at: start + 26, 2) + fields.number(at: start + 28, 2)
    guard packedSize <= dataEnd, data + packedSize <= dataEnd else { throw .misplaced(part: name) }
    // Whoever writes without going back leaves the sizes to what follows the part.
    let flags = fields.number(at: place + 8, 2)
    for (offset, wanted) in [(18, packedSize), (22, size)] {
      let told = fields.number(at: start + offset, 4)
      guard told == wanted || told == elsewhere || told == 0 && flags & 8 != 0 else {
        throw .wrongSize(part: name, sizeBytes: told)
      }
    }
    let part = Part(
      name: name, method: fields.number(at: place + 10, 2), isEncrypted: flags & 1 != 0,
      packed: data..<data + packedSize, sizeBytes: size, start: start)
    return (part, next)
  }
}

/// Numbers as zip archives have them: the lowest byte first.
private struct LittleEndian {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Parameter count: how many bytes it has; all of them are there.
  func number(at place: Int, _ count: Int) -> Int {
    bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The numbers of the extra field for archives of 64 bits; of each the seven bytes that a file can fill.
  func longNumbers(in extra: Range<Int>) -> [Int] {
    var place = extra.lowerBound
    while place + 4 <= extra.upperBound {
      let (kind, size) = (number(at: place, 2), number(at: place + 2, 2))
      place += 4
      guard place + size <= extra.upperBound else { return [] }
      if kind == 1 {
        return stride(from: place, to: place + size - 7, by: 8).map { number(at: $0, 7) }
      }
      place += size
    }
    return []
  }
}
