import StemmaRecord

/// Reads comma-separated values, record by record, as RFC 4180 has them.
///
/// A field stands between double quotes where it holds a comma, a quote or a line end; a quote in it is
/// doubled. Where the first line has no comma outside of quotes, semicolons part fields, or else tabs. Lines
/// end in LF, CR LF or CR; empty ones are passed over, and so is a byte order mark. No space is trimmed.
/// Whatever the bytes are, each is looked at a few times at most.
public struct CSVReader: Sendable {
  /// A record, and where it stands.
  public struct Record: Hashable, Sendable {
    public let fields: [String]
    /// The line it begins on, from 1.
    public let line: Int
  }

  /// Why reading cannot go on.
  public struct Failure: Error, Hashable {
    public enum Reason: Hashable, Sendable {
      case notUTF8
      /// A quote in a field that did not begin with one.
      case strayQuote
      /// Something other than a separator or a line end behind a closing quote.
      case textBehindQuote
      /// A field that began with a quote, and never ended.
      case openQuote
      /// A record of more fields than `columnLimit`.
      case tooManyFields
      /// A field of more bytes than `fieldLimitBytes`.
      case tooLongField
    }

    /// From 1; of an open quote the line it stands on.
    public let line: Int
    public let reason: Reason
  }

  public static let columnLimit = 1_024
  /// 1 MiB.
  public static let fieldLimitBytes = 1 << 20

  private let bytes: [UInt8]
  private let separator: UInt8
  private var place: Int
  private var line = 1

  /// - Throws: where the bytes are no UTF-8.
  public init(_ bytes: [UInt8]) throws(Failure) {
    guard StrictUTF8.text(bytes) != nil else {
      throw Failure(line: StrictUTF8.invalidLine(of: bytes[...]), reason: .notUTF8)
    }
    self.bytes = bytes
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    separator = Self.separator(of: bytes)
  }

  private static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let semicolon = UInt8(ascii: ";")
  private static let tab = UInt8(ascii: "\t")

  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var isQuoted = false
    var (hasSemicolon, hasTab) = (false, false)
    for byte in bytes {
      if byte == quote { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if byte == comma { return comma }
      if byte == 0x0A || byte == 0x0D { break }
      if byte == semicolon { hasSemicolon = true }
      if byte == tab { hasTab = true }
    }
    return hasSemicolon ? semicolon : hasTab ? tab : comma
  }

  /// - Returns: nil behind the last record.
  public mutating func next() throws(Failure) -> Record? {
    while place < bytes.count, skipLineEnd() {}
    guard place < bytes.count else { return nil }
    let first = line
    var fields: [String] = []
    while true {
      guard fields.count < Self.columnLimit else { throw failure(.tooManyFields) }
      fields.append(try field())
      guard place < bytes.count, bytes[place] == separator else { break }
      place += 1
    }
    _ = skipLineEnd()
    return Record(fields: fields, line: first)
  }

  /// A field, up to the separator, the line end or the end of all behind it.
  private mutating func field() throws(Failure) -> String {
    guard place < bytes.count, bytes[place] == Self.quote else { return try plainField() }
    let opening = line
    var text: [UInt8] = []
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == Self.quote {
        guard place < bytes.count, bytes[place] == Self.quote else {
          guard isAtEndOfField else { throw failure(.textBehindQuote) }
          return String(decoding: text, as: UTF8.self)
        }
        place += 1
      } else if byte == 0x0A || byte == 0x0D && (place == bytes.count || bytes[place] != 0x0A) {
        line += 1
      }
      guard text.count < Self.fieldLimitBytes else { throw failure(.tooLongField) }
      text.append(byte)
    }
    throw Failure(line: opening, reason: .openQuote)
  }

  private mutating func plainField() throws(Failure) -> String {
    let start = place
    while !isAtEndOfField {
      guard bytes[place] != Self.quote else { throw failure(.strayQuote) }
      place += 1
    }
    guard place - start <= Self.fieldLimitBytes else { throw failure(.tooLongField) }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private var isAtEndOfField: Bool {
    place == bytes.count || [separator, 0x0A, 0x0D].contains(bytes[place])
  }

  /// - Returns: whether there was one.
  private mutating func skipLineEnd() -> Bool {
    guard place < bytes.count, bytes[place] == 0x0A || bytes[place] == 0x0D else { return false }
    let isPair = bytes[place] == 0x0D && place + 1 < bytes.count && bytes[place + 1] == 0x0A
    place += isPair ? 2 : 1
    line += 1
    return true
  }

  private func failure(_ reason: Failure.Reason) -> Failure { Failure(line: line, reason: reason) }
}

extension CSVReader.Failure.Reason {
  /// The end of a sentence about the file.
  var words: String {
    switch self {
    case .notUTF8: "its text is not UTF-8"
    case .strayQuote: "a quote stands within a field that does not begin with one"
    case .textBehindQuote: "something stands behind a closing quote"
    case .openQuote: "a quote is never closed"
    case .tooManyFields: "a row has more than \(CSVReader.columnLimit) fields"
    case .tooLongField: "a field has more than \(CSVReader.fieldLimitBytes) bytes"
    }
  }

  var nextStep: String {
    switch self {
    case .notUTF8: "Save the file as UTF-8."
    case .tooManyFields, .tooLongField: "Leave some of it out."
    case .strayQuote, .textBehindQuote, .openQuote:
      "Put a field that holds a comma, a quote or a line end in double quotes, and double the quotes in it."
    }
  }
}
