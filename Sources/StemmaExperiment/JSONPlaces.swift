import StemmaRecord

/// Where the members of a JSON object stand in its text. The text must be valid JSON.
struct JSONPlaces {
  struct Member {
    let key: String
    /// In bytes.
    let keyOffset: Int
    let valueOffset: Int
  }

  private let bytes: [UInt8]
  /// Of the object that was asked for, in the order of the text.
  private(set) var members: [Member] = []

  /// - Parameter start: where an object begins, or the white space before it.
  init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    var depth = 0
    var index = start
    var key: (text: String, offset: Int)?
    var isValueNext = false
    while index < bytes.count {
      let byte = bytes[index]
      let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
      if depth == 1, isValueNext, !isSpace, let found = key {
        members.append(Member(key: found.text, keyOffset: found.offset, valueOffset: index))
        isValueNext = false
      }
      switch byte {
      case UInt8(ascii: "\""):
        let end = endOfString(index)
        if depth == 1, key == nil {
          key = ((try? JSONReader.read(bytes[index..<end]))?.string ?? "", index)
        }
        index = end
        continue
      case UInt8(ascii: ":") where depth == 1: isValueNext = true
      case UInt8(ascii: ",") where depth == 1: key = nil
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return }
      default: break
      }
      index += 1
    }
  }

  /// - Returns: the offset behind the closing quote.
  private func endOfString(_ start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != 0x22 {
      index += bytes[index] == 0x5C ? 2 : 1
    }
    return min(index + 1, bytes.count)
  }

  /// Where a scalar of a string's value stands in the text.
  ///
  /// - Parameters:
  ///   - offset: of the opening quote, in bytes.
  ///   - scalars: how many scalars of the value come before.
  func offset(inStringAt offset: Int, scalars: Int) -> Int {
    var index = offset + 1
    for _ in 0..<scalars where index < bytes.count {
      guard bytes[index] == 0x5C, index + 1 < bytes.count else {
        index += 1
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
        continue
      }
      guard bytes[index + 1] == UInt8(ascii: "u") else {
        index += 2
        continue
      }
      // A high surrogate takes the next escape with it.
      let isPair = isHighSurrogate(index)
      index += isPair ? 12 : 6
    }
    return min(index, bytes.count)
  }

  private func isHighSurrogate(_ index: Int) -> Bool {
    guard index + 3 < bytes.count else { return false }
    return bytes[index + 2] | 0x20 == UInt8(ascii: "d")
      && "89ab".utf8.contains(bytes[index + 3] | 0x20)
  }
}
