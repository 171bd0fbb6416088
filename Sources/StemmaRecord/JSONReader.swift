/// Reads JSON strictly (RFC 8259, no member twice, valid UTF-8), with bounded depth.
///
/// Whole numbers beyond 2^53 and all fractions become doubles, as RFC 8785 has them.
public struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private let depthLimit: Int
  /// Whether a comma may stand before a closing bracket.
  private var allowsLastComma = false
  private let roundsNumbers: Bool

  private init(_ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int, roundsNumbers: Bool) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    self.roundsNumbers = roundsNumbers
  }

  /// - Parameters:
  ///   - bytes: one JSON text, white space around it allowed.
  ///   - depthLimit: how deep arrays and objects may nest.
  ///   - roundsNumbers: a number that cannot be kept to the digit becomes the nearest that can,
  ///     instead of an error.
  /// - Throws: `JSONError` with the byte offset of the first problem.
  public static func read(
    _ bytes: some Collection<UInt8>, depthLimit: Int = 128, roundsNumbers: Bool = false
  ) throws(JSONError) -> JSONValue {
    func parsed(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, JSONError> {
      parse(bytes, depthLimit: depthLimit, roundsNumbers: roundsNumbers)
    }
    if let result = bytes.withContiguousStorageIfAvailable(parsed) { return try result.get() }
    return try Array(bytes).withUnsafeBufferPointer(parsed).get()
  }

  /// Reads the value that begins at a place, whatever follows it. A comma before a closing bracket is
  /// let pass.
  ///
  /// - Returns: the value, and where it ends.
  /// - Throws: `JSONError` with the offset from the beginning of `bytes`.
  public static func readPart(
    _ bytes: [UInt8], from start: Int, depthLimit: Int = 128
  ) throws(JSONError) -> (value: JSONValue, end: Int) {
    let result: Result<(JSONValue, Int), JSONError> = bytes.withUnsafeBufferPointer {
      var reader = JSONReader($0, depthLimit: depthLimit, roundsNumbers: false)
      reader.position = start
      reader.allowsLastComma = true
      do throws(JSONError) {
        return .success((try reader.value(depth: 0), reader.position))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int, roundsNumbers: Bool
  ) -> Result<JSONValue, JSONError> {
    var reader = JSONReader(bytes, depthLimit: depthLimit, roundsNumbers: roundsNumbers)
    do throws(JSONError) {
      reader.skipSpace()
      let value = try reader.value(depth: 0)
      reader.skipSpace()
      guard reader.position == bytes.count else {
        throw JSONError(.trailingContent, at: reader.position)
      }
      return .success(value)
    } catch {
      return .failure(error)
    }
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard let byte = current else { throw JSONError(.unexpectedEnd, at: position) }
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), 0x30...0x39: return try number()
    default: throw JSONError(.unexpectedByte, at: position)
    }
  }

  private mutating func word(
    _ text: StaticString, _ value: JSONValue
  ) throws(JSONError) -> JSONValue {
    let end = position + text.utf8CodeUnitCount
    let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard end <= bytes.count, bytes[position..<end].elementsEqual(expected) else {
      throw JSONError(.unexpectedByte, at: position)
    }
    position = end
    return value
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < depthLimit else { throw JSONError(.tooDeep, at: position) }
    position += 1
    var values: [JSONValue] = []
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return .array(values)
    }
    while true {
      skipSpace()
      values.append(try value(depth: depth + 1))
      if try !nextElement(closing: UInt8(ascii: "]")) { return .array(values) }
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < depthLimit else { throw JSONError(.tooDeep, at: position) }
    let start = position
    position += 1
    var members: [(key: String, value: JSONValue)] = []
    // As many as most rows have.
    members.reserveCapacity(8)
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return .object(JSONObject())
    }
    repeat {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw unexpected() }
      let key = try string()
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw unexpected() }
      position += 1
      skipSpace()
      members.append((key, try value(depth: depth + 1)))
    } while try nextElement(closing: UInt8(ascii: "}"))
    guard let object = JSONObject(unsorted: members) else {
      throw JSONError(.duplicateMember, at: start)
    }
    return .object(object)
  }

  /// After an element: true where a comma follows, false where the closing bracket does.
  private mutating func nextElement(closing: UInt8) throws(JSONError) -> Bool {
    skipSpace()
    guard let byte = current, byte == UInt8(ascii: ",") || byte == closing else {
      throw unexpected()
    }
    position += 1
    if byte != closing, allowsLastComma {
      skipSpace()
      if current == closing {
        position += 1
        return false
      }
    }
    return byte != closing
  }

  private func unexpected() -> JSONError {
    JSONError(position < bytes.count ? .unexpectedByte : .unexpectedEnd, at: position)
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    position = JSONScan.plainEnd(of: bytes, from: position)
    guard let byte = current else { throw JSONError(.unexpectedEnd, at: position) }
    guard byte >= 0x20 else { throw JSONError(.unexpectedByte, at: position) }
    if byte == 0x22 {
      let text = try validated(bytes[start..<position], at: start)
      position += 1
      return text
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var out = Array(bytes[start..<position])
    while let byte = current {
      switch byte {
      case 0x22:
        position += 1
        return try validated(out[...], at: start)
      case 0x5C: try escape(into: &out)
      case 0..<0x20: throw JSONError(.unexpectedByte, at: position)
      default:
        out.append(byte)
        position += 1
      }
    }
    throw JSONError(.unexpectedEnd, at: position)
  }

  private mutating func escape(into out: inout [UInt8]) throws(JSONError) {
    position += 1
    guard let byte = current else { throw JSONError(.unexpectedEnd, at: position) }
    position += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: out.append(byte)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "u"): out.append(contentsOf: String(try escapedScalar()).utf8)
    default: throw JSONError(.unexpectedByte, at: position - 1)
    }
  }

  /// A `\u` escape, or a surrogate pair of two; a lone surrogate is no text.
  private mutating func escapedScalar() throws(JSONError) -> Character {
    let start = position - 2
    var code = try fourHex()
    if (0xD800..<0xDC00).contains(code) {
      guard current == 0x5C, position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
      else { throw JSONError(.invalidText, at: start) }
      position += 2
      let low = try fourHex()
      guard (0xDC00..<0xE000).contains(low) else { throw JSONError(.invalidText, at: start) }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw JSONError(.invalidText, at: start) }
    return Character(scalar)
  }

  private mutating func fourHex() throws(JSONError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
        throw JSONError(.unexpectedByte, at: position)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func validated(
    _ content: some Collection<UInt8>, at offset: Int
  ) throws(JSONError) -> String {
    guard let text = StrictUTF8.text(content) else { throw JSONError(.invalidText, at: offset) }
    return text
  }

  // MARK: Numbers

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    let leadingZero = current == 0x30
    let whole = skipDigits()
    guard whole > 0 else { throw unexpected() }
    guard !leadingZero || whole == 1 else {
      throw JSONError(.unexpectedByte, at: position - whole + 1)
    }
    var isWhole = true
    if current == UInt8(ascii: ".") {
      position += 1
      isWhole = false
      guard skipDigits() > 0 else { throw unexpected() }
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      isWhole = false
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      guard skipDigits() > 0 else { throw unexpected() }
    }
    // Fifteen digits are below 2^53.
    if isWhole, whole <= 15 { return .integer(wholeNumber(from: start)) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let value = Int(text), value.magnitude <= 1 << 53 { return .integer(value) }
    guard let value = Double(text), value.isFinite else {
      throw JSONError(.numberOutOfRange, at: start)
    }
    // Whole numbers are often names of something, and what is not zero is not to become it.
    let mantissa = text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    let isLost =
      isWhole
      ? CanonicalJSON.number(value) != text
      : value == 0 && mantissa.contains { (0x31...0x39).contains($0) }
    guard roundsNumbers || !isLost else { throw JSONError(.numberInexact, at: start) }
    if let exact = Int(exactly: value), exact.magnitude <= 1 << 53 { return .integer(exact) }
    return .number(value)
  }

  /// The whole number that ends here, of at most fifteen digits.
  ///
  /// - Parameter start: where its sign or first digit stands.
  private func wholeNumber(from start: Int) -> Int {
    let isNegative = bytes[start] == UInt8(ascii: "-")
    var value = 0
    for byte in bytes[(isNegative ? start + 1 : start)..<position] {
      value = value &* 10 &+ Int(byte &- 0x30)
    }
    return isNegative ? -value : value
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }
}
