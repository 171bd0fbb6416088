import StemmaRecord

/// Reads documents of rows: JSON Lines and CSV.
///
/// A row is a section, cut only where it is too long. Its text is what stands under `text`, `content` or
/// `body`, the first of them that says something, in paragraphs that empty lines part; where there is
/// none of these, all its values, each as an item `name: value`. What stands under `title` or `heading` is
/// its heading. Names may be in any case.
enum Rows {
  static let countLimit = 1_000_000
  /// How deep a row's JSON may nest.
  private static let depthLimit = 32
  /// A title longer than this, in scalars, is a paragraph.
  private static let headingLimit = 200
  private static let textNames = ["text", "content", "body"]
  private static let titleNames = ["title", "heading"]

  typealias Value = (name: String, text: String)

  /// - Parameter bytes: the document's text, UTF-8 with LF line ends.
  static func read(
    _ bytes: [UInt8], _ format: DocumentFormat, name: String, into cutter: inout SectionCutter
  ) throws(DocumentError) {
    if format == .csv {
      try readCSV(bytes, name: name, into: &cutter)
    } else {
      try readLines(bytes, name: name, into: &cutter)
    }
  }

  private static func readLines(
    _ bytes: [UInt8], name: String, into cutter: inout SectionCutter
  ) throws(DocumentError) {
    var (line, count) = (0, 0)
    for text in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      guard text.contains(where: { $0 > 0x20 }) else { continue }
      count += 1
      guard count <= countLimit else {
        throw .badRow(name: name, line: line, .tooManyRows)
      }
      let value: JSONValue
      do throws(JSONError) {
        value = try JSONReader.read(text, depthLimit: depthLimit, roundsNumbers: true)
      } catch {
        throw .badRow(name: name, line: line, .notJSON(error.reason.rawValue))
      }
      guard let object = value.object else {
        throw .badRow(name: name, line: line, .notAnObject)
      }
      add(object.members.map { ($0.key, shown($0.value)) }, line: line, to: &cutter)
    }
  }

  private static func readCSV(
    _ bytes: [UInt8], name: String, into cutter: inout SectionCutter
  ) throws(DocumentError) {
    var fault: (line: Int, what: RowFault)?
    do throws(CSVReader.Failure) {
      var reader = try CSVReader(bytes)
      let names = try reader.next()?.fields ?? []
      var count = 0
      while fault == nil, let row = try reader.next() {
        count += 1
        if count > countLimit {
          fault = (row.line, .tooManyRows)
        } else if row.fields.count != names.count {
          fault = (row.line, .uneven(found: row.fields.count, wanted: names.count))
        } else {
          add(Array(zip(names, row.fields)), line: row.line, to: &cutter)
        }
      }
    } catch {
      fault = (error.line, .notCSV(error.reason))
    }
    if let fault { throw .badRow(name: name, line: fault.line, fault.what) }
  }

  /// As text: a text itself, anything else as JSON.
  private static func shown(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .null: ""
    default: CanonicalJSON.text(value)
    }
  }

  private static func add(_ values: [Value], line: Int, to cutter: inout SectionCutter) {
    let title = Prose.collapse((first(titleNames, of: values)?.text ?? "").utf8)
    let isHeading = title.unicodeScalars.count <= headingLimit
    // Without a title a row stands under none, whatever the row before it had.
    cutter.add(.heading(level: 1, text: isHeading ? title : "", line: line))
    if !isHeading, !Prose.hasEndlessWord(title) {
      cutter.add(.paragraph(text: title, line: line))
    }
    if let text = first(textNames, of: values) {
      for paragraph in paragraphs(of: text.text) {
        cutter.add(.paragraph(text: paragraph, line: line))
      }
    } else {
      let items = values.compactMap { value -> ListItem? in
        guard !titleNames.contains(lowered(value.name)) else { return nil }
        let text = Prose.collapse(value.text.utf8)
        guard Prose.hasWord(text), !Prose.hasEndlessWord(text) else { return nil }
        let name = Prose.collapse(value.name.utf8)
        return ListItem(text: name.isEmpty ? "- \(text)" : "- \(name): \(text)", line: line)
      }
      if !items.isEmpty { cutter.add(.list(items: items)) }
    }
    cutter.endSection()
  }

  /// The value of the first of these names that says something.
  private static func first(_ names: [String], of values: [Value]) -> Value? {
    for name in names {
      let found = values.first {
        lowered($0.name) == name && $0.text.utf8.contains { $0 > 0x20 }
      }
      if let found { return found }
    }
    return nil
  }

  /// ASCII's letters in lower case, without white space around them.
  private static func lowered(_ name: String) -> String {
    String(
      decoding: Prose.collapse(name.utf8).utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 },
      as: UTF8.self)
  }

  private static func paragraphs(of text: String) -> [String] {
    var paragraphs: [String] = []
    var lines: [UInt8] = []
    func close() {
      let paragraph = Prose.collapse(lines)
      lines = []
      if Prose.hasWord(paragraph), !Prose.hasEndlessWord(paragraph) {
        paragraphs.append(paragraph)
      }
    }
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.contains(where: { $0 > 0x20 }) { lines += line + [0x0A] } else { close() }
    }
    close()
    return paragraphs
  }
}
