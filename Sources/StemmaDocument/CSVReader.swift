/// The rows of a CSV file (RFC 4180), one after another.
///
/// Values are parted by commas; or, where the first line has none outside of quotation marks, by
/// semicolons, or by tabs. A value in quotation marks may hold all of these, line ends, and quotation
/// marks that are doubled. A quotation mark within a value that begins with none stands for itself.
/// Lines end in LF or CR LF; empty ones are no rows.
struct CSVReader {
  struct Row {
    let values: [String]
    /// The row's first line, from 1.
    let line: Int
  }

  /// The most values of a row.
  static let valueLimit = 1_000

  private let bytes: [UInt8]
  private let separator: UInt8
  private var place: Int
  /// The line that is read, from 1.
  private(set) var line = 1

  /// - Parameter bytes: UTF-8, with or without a byte order mark.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    separator = Self.separator(of: bytes)
  }

  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var (isQuoted, hasSemicolon, hasTab) = (false, false, false)
    for byte in bytes {
      if byte == 0x22 { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == 0x0A { break }
      if byte == 0x3B { hasSemicolon = true }
      if byte == 0x09 { hasTab = true }
      if byte == 0x2C { return 0x2C }
    }
    return hasSemicolon ? 0x3B : hasTab ? 0x09 : 0x2C
  }

  /// - Returns: nil after the last row.
  /// - Throws: where a value has no end, something follows it, or there are too many; `line` says where.
  mutating func next() throws(RowFault) -> Row? {
    while place < bytes.count {
      let first = line
      let values = try row()
      if values.count > 1 || values.first?.isEmpty == false {
        return Row(values: values, line: first)
      }
    }
    return nil
  }

  private mutating func row() throws(RowFault) -> [String] {
    var values: [String] = []
    while true {
      guard values.count < Self.valueLimit else { throw .tooManyValues }
      let isQuoted = place < bytes.count && bytes[place] == 0x22
      values.append(String(decoding: isQuoted ? try quoted() : plain(), as: UTF8.self))
      guard place < bytes.count, bytes[place] == separator else { break }
      place += 1
    }
    if place < bytes.count {
      place += bytes[place] == 0x0D ? 2 : 1
      line += 1
    }
    return values
  }

  /// Whether a line ends at a place.
  private func endsLine(_ place: Int) -> Bool {
    place >= bytes.count || bytes[place] == 0x0A
      || bytes[place] == 0x0D && (place + 1 >= bytes.count || bytes[place + 1] == 0x0A)
  }

  private mutating func plain() -> ArraySlice<UInt8> {
    let start = place
    while !endsLine(place), bytes[place] != separator { place += 1 }
    return bytes[start..<place]
  }

  private mutating func quoted() throws(RowFault) -> ArraySlice<UInt8> {
    let start = line
    var value: [UInt8] = []
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == 0x22 {
        if place < bytes.count, bytes[place] == 0x22 {
          place += 1
        } else {
          guard endsLine(place) || bytes[place] == separator else { throw .afterQuote }
          return value[...]
        }
      }
      if byte == 0x0A { line += 1 }
      value.append(byte)
    }
    line = start
    throw .openQuote
  }
}
