import StemmaRecord

/// Bytes, and what they say once JSON's escapes in them are taken for what they mean, as often as wanted.
struct UnescapedBytes {
  let original: [UInt8]
  private(set) var bytes: [UInt8]
  /// Where each of `bytes` begins in `original`; nil while they are the same.
  private var places: [Int]?

  init(_ original: [UInt8]) {
    self.original = original
    bytes = original
  }

  /// Where in `original` the byte begins; its end for the end of `bytes`.
  func place(of index: Int) -> Int {
    guard let places else { return index }
    return index < places.count ? places[index] : original.count
  }

  /// Takes one level of escapes away; what is no escape stays.
  ///
  /// - Returns: whether there was any.
  mutating func unescape() -> Bool {
    guard var next = bytes.firstIndex(of: UInt8(ascii: "\\")) else { return false }
    var plain = Array(bytes[..<next])
    var begins = (0..<next).map(place(of:))
    while next < bytes.count {
      let (byte, length) = Self.unit(bytes[next...])
      if let byte {
        plain.append(byte)
        begins.append(place(of: next))
      } else {
        for index in next..<next + length {
          plain.append(bytes[index])
          begins.append(place(of: index))
        }
      }
      next += length
    }
    guard plain.count < bytes.count else { return false }
    (bytes, places) = (plain, begins)
    return true
  }

  /// The first byte, or the ASCII character that an escape there means; nil where it means another,
  /// or nothing.
  private static func unit(_ rest: ArraySlice<UInt8>) -> (byte: UInt8?, length: Int) {
    let start = rest.startIndex
    guard rest[start] == UInt8(ascii: "\\"), start + 1 < rest.endIndex else {
      return (rest[start], 1)
    }
    switch rest[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return (rest[start + 1], 2)
    case UInt8(ascii: "u"):
      let digits = rest[(start + 2)...].prefix(4)
      guard digits.count == 4,
        let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), code < 0x80
      else { return (nil, 2) }
      return (UInt8(code), 6)
    default: return (nil, 2)
    }
  }
}
