import StemmaRecord

/// Finds the rows in an answer that should be a JSON object with a list of them, and often is a little
/// more or less than that.
///
/// Read is what can be meant in one way only: the object itself; the list alone, or under another name;
/// a single row; rows one after another, as in JSON Lines; any of these between fences or other words,
/// after a block of thoughts (`<think>…</think>`) or a byte order mark, and with a comma before a closing
/// bracket. Whatever begins as JSON must be JSON to its end. Two lists, or a list beside rows, are
/// nobody's answer.
///
/// Every byte is looked at a fixed number of times at most.
struct AnswerReader: Sendable {
  /// An answer longer than this, in bytes, is not read.
  static let answerLimitBytes = 1 << 20
  /// More rows than this are more than anybody asks for in one prompt.
  static let rowLimit = 1000
  private static let depthLimit = 16

  /// What the list is called.
  let list: String
  /// What a row's fields are called.
  private let fields: [String]

  /// - Parameter row: the JSON Schema of a row, with its fields under `properties`.
  init(list: String, row: JSONValue) {
    self.list = list
    fields = row["properties"]?.object?.members.map(\.key) ?? []
  }

  func read(_ answer: String) -> AnswerReading {
    guard answer.utf8.count <= Self.answerLimitBytes else { return .unparsable("it is too long") }
    if let value = try? JSONReader.read(answer.utf8, depthLimit: Self.depthLimit) {
      return rows(in: value)
    }
    return search(Array(answer.utf8))
  }

  // MARK: One value

  /// What a JSON value may be to a reader.
  private enum Form {
    case list([JSONValue])
    case row(JSONObject)
    case other
  }

  private func rows(in value: JSONValue) -> AnswerReading {
    switch form(of: value) {
    case .list(let elements): rows(of: elements)
    case .row(let row): .rows([row])
    case .other: .unparsable("it has no list `\(list)`")
    }
  }

  private func rows(of elements: [JSONValue]) -> AnswerReading {
    var rows: [JSONObject] = []
    for element in elements.prefix(Self.rowLimit) {
      guard let row = element.object else {
        return .unparsable("an element of `\(list)` is no object")
      }
      rows.append(row)
    }
    return .rows(rows)
  }

  private func form(of value: JSONValue) -> Form {
    switch value {
    case .array(let elements) where !elements.isEmpty && elements.allSatisfy(isRow):
      return .list(elements)
    case .object(let object):
      if let wanted = object[list] {
        if let elements = wanted.array { return .list(elements) }
        return isRow(wanted) ? .list([wanted]) : .other
      }
      if isRow(value) { return .row(object) }
      // Wrapped into something with a name of its own.
      guard let inner = object.members.first?.value, object.members.count == 1 else {
        return .other
      }
      return form(of: inner)
    default: return .other
    }
  }

  /// Whether this has a field of a row; all else about it is validation's business.
  private func isRow(_ value: JSONValue) -> Bool {
    guard let object = value.object else { return false }
    return fields.contains { object[$0] != nil }
  }

  // MARK: Among other words

  private func search(_ bytes: [UInt8]) -> AnswerReading {
    guard var position = Self.start(in: bytes) else {
      return .unparsable("it never comes to the end of its thoughts")
    }
    var lists: [[JSONValue]] = []
    var singles: [JSONValue] = []
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "{") || bytes[position] == UInt8(ascii: "[") else {
        position += 1
        continue
      }
      do throws(JSONError) {
        let (value, end) = try JSONReader.readPart(
          bytes, from: position, depthLimit: Self.depthLimit)
        switch form(of: value) {
        case .list(let elements): lists.append(elements)
        case .row: singles.append(value)
        case .other: break
        }
        position = end
      } catch {
        guard Self.isProse(error, after: position, in: bytes) else {
          return .unparsable("byte \(error.offset): \(error.reason.rawValue)")
        }
        position += 1
      }
    }
    if lists.count + (singles.isEmpty ? 0 : 1) > 1 {
      return .unparsable("it holds more than one answer")
    }
    if let elements = lists.first { return rows(of: elements) }
    return singles.isEmpty ? .unparsable("it has no list `\(list)`") : rows(of: singles)
  }

  /// Whether a bracket is one of prose: not even its first token is JSON.
  private static func isProse(_ error: JSONError, after start: Int, in bytes: [UInt8]) -> Bool {
    error.reason == .unexpectedByte
      && bytes[(start + 1)..<error.offset].allSatisfy(isSpace)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Where the answer begins, after its thoughts.
  ///
  /// - Returns: nil where these have no end.
  private static func start(in bytes: [UInt8]) -> Int? {
    var first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while first < bytes.count, isSpace(bytes[first]) { first += 1 }
    for name in ["think", "thinking"] {
      let isOpened = bytes[first...].starts(with: "<\(name)>".utf8)
      // The opening mark is often a part of the question.
      let isBracket = { (byte: UInt8) in byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }
      let limit = isOpened ? bytes.count : bytes.firstIndex(where: isBracket) ?? bytes.count
      if let end = end(of: Array("</\(name)>".utf8), in: bytes[first..<limit]) { return end }
      if isOpened { return nil }
    }
    return first
  }

  /// Where the first occurrence of a mark ends.
  private static func end(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    for place in bytes.indices where bytes[place] == mark[0] {
      if bytes[place...].starts(with: mark) { return place + mark.count }
    }
    return nil
  }
}
