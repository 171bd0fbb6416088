import StemmaRecord

extension String {
  /// The text as it may stand in a path: letters, digits, `-`, `.`, `_` and `kept` as they are, each other
  /// byte by its number.
  func inPath(keeping kept: String = "") -> String {
    var path = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        path.unicodeScalars.append(Unicode.Scalar(byte))
      case let byte where kept.utf8.contains(byte):
        path.unicodeScalars.append(Unicode.Scalar(byte))
      default: path += "%" + Hexadecimal.encode([byte])
      }
    }
    return path
  }
}
