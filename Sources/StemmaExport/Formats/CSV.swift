import StemmaRecord

/// Comma-separated values as RFC 4180 has them: a header, CRLF after each row, UTF-8.
///
/// A field that a row lacks, and null, is nothing at all between its commas; an empty text is `""`. Lists
/// and objects are canonical JSON. Texts stay what they are, also where a spreadsheet would take one that
/// begins with `=`, `+`, `-` or `@` for a formula.
struct CSV: ExportFormat {
  let name = "csv"
  let summary = "a table with a header, of all fields; what is nested as JSON"
  let form = FileForm.csv
  let needs: Set<ExportNeed> = [.columns]

  private static let lineEnd = "\r\n"

  func frame(_ columns: Columns?) -> FileFrame {
    var header: [UInt8] = []
    for (place, name) in (columns?.flat ?? []).enumerated() {
      if place > 0 { header.append(UInt8(ascii: ",")) }
      Self.append(name, to: &header)
    }
    let line = String(decoding: header, as: UTF8.self) + Self.lineEnd
    return FileFrame(
      opening: line, separator: Self.lineEnd, closing: Self.lineEnd, empty: line)
  }

  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws {
    let fields = try row.fields()
    for (place, column) in (columns?.paths ?? []).enumerated() {
      if place > 0 { out.append(UInt8(ascii: ",")) }
      let value = column.child.map { fields[column.name]?[$0] } ?? fields[column.name]
      switch value {
      case nil, .null: break
      case .string(let text): Self.append(text, to: &out)
      case .bool, .integer, .number: CanonicalJSON.append(value ?? .null, to: &out)
      case .array, .object: Self.append(CanonicalJSON.text(value ?? .null), to: &out)
      }
    }
  }

  /// Appends a text, between quotes where it could be taken for anything else without them.
  private static func append(_ text: String, to out: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      let isPlain =
        !bytes.isEmpty && bytes.first != 0x20 && bytes.last != 0x20
        && bytes.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ",") }
      guard !isPlain else {
        out.append(contentsOf: bytes)
        return
      }
      out.append(UInt8(ascii: "\""))
      for byte in bytes {
        if byte == UInt8(ascii: "\"") { out.append(byte) }
        out.append(byte)
      }
      out.append(UInt8(ascii: "\""))
    }
  }
}
