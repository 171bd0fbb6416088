import StemmaRecord
import StemmaStore

/// Looks for a text in a record's id and in its texts, whatever their fields are called, ASCII letters in
/// either case.
struct RecordSearch {
  /// As it stands within a JSON string, its letters small.
  private let wanted: [UInt8]

  /// - Parameter text: empty where every record will do.
  init(_ text: String) {
    wanted = CanonicalJSON.bytes(.string(text)).dropFirst().dropLast().map(Self.small)
  }

  func fits(_ entry: SequenceEntry) -> Bool {
    guard let first = wanted.first else { return true }
    if isIn(Array(entry.key.utf8)[...], first) { return true }
    // Most records do not have it anywhere, and need not be taken apart.
    guard isIn(entry.content, first) else { return false }
    return entry.json().map { isInTexts(of: $0, first) } ?? false
  }

  private func isInTexts(of value: JSONValue, _ first: UInt8) -> Bool {
    switch value {
    case .string: isIn(CanonicalJSON.bytes(value).dropFirst().dropLast(), first)
    case .array(let values): values.contains { isInTexts(of: $0, first) }
    case .object(let object): object.members.contains { isInTexts(of: $0.value, first) }
    case .integer, .number: isIn(CanonicalJSON.bytes(value)[...], first)
    case .null, .bool: false
    }
  }

  private func isIn(_ bytes: ArraySlice<UInt8>, _ first: UInt8) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      wanted.withUnsafeBufferPointer { wanted in
        guard bytes.count >= wanted.count else { return false }
        for start in 0...(bytes.count - wanted.count) where Self.small(bytes[start]) == first {
          var place = 1
          while place < wanted.count, Self.small(bytes[start + place]) == wanted[place] {
            place += 1
          }
          if place == wanted.count { return true }
        }
        return false
      }
    }
  }

  private static func small(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
