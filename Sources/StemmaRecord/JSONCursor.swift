/// Reads JSON and writes it canonically in one go, as long as it is of the plain kind.
///
/// The output never needs more room than the input, and sixteen bytes to write beyond its end.
struct JSONCursor {
  private var input: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>
  private let base: UnsafeMutablePointer<UInt8>
  private var output: UnsafeMutablePointer<UInt8>
  /// Bytes of the text under way beyond one a scalar.
  private var surplus = 0

  init(
    _ input: UnsafePointer<UInt8>, count: Int, output: UnsafeMutablePointer<UInt8>
  ) {
    self.input = input
    end = input + count
    base = output
    self.output = output
  }

  var isAtEnd: Bool { input == end }

  private var written: Int { output - base }

  @inline(__always)
  mutating func skipSpace() {
    while input < end, input[0] <= 0x20 {
      guard input[0] == 0x20 || input[0] == 0x0A || input[0] == 0x0D || input[0] == 0x09
      else { return }
      input += 1
    }
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8) -> Bool {
    guard input < end, input[0] == byte else { return false }
    input += 1
    return true
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    output[0] = byte
    output += 1
  }

  // MARK: Values

  private mutating func value(depth: Int) -> Bool {
    guard input < end else { return false }
    switch input[0] {
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number()
    }
  }

  private mutating func word(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard end - input >= count else { return false }
    for index in 0..<count {
      guard input[index] == text.utf8Start[index] else { return false }
      output[index] = input[index]
    }
    input += count
    output += count
    return true
  }

  private mutating func array(depth: Int) -> Bool {
    guard depth < RowScanner.depthLimit else { return false }
    input += 1
    put(UInt8(ascii: "["))
    skipSpace()
    if !take(UInt8(ascii: "]")) {
      while true {
        skipSpace()
        guard value(depth: depth + 1) else { return false }
        skipSpace()
        if take(UInt8(ascii: "]")) { break }
        guard take(UInt8(ascii: ",")) else { return false }
        put(UInt8(ascii: ","))
      }
    }
    put(UInt8(ascii: "]"))
    return true
  }

  /// Room for as many members is made at once.
  private static let usualMembers = 8

  private mutating func object(depth: Int) -> Bool {
    let start = written
    put(UInt8(ascii: "{"))
    var members: [RowScanner.Member] = []
    members.reserveCapacity(Self.usualMembers)
    guard self.members(depth: depth, collecting: &members) else { return false }
    if !RowScanner.areSorted(members, base) {
      guard RowScanner.sort(&members, base) else { return false }
      rewrite(members, from: start + 1)
    }
    put(UInt8(ascii: "}"))
    return true
  }

  /// Puts the members, which stand from `start` to the end, into the order given.
  private mutating func rewrite(_ members: [RowScanner.Member], from start: Int) {
    let old = Array(UnsafeBufferPointer(start: base + start, count: written - start))
    output = base + start
    for (index, member) in members.enumerated() {
      if index > 0 { put(UInt8(ascii: ",")) }
      for place in member.key { put(old[place - start]) }
      put(UInt8(ascii: ":"))
      for place in member.value { put(old[place - start]) }
    }
  }

  /// An object's members as they come, parted by commas.
  mutating func members(depth: Int, collecting members: inout [RowScanner.Member]) -> Bool {
    guard depth < RowScanner.depthLimit, take(UInt8(ascii: "{")) else { return false }
    skipSpace()
    if take(UInt8(ascii: "}")) { return true }
    while true {
      skipSpace()
      let keyStart = written
      guard input < end, input[0] == UInt8(ascii: "\""), string(), isPlainKey(from: keyStart)
      else { return false }
      let keyEnd = written
      skipSpace()
      guard take(UInt8(ascii: ":")) else { return false }
      put(UInt8(ascii: ":"))
      skipSpace()
      let valueStart = written
      let isText = input < end && input[0] == UInt8(ascii: "\"")
      guard value(depth: depth + 1) else { return false }
      members.append(
        RowScanner.Member(
          key: keyStart..<keyEnd, value: valueStart..<written,
          scalars: isText ? written - valueStart - 2 - surplus : -1))
      skipSpace()
      if take(UInt8(ascii: "}")) { return true }
      guard take(UInt8(ascii: ",")) else { return false }
      put(UInt8(ascii: ","))
    }
  }

  /// Whether the key's bytes sort as its UTF-16 does, and stand for themselves.
  private func isPlainKey(from start: Int) -> Bool {
    for place in start..<written where base[place] >= 0xEE || base[place] == 0x5C { return false }
    return true
  }

  // MARK: Texts

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The high bit of each byte that a text cannot simply copy; those above the lowest may be wrong.
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    return
      ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash
      | (word &- ones &* 0x20) & ~word | word) & highs
  }

  /// Copies up to the first byte that is not simply copied, sixteen at a time; it may stop short of it
  /// at the input's end.
  @inline(__always)
  private mutating func copyPlain() {
    while end - input >= 16 {
      let (low, high) = (Self.word(at: input), Self.word(at: input + 8))
      UnsafeMutableRawPointer(output).storeBytes(of: low.littleEndian, as: UInt64.self)
      UnsafeMutableRawPointer(output + 8).storeBytes(of: high.littleEndian, as: UInt64.self)
      let special = Self.special(low)
      let plain: Int
      if special != 0 {
        plain = special.trailingZeroBitCount >> 3
      } else {
        let special = Self.special(high)
        plain = 8 + (special == 0 ? 8 : special.trailingZeroBitCount >> 3)
      }
      input += plain
      output += plain
      if plain < 16 { return }
    }
  }

  @inline(__always)
  private static func word(at place: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
  }

  private mutating func string() -> Bool {
    input += 1
    put(UInt8(ascii: "\""))
    surplus = 0
    while true {
      copyPlain()
      guard input < end else { return false }
      switch input[0] {
      case 0x22:
        input += 1
        put(0x22)
        return true
      case 0x5C: guard escape() else { return false }
      case 0..<0x20: return false
      case 0x80...: guard scalar() else { return false }
      default:
        put(input[0])
        input += 1
      }
    }
  }

  /// Copies one scalar beyond ASCII.
  @inline(__always)
  private mutating func scalar() -> Bool {
    let lead = input[0]
    let length: Int
    let second: ClosedRange<UInt8>
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return false
    }
    guard end - input >= length, second.contains(input[1]) else { return false }
    for index in 2..<max(2, length) where input[index] & 0xC0 != 0x80 { return false }
    for index in 0..<length { output[index] = input[index] }
    input += length
    output += length
    surplus += length - 1
    return true
  }

  private mutating func escape() -> Bool {
    guard end - input >= 2 else { return false }
    let byte = input[1]
    input += 2
    switch byte {
    case 0x22, 0x5C, UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"):
      put(0x5C)
      put(byte)
      surplus += 1
      return true
    case UInt8(ascii: "/"):
      put(byte)
      return true
    case UInt8(ascii: "u"): return escapedScalar()
    default: return false
    }
  }

  private mutating func fourHex() -> UInt32? {
    guard end - input >= 4 else { return nil }
    var value: UInt32 = 0
    for index in 0..<4 {
      switch input[index] {
      case 0x30...0x39: value = value << 4 | UInt32(input[index] - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((input[index] | 0x20) - 0x57)
      default: return nil
      }
    }
    input += 4
    return value
  }

  private mutating func escapedScalar() -> Bool {
    guard var code = fourHex() else { return false }
    if (0xD800..<0xDC00).contains(code) {
      guard end - input >= 6, input[0] == 0x5C, input[1] == UInt8(ascii: "u") else { return false }
      input += 2
      guard let low = fourHex(), (0xDC00..<0xE000).contains(low) else { return false }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { return false }
    if code >= 0x20 && code != 0x22 && code != 0x5C {
      var count = 0
      for byte in Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter {
        put(byte)
        count += 1
      }
      surplus += count - 1
      return true
    }
    let start = output
    var escape: [UInt8] = []
    CanonicalJSON.appendEscape(UInt8(code), to: &escape)
    for byte in escape { put(byte) }
    surplus += output - start - 1
    return true
  }

  // MARK: Numbers

  /// Copies a number that is canonical as it stands: with at most fifteen digits a decimal is the
  /// shortest that gives its double back.
  private mutating func number() -> Bool {
    let start = input
    var digits = 0
    _ = take(UInt8(ascii: "-"))
    let isZero = input < end && input[0] == 0x30
    let whole = skipDigits()
    guard whole > 0, !isZero || whole == 1 else { return false }
    digits += whole
    if take(UInt8(ascii: ".")) {
      let fraction = input
      let count = skipDigits()
      guard count > 0, input[-1] != 0x30 else { return false }
      var zeros = 0
      while zeros < count && fraction[zeros] == 0x30 { zeros += 1 }
      guard !isZero || zeros <= 5 else { return false }
      digits += count
    } else if isZero && start[0] == UInt8(ascii: "-") {
      return false
    }
    guard digits <= 15 else { return false }
    if input < end {
      switch input[0] {
      case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09, 0x0A, 0x0D: break
      default: return false
      }
    }
    let count = input - start
    for index in 0..<count { output[index] = start[index] }
    output += count
    return true
  }

  private mutating func skipDigits() -> Int {
    let start = input
    while input < end, (0x30...0x39).contains(input[0]) { input += 1 }
    return input - start
  }
}
