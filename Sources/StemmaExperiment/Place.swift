/// Where something stands: which of the texts that are read together, line and column.
struct Place: Hashable, Comparable, Sendable {
  /// 0 for the file, then one for each override.
  let source: Int
  /// From 1.
  let line: Int
  /// From 1, in Unicode scalars.
  let column: Int

  static func start(of source: Int) -> Place { Place(source: source, line: 1, column: 1) }

  init(source: Int, line: Int, column: Int) {
    self.source = source
    self.line = line
    self.column = column
  }

  /// Counts lines as editors do: LF, CR and CR LF each end one.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, at least up to `offset`.
  ///   - offset: in bytes; past the end means the end.
  init(source: Int, offset: Int, in bytes: [UInt8]) {
    var line = 1
    var column = 1
    var index = 0
    let end = min(offset, bytes.count)
    while index < end {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == 0x0A || (byte == 0x0D && next != 0x0A) {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80, byte != 0x0D {
        column += 1
      }
      index += 1
    }
    self.init(source: source, line: line, column: column)
  }

  static func < (left: Place, right: Place) -> Bool {
    (left.source, left.line, left.column) < (right.source, right.line, right.column)
  }
}
