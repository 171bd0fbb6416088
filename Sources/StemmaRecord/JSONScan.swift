/// Looks through a JSON string's bytes eight at a time.
enum JSONScan {
  /// Where a run of bytes ends that stand for themselves: at a quotation mark, a backslash, a control
  /// character, or the end.
  static func plainEnd(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let marks =
        controls(in: word) | zeros(in: word ^ 0x2222_2222_2222_2222)
        | zeros(in: word ^ 0x5C5C_5C5C_5C5C_5C5C)
      if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < bytes.count, bytes[index] >= 0x20, bytes[index] != 0x22, bytes[index] != 0x5C {
      index &+= 1
    }
    return index
  }

  /// The highest bit of each byte that is zero; above the first of them others may be marked too.
  private static func zeros(in word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// The highest bit of each byte below 0x20; above the first of them others may be marked too.
  private static func controls(in word: UInt64) -> UInt64 {
    (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
  }
}
