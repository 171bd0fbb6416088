/// Canonical JSON: RFC 8785. Equal values give equal bytes on every system.
public enum CanonicalJSON {
  public static func bytes(_ value: JSONValue) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(256)
    append(value, to: &out)
    return out
  }

  /// An object, of which one member's value is given as canonical JSON.
  static func bytes(_ object: JSONObject, setting key: String, to value: [UInt8]) -> [UInt8] {
    var object = object
    object[key] = .null
    var out: [UInt8] = []
    out.reserveCapacity(256 + value.count)
    append(object, to: &out) { member, out in
      if member.key == key { out += value } else { append(member.value, to: &out) }
    }
    return out
  }

  /// An object, and where in the bytes each of its members has its value.
  static func bytes(placing object: JSONObject) -> (bytes: [UInt8], places: [Range<Int>]) {
    var out: [UInt8] = []
    out.reserveCapacity(1024)
    var places: [Range<Int>] = []
    append(object, to: &out) { member, out in
      let start = out.count
      append(member.value, to: &out)
      places.append(start..<out.count)
    }
    return (out, places)
  }

  public static func text(_ value: JSONValue) -> String {
    String(decoding: bytes(value), as: UTF8.self)
  }

  public static func append(_ value: JSONValue, to out: inout [UInt8]) {
    switch value {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let flag): out.append(contentsOf: (flag ? "true" : "false").utf8)
    case .integer(let number): out.append(contentsOf: String(number).utf8)
    case .number(let number): out.append(contentsOf: self.number(number).utf8)
    case .string(let text): append(text, to: &out)
    case .array(let values):
      out.append(UInt8(ascii: "["))
      for (index, element) in values.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        append(element, to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let object):
      append(object, to: &out) { append($0.value, to: &$1) }
    }
  }

  private static func append(
    _ object: JSONObject, to out: inout [UInt8],
    value: (_ member: (key: String, value: JSONValue), _ out: inout [UInt8]) -> Void
  ) {
    out.append(UInt8(ascii: "{"))
    for (index, member) in object.members.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      append(member.key, to: &out)
      out.append(UInt8(ascii: ":"))
      value(member, &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  /// Appends `text` as a JSON string: only what must be escaped is.
  public static func append(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      while true {
        let end = JSONScan.plainEnd(of: bytes, from: start)
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
        guard end < bytes.count else { return }
        appendEscape(bytes[end], to: &out)
        start = end + 1
      }
    }
    out.append(UInt8(ascii: "\""))
  }

  static func appendEscape(_ byte: UInt8, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x22, 0x5C: out.append(byte)
    case 0x08: out.append(UInt8(ascii: "b"))
    case 0x09: out.append(UInt8(ascii: "t"))
    case 0x0A: out.append(UInt8(ascii: "n"))
    case 0x0C: out.append(UInt8(ascii: "f"))
    case 0x0D: out.append(UInt8(ascii: "r"))
    default:
      out.append(contentsOf: "u00".utf8)
      out.append(contentsOf: Hexadecimal.encode([byte]).utf8)
    }
  }

  /// A finite number as ECMAScript writes it, which is what RFC 8785 asks for.
  ///
  /// Swift's own description has the same shortest digits in another layout.
  public static func number(_ value: Double) -> String {
    precondition(value.isFinite, "JSON has no infinity and no NaN; readers refuse them")
    if value == 0 { return "0" }
    if let short = millionths(value) { return short }
    let (digits, point) = shortestDigits(value.magnitude)
    return (value < 0 ? "-" : "") + layout(digits, point: point)
  }

  /// A number of few digits, as most are; nil for any other.
  ///
  /// No two decimals of at most fifteen digits are the same double, so that one of those which gives
  /// the value back is the shortest.
  private static func millionths(_ value: Double) -> String? {
    let unit = 1e6
    let scaled = (value.magnitude * unit).rounded()
    guard scaled < 1e15, scaled / unit == value.magnitude else { return nil }
    return Millionths(count: value < 0 ? -Int(scaled) : Int(scaled)).description
  }

  /// The shortest digits that give the value back, and the place of the decimal point among them.
  private static func shortestDigits(_ value: Double) -> (digits: String, point: Int) {
    let parts = value.description.split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = halves.count > 1 ? halves[1] : ""
    var digits = Substring(halves[0] + fraction)
    var point = halves[0].count + exponent
    while digits.hasPrefix("0") && digits.count > 1 {
      digits.removeFirst()
      point -= 1
    }
    while digits.hasSuffix("0") && digits.count > 1 { digits.removeLast() }
    return (String(digits), point)
  }

  private static func layout(_ digits: String, point: Int) -> String {
    let count = digits.count
    if point >= count && point <= 21 {
      return digits + String(repeating: "0", count: point - count)
    }
    if point > 0 && point <= 21 {
      return "\(digits.prefix(point)).\(digits.dropFirst(point))"
    }
    if point > -6 && point <= 0 {
      return "0." + String(repeating: "0", count: -point) + digits
    }
    let exponent = point - 1
    let mantissa = count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
    return "\(mantissa)e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
  }
}
