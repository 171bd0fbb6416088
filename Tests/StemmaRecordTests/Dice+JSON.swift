import StemmaRecord
import StemmaTesting

extension Dice {
  /// A finite double of any magnitude.
  mutating func double() -> Double {
    while true {
      let value = Double(bitPattern: next())
      if value.isFinite { return value }
    }
  }

  mutating func text() -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...8, using: &self) {
      let limit = [0x20, 0x80, 0x800, 0x1_0000, 0x11_0000].randomElement(using: &self) ?? 0x80
      if let scalar = Unicode.Scalar(UInt32.random(in: 0..<UInt32(limit), using: &self)) {
        text.append(scalar)
      }
    }
    return String(text)
  }

  mutating func json(depth: Int = 0) -> JSONValue {
    switch Int.random(in: 0..<(depth < 5 ? 8 : 6), using: &self) {
    case 0: return .null
    case 1: return .bool(.random(using: &self))
    case 2: return .integer(.random(in: -(1 << 53)...(1 << 53), using: &self))
    case 3: return .integer(.random(in: -9...9, using: &self))
    case 4: return number()
    case 5: return .string(text())
    case 6:
      return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in json(depth: depth + 1) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0...4, using: &self) { object[text()] = json(depth: depth + 1) }
      return .object(object)
    }
  }

  /// A number that is no integer of at most 2^53: the form in which readers give those back.
  private mutating func number() -> JSONValue {
    while true {
      let value = double()
      if Int(exactly: value).map({ $0.magnitude > 1 << 53 }) ?? true { return .number(value) }
    }
  }
}
