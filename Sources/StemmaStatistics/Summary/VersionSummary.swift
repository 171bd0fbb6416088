public import StemmaRecord
import StemmaText

/// A version's statistics: whole numbers only, so that the same records give the same bytes.
public struct VersionSummary: Hashable, Sendable {
  /// Raised whenever the same version would get another summary; a kept one of another revision is
  /// not read, but made again.
  static let revision = 6
  /// Everything that decides how a version is summed up: a summary made by others is made again.
  public static let revisions: JSONObject = [
    "alike-sketches": .integer(AlikeSketches.revision),
    "hashed-words": .integer(HashedWords.revision), "min-hash": .integer(MinHash.revision),
    "near-duplicates": .integer(NearDuplicates.revision),
    "normal-form": .integer(NormalForm.revision), "summary": .integer(revision),
  ]

  /// How the texts of a field begin, of the sampled records.
  public struct Openings: Hashable, Sendable {
    /// How many texts were looked at.
    public let texts: Int
    /// The commonest first three words that occur more than once.
    public let counts: CategoryCounts
  }

  /// Why something of a version is not measured.
  public enum LeftOut: String, Sendable {
    /// A number of 2^33 or more in magnitude.
    case tooLarge = "too-large"
    /// More than 256 names; the first of them by their bytes are measured.
    case tooMany = "too-many"
  }

  public internal(set) var records = 0
  /// Lengths, numbers and scores, by the statistic's name; `value.` and `score.` in millionths.
  public internal(set) var distributions = ByName<Histogram>()
  /// Labels, sources, verdicts and the like, by the statistic's name.
  public internal(set) var categories = ByName<CategoryCounts>()
  /// By field.
  public internal(set) var openings = ByName<Openings>()
  /// How many runs of one, two, three and four words there are, and how many different ones; these
  /// are estimated above 1024 records, with a standard error of 0.8 %.
  public internal(set) var runs = [0, 0, 0, 0]
  public internal(set) var distinct = [0, 0, 0, 0]
  /// How many runs of four words came before in the same record.
  public internal(set) var repeatedRuns = 0
  /// How many records were looked at for duplicates, how many of them repeat one exactly, and how
  /// many have one near.
  public internal(set) var duplicates: (records: Int, exact: Int, near: Int) = (0, 0, 0)
  /// Of the sampled records, by their number.
  public internal(set) var levels: [DiversityLevel] = []
  /// What was found of benchmarks' texts when the version was made; not part of what is kept, as it
  /// depends on more than the version. Nil where nothing was looked for.
  public var contamination: ContaminationShare?
  /// What its answers took of its teachers; not part of what is kept either. Nil where the run that made
  /// it did not say, as of a pure teacher.
  public var spending: TeacherSpending?
  /// What could not be measured, by name, and why: fields of numbers too large, and kinds of names of
  /// which there are too many.
  public internal(set) var leftOut = ByName<LeftOut>()
  /// Of the sampled records, in thousandths of a word; nil without words.
  public internal(set) var mtldMilli: Int?

  init() {}

  public static func == (left: VersionSummary, right: VersionSummary) -> Bool {
    left.json == right.json
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(json) }

  /// The openings of a field as categories; texts that begin like no other are `…`.
  func openingCounts(_ field: String) -> CategoryCounts? {
    guard let openings = openings[field] else { return nil }
    var counts = openings.counts
    let rest = openings.texts - counts.total
    if rest > 0 { counts.add("…", rest) }
    return counts
  }

  // MARK: JSON

  public var json: JSONValue {
    var object: JSONObject = [
      "categories": Self.object(categories) { $0.json },
      "distinct": .array(distinct.map { .integer($0) }),
      "distributions": Self.object(distributions) { $0.json },
      "duplicates": [
        "exact": .integer(duplicates.exact), "near": .integer(duplicates.near),
        "records": .integer(duplicates.records),
      ],
      "left_out": Self.object(leftOut) { .string($0.rawValue) },
      "levels": .array(levels.map(\.json)),
      "openings": Self.object(openings) {
        ["counts": $0.counts.json, "texts": .integer($0.texts)]
      },
      "records": .integer(records), "repeated": .integer(repeatedRuns),
      "revision": .integer(Self.revision), "runs": .array(runs.map { .integer($0) }),
    ]
    object["mtld"] = mtldMilli.map { .integer($0) }
    return .object(object)
  }

  private static func object<Value>(
    _ values: ByName<Value>, _ json: (Value) -> JSONValue
  ) -> JSONValue {
    .object(JSONObject(unsorted: values.map { ($0.name, json($0.value)) }) ?? JSONObject())
  }

  /// - Returns: nil where a member is missing or of another type, or the revision is another one.
  public init?(json: JSONValue) {
    guard json["revision"]?.integer == Self.revision, let records = json["records"]?.integer,
      let repeated = json["repeated"]?.integer,
      let runs = json["runs"]?.array?.compactMap(\.integer), runs.count == 4,
      let distinct = json["distinct"]?.array?.compactMap(\.integer), distinct.count == 4,
      let duplicates = json["duplicates"], let seen = duplicates["records"]?.integer,
      let exact = duplicates["exact"]?.integer, let near = duplicates["near"]?.integer,
      let levels = json["levels"]?.array,
      let distributions = Self.read(json["distributions"], Histogram.init(json:)),
      let categories = Self.read(json["categories"], CategoryCounts.init(json:)),
      let leftOut = Self.read(json["left_out"], { $0.string.flatMap(LeftOut.init) }),
      let openings = Self.read(json["openings"], Openings.init(json:))
    else { return nil }
    self.records = records
    repeatedRuns = repeated
    self.runs = runs
    self.distinct = distinct
    self.duplicates = (seen, exact, near)
    self.levels = levels.compactMap(DiversityLevel.init(json:))
    self.distributions = distributions
    self.categories = categories
    self.openings = openings
    self.leftOut = leftOut
    mtldMilli = json["mtld"]?.integer
    guard self.levels.count == levels.count else { return nil }
  }

  private static func read<Value>(
    _ json: JSONValue?, _ value: (JSONValue) -> Value?
  ) -> ByName<Value>? {
    guard let object = json?.object else { return nil }
    var values = ByName<Value>()
    for (name, json) in object.members {
      guard let value = value(json) else { return nil }
      values[name] = value
    }
    return values
  }
}

extension VersionSummary.Openings {
  init?(json: JSONValue) {
    guard let texts = json["texts"]?.integer,
      let counts = json["counts"].flatMap(CategoryCounts.init(json:))
    else { return nil }
    self.init(texts: texts, counts: counts)
  }
}

extension VersionSummary {
  /// The categories that are a matter of the dataset's content, in order: not how slots ended and what
  /// filters said.
  public var contentCategories: [String] {
    categories.names.filter { $0 != "outcome" && !$0.hasPrefix("verdict.") }
  }
}
