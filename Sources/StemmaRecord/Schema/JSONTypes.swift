/// The types a value may be of.
struct JSONTypes: OptionSet, Sendable {
  let rawValue: UInt8

  static let null = JSONTypes(rawValue: 1)
  static let boolean = JSONTypes(rawValue: 2)
  static let integer = JSONTypes(rawValue: 4)
  static let number = JSONTypes(rawValue: 8)
  static let string = JSONTypes(rawValue: 16)
  static let array = JSONTypes(rawValue: 32)
  static let object = JSONTypes(rawValue: 64)
  static let all = JSONTypes(rawValue: 127)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init?(name: String) {
    switch name {
    case "null": self = .null
    case "boolean": self = .boolean
    case "integer": self = .integer
    case "number": self = [.number, .integer]
    case "string": self = .string
    case "array": self = .array
    case "object": self = .object
    default: return nil
    }
  }

  func allows(_ value: JSONValue) -> Bool {
    switch value {
    case .null: contains(.null)
    case .bool: contains(.boolean)
    case .integer: contains(.integer)
    case .number(let number): contains(number == number.rounded() ? .integer : .number)
    case .string: contains(.string)
    case .array: contains(.array)
    case .object: contains(.object)
    }
  }
}
