public import StemmaRecord

/// One exchange as a run's journal holds it.
public struct JournalEntry: Sendable {
  public let key: TranscriptKey
  /// What a transcript is to hold: canonical JSON of a `RecordedExchange`.
  public let content: [UInt8]
  /// What is true of this occasion only: canonical JSON.
  public let occasion: [UInt8]
  /// The service's response as it came.
  public let raw: [UInt8]

  public init(key: TranscriptKey, content: [UInt8], occasion: [UInt8], raw: [UInt8]) {
    self.key = key
    self.content = content
    self.occasion = occasion
    self.raw = raw
  }
}

/// Where a frame lies in a journal.
public struct JournalPlace: Hashable, Sendable {
  let offset: Int
  /// Of the whole frame.
  let count: Int
  /// Whether the exchange ended in an answer.
  public let isAnswered: Bool

  public func lies(from start: Int) -> Bool { offset >= start }
}

/// A journal's frames: `0x89 "STJ"`, the payload's length (32 bits, little-endian), a checksum of
/// length and payload (the first 64 bits of their SHA-256), the payload.
///
/// A payload is the key's 32 bytes, content and occasion behind their lengths (LEB128), and the raw
/// response. A frame is found again by its first bytes where what stands before it is damaged.
enum JournalFrame {
  static let magic: [UInt8] = [0x89, 0x53, 0x54, 0x4A]
  static let headerBytes = 16
  /// No payload is longer: a response has 16 MiB at most, and so has the answer that is read from it.
  static let limitBytes = 96 << 20
  private static let failedSign = Array(#"{"failed":"#.utf8)

  static func bytes(of entry: JournalEntry) -> [UInt8] {
    var payload = entry.key.digest.bytes
    payload.reserveCapacity(
      64 + entry.content.count + entry.occasion.count + entry.raw.count)
    PackFormat.append(entry.content.count, to: &payload)
    payload += entry.content
    PackFormat.append(entry.occasion.count, to: &payload)
    payload += entry.occasion
    payload += entry.raw
    let length = littleEndian(UInt64(payload.count), bytes: 4)
    var frame = magic
    frame.reserveCapacity(headerBytes + payload.count)
    frame += length
    frame += littleEndian(checksum(length, payload[...]), bytes: 8)
    frame += payload
    return frame
  }

  /// The payload's length that a header names.
  ///
  /// - Parameter header: 16 bytes.
  /// - Returns: nil where it is none.
  static func length(in header: ArraySlice<UInt8>) -> Int? {
    guard header.starts(with: magic) else { return nil }
    let length = header.dropFirst(4).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return (34...limitBytes).contains(length) ? length : nil
  }

  /// - Returns: nil where the frame is not what was written.
  static func entry(in frame: [UInt8]) -> JournalEntry? {
    guard let payload = payload(of: frame) else { return nil }
    var place = payload.startIndex + 32
    guard let key = ObjectID(digest: payload.prefix(32)),
      let content = part(of: frame, at: &place), let occasion = part(of: frame, at: &place)
    else { return nil }
    return JournalEntry(
      key: TranscriptKey(digest: key), content: Array(content), occasion: Array(occasion),
      raw: Array(frame[place...]))
  }

  /// Key and kind of the exchange in a frame; nil where the frame is not what was written.
  static func heading(of frame: [UInt8]) -> (key: TranscriptKey, isAnswered: Bool)? {
    guard let payload = payload(of: frame), let key = ObjectID(digest: payload.prefix(32))
    else { return nil }
    var place = payload.startIndex + 32
    guard let content = part(of: frame, at: &place) else { return nil }
    return (TranscriptKey(digest: key), isAnswered(content))
  }

  static func isAnswered(_ content: some Collection<UInt8>) -> Bool {
    !content.starts(with: failedSign)
  }

  private static func payload(of frame: [UInt8]) -> ArraySlice<UInt8>? {
    guard frame.count >= headerBytes, let length = length(in: frame[..<headerBytes]),
      frame.count == headerBytes + length
    else { return nil }
    let payload = frame[headerBytes...]
    let found = frame[8..<16].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return checksum(Array(frame[4..<8]), payload) == found ? payload : nil
  }

  private static func part(of frame: [UInt8], at place: inout Int) -> ArraySlice<UInt8>? {
    guard let count = PackFormat.length(in: frame, at: &place), count <= frame.count - place
    else { return nil }
    defer { place += count }
    return frame[place..<place + count]
  }

  private static func checksum(_ length: [UInt8], _ payload: ArraySlice<UInt8>) -> UInt64 {
    var hash = ObjectHasher(.bytes)
    hash.update(length)
    hash.update(payload)
    return hash.finish().prefix64
  }

  private static func littleEndian(_ value: UInt64, bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }
}
