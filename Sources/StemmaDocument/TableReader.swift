public import StemmaRecord

/// Turns a file's bytes, or a version's records, into rows.
///
/// A file whose name ends in `.csv` has a header, and its values are parted as RFC 4180 has them, or by
/// semicolons or tabs; any other one is a JSON array of objects, or JSON Lines. Pure, without locale; all
/// that is wrong is said at once.
public struct TableReader: Sendable {
  /// Raised whenever the same bytes or records would give other rows.
  public static let revision = 1

  /// 64 MiB.
  public static let sizeLimitBytes = 64 << 20
  public static let countLimit = 1_000_000
  /// 1 MiB, as canonical JSON.
  public static let rowLimitBytes = 1 << 20
  /// Entries as they are kept have their columns two levels below the line.
  private static let keptDepthLimit = SeedReader.depthLimit + 2

  public init() {}

  /// The rows of a file as text: a line of canonical JSON each, with `id`, `line` and `row`.
  ///
  /// - Parameters:
  ///   - bytes: the file as it was read, UTF-8.
  ///   - name: the input's name.
  /// - Throws: every problem at once.
  public func text(of bytes: [UInt8], name: String) throws(TableError) -> String {
    var out: [UInt8] = []
    for row in try rows(of: bytes, name: name) {
      let line: JSONValue = [
        "id": .string(row.name), "line": .integer(row.place), "row": .object(row.columns),
      ]
      CanonicalJSON.append(line, to: &out)
      out.append(0x0A)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The rows that `text(of:name:)` wrote.
  ///
  /// - Returns: nil for any other text.
  public func rows(of text: String, name: String) -> [SourceRow]? {
    var rows: [SourceRow] = []
    for line in text.utf8.split(separator: 0x0A) {
      guard let value = try? JSONReader.read(line, depthLimit: Self.keptDepthLimit),
        let id = value["id"]?.string, let place = value["line"]?.integer,
        let columns = value["row"]?.object
      else { return nil }
      rows.append(SourceRow(input: name, name: id, columns: columns, place: place))
    }
    return rows
  }

  /// The rows of a file.
  ///
  /// - Throws: every problem at once.
  func rows(of bytes: [UInt8], name: String) throws(TableError) -> [SourceRow] {
    var collector = RowCollector(source: name)
    guard bytes.count <= Self.sizeLimitBytes else {
      throw TableError([TableProblem(source: name, line: nil, reason: .tooLarge)])
    }
    let suffix = String(decoding: name.utf8.suffix(4), as: UTF8.self).lowercased()
    if suffix == ".csv" {
      do {
        try Self.readCSV(bytes, into: &collector)
      } catch {
        collector.add(.notCSV(error.reason), line: error.line)
      }
    } else {
      SeedEntries(bytes).read { entry in
        switch entry.content {
        case .success(let value): collector.add(value, line: entry.line)
        case .failure(.notJSON(let reason)): collector.add(.notJSON(reason), line: entry.line)
        case .failure: preconditionFailure("entries as such can only fail to be JSON")
        }
      }
    }
    return try collector.rows()
  }

  private static func readCSV(
    _ bytes: [UInt8], into collector: inout RowCollector
  ) throws(CSVReader.Failure) {
    var reader = try CSVReader(bytes)
    guard let header = try reader.next() else { return }
    var isSound = true
    for (place, name) in header.fields.enumerated() {
      let isBlank = name.unicodeScalars.allSatisfy(\.properties.isWhitespace)
      let isTaken = header.fields[..<place].contains { $0.hasSameBytes(as: name) }
      guard isBlank || isTaken else { continue }
      collector.add(isBlank ? .namelessColumn(place + 1) : .columnTwice(name), line: header.line)
      isSound = false
    }
    guard isSound else { return }
    while let record = try reader.next() {
      guard record.fields.count == header.fields.count else {
        collector.add(
          .otherWidth(record.fields.count, wanted: header.fields.count), line: record.line)
        continue
      }
      let members = zip(header.fields, record.fields).map { ($0, JSONValue.string($1)) }
      guard let row = JSONObject(unsorted: members) else {
        preconditionFailure("a header's names are told apart before")
      }
      collector.add(.object(row), line: record.line)
    }
  }

  /// A version's records as rows, by their ids.
  ///
  /// - Parameter section: the passage that a record was made from; nil where none is known.
  /// - Throws: every problem at once.
  public func rows(
    of records: [Record], dataset: String, section: (Record) -> Section?
  ) throws(TableError) -> [SourceRow] {
    guard !records.isEmpty else {
      throw TableError([TableProblem(source: dataset, line: nil, reason: .nothing)])
    }
    return records.enumerated().map { index, record in
      SourceRow(
        input: dataset, name: record.id.text, columns: record.row, place: index + 1,
        section: section(record))
    }
  }
}

/// Collects rows and problems, entry by entry.
private struct RowCollector {
  private let source: String
  private var found: [SourceRow] = []
  private var problems: [TableProblem] = []
  private var names: Set<[UInt8]> = []
  private var occurrences: [String: Int] = [:]

  init(source: String) { self.source = source }

  mutating func add(_ reason: TableProblem.Reason, line: Int?) {
    problems.append(TableProblem(source: source, line: line, reason: reason))
  }

  mutating func add(_ value: JSONValue, line: Int?) {
    guard let columns = value.object else { return add(.notAnObject, line: line) }
    guard columns.members.count <= CSVReader.columnLimit else {
      return add(.tooManyColumns, line: line)
    }
    guard CanonicalJSON.bytes(value).count <= TableReader.rowLimitBytes else {
      return add(.tooLong, line: line)
    }
    guard found.count < TableReader.countLimit else {
      if found.count == TableReader.countLimit, problems.last?.reason != .tooMany {
        add(.tooMany, line: line)
      }
      return
    }
    var isSound = true
    let id = SeedFields.id(columns) { _ in isSound = false }
    guard isSound else { return add(.badID, line: line) }
    let name = id ?? contentName(of: columns)
    guard names.insert(Array(name.utf8)).inserted else {
      return add(.duplicateID(name), line: line)
    }
    found.append(
      SourceRow(input: source, name: name, columns: columns, place: line ?? found.count + 1))
  }

  private mutating func contentName(of columns: JSONObject) -> String {
    let plain = SourceRow.name(of: columns, occurrence: 0)
    let occurrence = occurrences[plain, default: 0]
    occurrences[plain] = occurrence + 1
    return occurrence == 0 ? plain : SourceRow.name(of: columns, occurrence: occurrence)
  }

  func rows() throws(TableError) -> [SourceRow] {
    guard problems.isEmpty else { throw TableError(problems) }
    guard !found.isEmpty else {
      throw TableError([TableProblem(source: source, line: nil, reason: .nothing)])
    }
    return found
  }
}
