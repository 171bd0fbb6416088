/// A text of a benchmark, with where it stands.
public struct BenchmarkText: Hashable, Sendable {
  /// The file as it was named, or the version.
  public let source: String
  /// The line that it begins in, its element's number in a JSON array, or a record's id.
  public let place: String
  /// Which field of a line's object; empty for plain text.
  public let field: String
  public let text: String

  public init(source: String, place: String, field: String, text: String) {
    self.source = source
    self.place = place
    self.field = field
    self.text = text
  }
}
