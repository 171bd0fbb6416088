import StemmaRecord

/// How varied the texts of so many records are; versions of different sizes are compared where they
/// have a level in common, since most such numbers grow or fall with the size.
public struct DiversityLevel: Hashable, Sendable {
  /// How many records of the sample.
  public internal(set) var records = 0
  /// Words in all.
  public internal(set) var words = 0
  /// How many different runs of one, two, three and four words.
  public internal(set) var distinct = [0, 0, 0, 0]
  /// How many runs of one, two, three and four words in all.
  public internal(set) var runs = [0, 0, 0, 0]
  /// The words' entropy, in thousandths of a bit.
  public internal(set) var entropyMillibits = 0
  /// How long the texts are, and what DEFLATE would make of them.
  public internal(set) var sizeBytes = 0
  public internal(set) var compressedBytes = 0
  /// Over all pairs of records, how many of their sketches' lanes are equal.
  public internal(set) var equalLanes = 0

  var json: JSONValue {
    [
      "compressed": .integer(compressedBytes), "distinct": .array(distinct.map { .integer($0) }),
      "entropy": .integer(entropyMillibits), "lanes": .integer(equalLanes),
      "records": .integer(records), "runs": .array(runs.map { .integer($0) }),
      "size": .integer(sizeBytes), "words": .integer(words),
    ]
  }

  init() {}

  init?(json: JSONValue) {
    guard let compressed = json["compressed"]?.integer, let entropy = json["entropy"]?.integer,
      let lanes = json["lanes"]?.integer, let records = json["records"]?.integer,
      let size = json["size"]?.integer, let words = json["words"]?.integer,
      let distinct = json["distinct"]?.array?.compactMap(\.integer), distinct.count == 4,
      let runs = json["runs"]?.array?.compactMap(\.integer), runs.count == 4
    else { return nil }
    self.records = records
    self.words = words
    self.distinct = distinct
    self.runs = runs
    entropyMillibits = entropy
    sizeBytes = size
    compressedBytes = compressed
    equalLanes = lanes
  }
}
