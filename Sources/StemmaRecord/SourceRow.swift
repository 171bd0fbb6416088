/// A row of a table, or of a dataset's version, from which records are made.
public struct SourceRow: Hashable, Sendable {
  /// The input's name: a path relative to the manifest, or a dataset's name.
  public let input: String
  /// What tells it apart within its input: its own `id`, its record's id, or its content's digest and
  /// occurrence.
  public let name: String
  /// Its columns as they were read.
  public let columns: JSONObject
  /// Where it stands: the line in a file, the place in a dataset; from 1.
  public let place: Int
  /// The passage that it was made from, where its dataset's version tells; nil for a row of a file.
  public let section: Section?

  public init(
    input: String, name: String, columns: JSONObject, place: Int, section: Section? = nil
  ) {
    self.input = input
    self.name = name
    self.columns = columns
    self.place = place
    self.section = section
  }

  /// What bears the row out: the passage that it was made from, else a column with one.
  public var passage: Section? {
    if let section { return section }
    for name in RowFields.passage {
      guard let text = columns[name]?.string,
        text.unicodeScalars.contains(where: { !$0.properties.isWhitespace })
      else { continue }
      return Section(input: input, headingPath: [], text: text, occurrence: 0, line: place)
    }
    return nil
  }

  /// The same with some of its columns only.
  public func keeping(_ kept: [String]) -> SourceRow {
    var own = JSONObject()
    for name in kept { own[name] = columns[name] }
    return SourceRow(input: input, name: name, columns: own, place: place, section: section)
  }

  /// A column's value as a prompt shows it: a text as it is, anything else as JSON.
  ///
  /// - Returns: nil where there is none, or `null`.
  public func text(of column: String) -> String? {
    guard let value = columns[column], value != .null else { return nil }
    return value.shownText
  }

  /// The name of a row without an id of its own: `#`, the first 16 hexadecimal digits of its content's
  /// identity, and from the second such row on a point and how many came before.
  public static func name(of columns: JSONObject, occurrence: Int) -> String {
    let digest = ObjectID(of: .text, CanonicalJSON.bytes(.object(columns))).hex.prefix(16)
    return occurrence == 0 ? "#\(digest)" : "#\(digest).\(occurrence)"
  }
}
