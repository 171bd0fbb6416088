import StemmaRecord
import StemmaStatistics
import StemmaStore

/// What a piece's lines became: entries of a sequence, one behind the other.
struct ParsedPiece: Sendable {
  struct Entry: Sendable {
    /// Where the entry ends in `bytes`; it begins where the one before it ends.
    let end: Int
    /// What decides where leaves are cut.
    let keyHash: UInt64
    /// What tells the id apart or, where the content is the id, half the content's digest.
    let digest: ObjectPrefix
    /// In the file, from 1.
    let line: Int
  }

  let number: Int
  let bytes: ByteBuffer
  var entries: [Entry] = []
  var problems: [ImportProblem] = []
  var problemCount = 0
  /// The line under way, in the file, from 1.
  var line = 0
  var lengths = LengthSummary()

  init(number: Int, capacity: Int) {
    self.number = number
    bytes = ByteBuffer(capacity: capacity)
  }

  static let beforeRow = Array(#",{"row":"#.utf8)
  static let afterRow = Array("}]\n".utf8)

  /// Where an entry's row begins, behind an id of so many bytes, quotes included.
  static func rowStart(afterIDOf count: Int) -> Int { 1 + count + beforeRow.count }
}

/// Turns lines into entries, beside others that do the same.
struct ImportParser: Sendable {
  static let revision = 1
  static let idLimitBytes = 1024
  /// So many problems are kept; all are counted.
  static let problemLimit = 1000

  /// The field that holds the id, as canonical JSON; nil where the content is the id.
  private let idKey: [UInt8]?

  init(id: String?) {
    idKey = id.map { CanonicalJSON.bytes(.string($0)) }
  }

  func parse(_ piece: LinePiece) -> ParsedPiece {
    var parsed = ParsedPiece(
      number: piece.number, capacity: piece.sizeBytes + piece.sizeBytes / 8)
    var scanner = RowScanner()
    var lengths = FieldLengths()
    piece.forEachLine { number, line in
      parsed.line = number
      if let line {
        take(line, &scanner, &parsed, &lengths)
      } else {
        note(.tooLong, column: LinePieces.lineLimitBytes + 1, &parsed)
      }
    }
    parsed.lengths = lengths.summary
    return parsed
  }

  private func note(_ reason: ImportProblem.Reason, column: Int, _ parsed: inout ParsedPiece) {
    parsed.problemCount += 1
    guard parsed.problems.count < Self.problemLimit else { return }
    parsed.problems.append(ImportProblem(line: parsed.line, column: column, reason: reason))
  }

  private func take(
    _ line: UnsafeRawBufferPointer, _ scanner: inout RowScanner, _ parsed: inout ParsedPiece,
    _ lengths: inout FieldLengths
  ) {
    if scanner.read(line) {
      let id = idKey.map { scanner.value(of: $0) }
      guard let mark = beginEntry(id: id, &parsed) else { return }
      scanner.appendRow(to: parsed.bytes)
      endEntry(mark, &parsed)
      scanner.forEachText { lengths.add($0, scalars: $1) }
      return
    }
    guard line.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return }
    takeSlowly(line, &parsed, &lengths)
  }

  /// Takes a line by the reader that says what is wrong, and knows what the scanner does not.
  private func takeSlowly(
    _ line: UnsafeRawBufferPointer, _ parsed: inout ParsedPiece, _ lengths: inout FieldLengths
  ) {
    let row: JSONObject
    do throws(JSONError) {
      guard let object = try JSONReader.read(line, depthLimit: RowScanner.depthLimit).object else {
        return note(.notAnObject, column: 1, &parsed)
      }
      row = object
    } catch {
      return note(.malformed(error.reason), column: error.offset + 1, &parsed)
    }
    var value: [UInt8] = []
    var id: UnsafeBufferPointer<UInt8>??
    if let idKey {
      let member = row.members.first { CanonicalJSON.bytes(.string($0.key)) == idKey }
      value = member.map { CanonicalJSON.bytes($0.value) } ?? []
      id = .some(nil)
    }
    let mark = value.withUnsafeBufferPointer { bytes in
      beginEntry(id: value.isEmpty ? id : .some(bytes), &parsed)
    }
    guard let mark else { return }
    parsed.bytes.append(CanonicalJSON.bytes(.object(row)))
    endEntry(mark, &parsed)
    for (key, value) in row.members {
      guard let text = value.string else { continue }
      CanonicalJSON.bytes(.string(key)).withUnsafeBufferPointer {
        lengths.add($0, scalars: text.unicodeScalars.count)
      }
    }
  }

  // MARK: Entries

  /// What is known of an entry before its row is written.
  private struct Mark {
    let start: Int
    let rowStart: Int
    let key: (hash: UInt64, digest: ObjectPrefix)?
  }

  /// Writes what stands before the row.
  ///
  /// - Parameter id: the id field's canonical value; `.some(nil)` where the row has no such field,
  ///   nil where the content is the id.
  /// - Returns: nil where the id cannot be used, and that is noted.
  private func beginEntry(
    id: UnsafeBufferPointer<UInt8>??, _ parsed: inout ParsedPiece
  ) -> Mark? {
    let start = parsed.bytes.count
    guard let id else {
      parsed.bytes.append(UInt8(ascii: "["))
      parsed.bytes.append(ContentID.placeholder)
      parsed.bytes.append(ParsedPiece.beforeRow)
      return Mark(start: start, rowStart: parsed.bytes.count, key: nil)
    }
    guard let id else {
      note(.idMissing, column: 1, &parsed)
      return nil
    }
    guard let text = Self.idText(id) else {
      note(.idUnusable, column: 1, &parsed)
      return nil
    }
    parsed.bytes.append(UInt8(ascii: "["))
    if id[0] == UInt8(ascii: "\"") {
      parsed.bytes.append(id)
    } else {
      parsed.bytes.append(UInt8(ascii: "\""))
      parsed.bytes.append(id)
      parsed.bytes.append(UInt8(ascii: "\""))
    }
    parsed.bytes.append(ParsedPiece.beforeRow)
    return Mark(
      start: start, rowStart: parsed.bytes.count,
      key: (Self.cutHash(of: text), ImportedIDs.digest(of: text)))
  }

  /// The id's own bytes; nil for what is neither a whole number nor a text of some length.
  ///
  /// Escapes stay as they are in what is hashed: equal ids have equal canonical bytes.
  private static func idText(
    _ value: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    guard let first = value.first, value.count <= idLimitBytes else { return nil }
    if first == UInt8(ascii: "\"") {
      return value.count > 2 ? UnsafeBufferPointer(rebasing: value[1..<value.count - 1]) : nil
    }
    let digits = first == UInt8(ascii: "-") ? value.dropFirst() : value[...]
    return digits.allSatisfy { (0x30...0x39).contains($0) } ? value : nil
  }

  /// Where leaves are cut is decided by the id itself, not by how JSON writes it.
  private static func cutHash(of text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard text.contains(0x5C) else { return SequenceCut.hash(ofKey: text) }
    let quoted = [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")]
    var key = (try? JSONReader.read(quoted).string) ?? ""
    return key.withUTF8 { SequenceCut.hash(ofKey: $0) }
  }

  private func endEntry(_ mark: Mark, _ parsed: inout ParsedPiece) {
    let row = UnsafeRawBufferPointer(rebasing: parsed.bytes.bytes[mark.rowStart...])
    let key: (hash: UInt64, digest: ObjectPrefix)
    if let known = mark.key {
      key = known
    } else {
      let content = ContentID(row: row)
      let text = content.text(occurrence: 0)
      parsed.bytes.replace(at: mark.start + 2, with: text)
      key = (
        text.withUnsafeBufferPointer { SequenceCut.hash(ofKey: $0) }, content.item.digest.prefix
      )
    }
    parsed.bytes.append(ParsedPiece.afterRow)
    parsed.entries.append(
      ParsedPiece.Entry(
        end: parsed.bytes.count, keyHash: key.hash, digest: key.digest, line: parsed.line))
  }
}

/// The id of a record that has none of its own: its content's digest, and how often that was met
/// before.
struct ContentID {
  let item: ItemKey

  /// - Parameter row: canonical JSON.
  init(row: UnsafeRawBufferPointer) { item = ItemKey(row: row) }

  func text(occurrence: Int) -> [UInt8] {
    Array(RecordID(item: item, ordinal: occurrence).text.utf8)
  }

  /// As long as every such id, as a JSON string.
  static let placeholder = Array("\"\(String(repeating: "0", count: 24))\"".utf8)
}
