import StemmaRecord

/// A document's bytes into text with LF line ends.
enum TextDecoder {
  static func text(of bytes: [UInt8], name: String) throws(DocumentError) -> String {
    guard bytes.count <= DocumentReader.sizeLimitBytes else {
      throw .tooLarge(name: name, sizeBytes: bytes.count)
    }
    let decoded: String
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
      decoded = try utf32(bytes, isBigEndian: false, name: name)
    } else if bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      decoded = try utf32(bytes, isBigEndian: true, name: name)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      decoded = try utf16(bytes, isBigEndian: false, name: name)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      decoded = try utf16(bytes, isBigEndian: true, name: name)
    } else {
      decoded = try utf8(bytes, name: name)
    }
    var units = decoded.utf8.makeIterator()
    var out: [UInt8] = []
    out.reserveCapacity(decoded.utf8.count)
    var line = 1
    var afterReturn = false
    var isBlank = true
    while let byte = units.next() {
      switch byte {
      case 0x0D:
        out.append(0x0A)
        line += 1
      case 0x0A:
        if !afterReturn {
          out.append(0x0A)
          line += 1
        }
      case 0x09, 0x0C: out.append(byte)
      case ..<0x20, 0x7F: throw .binary(name: name, line: line)
      default:
        if byte != 0x20 { isBlank = false }
        out.append(byte)
      }
      afterReturn = byte == 0x0D
    }
    guard !isBlank else { throw .empty(name: name) }
    return String(decoding: out, as: UTF8.self)
  }

  private static func utf8(_ bytes: [UInt8], name: String) throws(DocumentError) -> String {
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if let text = StrictUTF8.text(content) { return text }
    // An executable or a picture: that it is no text says more than that it is no UTF-8.
    if let control = content.firstIndex(where: isControl) {
      throw .binary(name: name, line: StrictUTF8.line(of: control, in: content))
    }
    throw .notUnicode(name: name, line: StrictUTF8.invalidLine(of: content))
  }

  static func hasOtherEncoding(_ bytes: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
    guard !marks.contains(where: bytes.starts), StrictUTF8.text(bytes) == nil,
      !bytes.contains(where: isControl)
    else { return false }
    var decoder = UTF8()
    var units = bytes.makeIterator()
    var (right, wrong) = (0, 0)
    while true {
      switch decoder.decode(&units) {
      case .scalarValue(let scalar): if scalar.value >= 0x80 { right += 1 }
      case .error: wrong += 1
      case .emptyInput: return wrong > right
      }
    }
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    StrictUTF8.isControl(byte) || byte == 0x0B
  }

  private static func utf16(
    _ bytes: [UInt8], isBigEndian: Bool, name: String
  ) throws(DocumentError) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = 2
    while index + 1 < bytes.count {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    var out = String.UnicodeScalarView()
    var decoder = UTF16()
    var iterator = units.makeIterator()
    var line = 1
    decoding: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        if scalar == "\n" { line += 1 }
        out.append(scalar)
      case .emptyInput: break decoding
      case .error: throw .notUnicode(name: name, line: line)
      }
    }
    guard bytes.count.isMultiple(of: 2) else { throw .notUnicode(name: name, line: line) }
    return String(out)
  }

  private static func utf32(
    _ bytes: [UInt8], isBigEndian: Bool, name: String
  ) throws(DocumentError) -> String {
    var out = String.UnicodeScalarView()
    var line = 1
    for index in stride(from: 4, to: bytes.count - 3, by: 4) {
      let unit = bytes[index..<index + 4]
      let value = (isBigEndian ? Array(unit) : unit.reversed()).reduce(0) { $0 << 8 | UInt32($1) }
      guard let scalar = Unicode.Scalar(value) else { throw .notUnicode(name: name, line: line) }
      if scalar == "\n" { line += 1 }
      out.append(scalar)
    }
    guard bytes.count.isMultiple(of: 4) else { throw .notUnicode(name: name, line: line) }
    return String(out)
  }
}
