/// JSON pointers (RFC 6901).
enum JSONPointer {
  /// A member's name as it stands in a pointer.
  static func escaped(_ name: String) -> String {
    String(decoding: escaped(name.utf8), as: UTF8.self)
  }

  static func escaped(_ name: some Sequence<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    for byte in name {
      switch byte {
      case UInt8(ascii: "~"): out += [UInt8(ascii: "~"), UInt8(ascii: "0")]
      case UInt8(ascii: "/"): out += [UInt8(ascii: "~"), UInt8(ascii: "1")]
      default: out.append(byte)
      }
    }
    return out
  }

  /// The names that a pointer leads along.
  ///
  /// - Returns: nil where it is not empty and does not begin with a slash.
  static func names(in pointer: [UInt8]) -> [String]? {
    guard let first = pointer.first else { return [] }
    guard first == UInt8(ascii: "/") else { return nil }
    let parts = pointer.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.map { part in
      var out: [UInt8] = []
      var isEscaped = false
      for byte in part {
        if isEscaped {
          out.append(byte == UInt8(ascii: "1") ? UInt8(ascii: "/") : UInt8(ascii: "~"))
          isEscaped = false
        } else if byte == UInt8(ascii: "~") {
          isEscaped = true
        } else {
          out.append(byte)
        }
      }
      return String(decoding: out, as: UTF8.self)
    }
  }

  /// The value that is one step below another.
  static func child(_ name: String, of value: JSONValue) -> JSONValue? {
    switch value {
    case .object(let object): return object[name]
    case .array(let values):
      // No sign, no leading zero, and few enough digits.
      guard name.utf8.count <= 9, name == "0" || name.utf8.first != UInt8(ascii: "0"),
        name.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(name),
        values.indices.contains(index)
      else { return nil }
      return values[index]
    default: return nil
    }
  }
}
