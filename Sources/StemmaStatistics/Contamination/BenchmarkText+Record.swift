public import StemmaRecord
public import StemmaText

extension BenchmarkText {
  /// The texts of a record.
  ///
  /// - Parameter source: the version's name.
  public static func all(of record: Record, source: String) -> [BenchmarkText] {
    RowReading(record.row).strings.map { field, text in
      BenchmarkText(source: source, place: record.id.text, field: field, text: text)
    }
  }
}
