public import StemmaRecord
public import StemmaStatistics
public import StemmaStore

/// A file of a version's records, as a dataset card and Croissant tell of it.
public struct CardFile: Sendable {
  /// Its name in the folder that it lies in with the card.
  public let name: String
  /// Nil for all records.
  public let side: Side?
  public let records: Int
  public let sizeBytes: Int
  /// Of its bytes, 64 hexadecimal digits.
  public let sha256: String
  /// Which fields its rows have, as they are written.
  public let shape: Columns

  public init(
    name: String, side: Side?, records: Int, sizeBytes: Int, sha256: String, shape: Columns
  ) {
    self.name = name
    self.side = side
    self.records = records
    self.sizeBytes = sizeBytes
    self.sha256 = sha256
    self.shape = shape
  }

  /// What the Hub and Croissant call its part of the dataset.
  var split: String { side?.rawValue ?? Side.train.rawValue }
}

/// What is known of a version that is written into a folder: all that its card and Croissant say. The same
/// facts give the same bytes.
public struct CardFacts: Sendable {
  public let version: Version
  /// When it was published, as `2026-03-20T08:15:00Z`.
  public let published: String
  /// What the manifest states.
  public let description: String?
  public let license: String?
  public let terms: String?
  /// The receipt of the run or import that it goes back to, its *what*, and how many reviews came after.
  public let ground: Receipt
  public let plan: JSONValue
  public let reviews: Int
  /// Of the version itself.
  public let counts: Counts
  /// Who answered; nil where records were imported.
  public let teacher: String?
  /// As ISO 639 codes; none where they are not known.
  public let languages: [String]
  /// What the Hub calls what rows are good for.
  public let categories: [String]
  /// The stemma that made it, such as `0.1.0`; nil where that is not known.
  public let maker: String?
  public let summary: VersionSummary
  /// Of the version's texts; nil to take the summary's estimate.
  public let tokens: TokenCount?
  public let format: any ExportFormat
  public let files: [CardFile]
  /// Where the dataset will be; nil where that is not known.
  public let url: String?

  public init(
    version: Version, published: String, description: String?, license: String?, terms: String?,
    ground: Receipt, plan: JSONValue, reviews: Int, counts: Counts, teacher: String?,
    languages: [String], categories: [String], maker: String?, summary: VersionSummary,
    tokens: TokenCount?, format: any ExportFormat, files: [CardFile], url: String?
  ) {
    self.version = version
    self.published = published
    self.description = description
    self.license = license
    self.terms = terms
    self.ground = ground
    self.plan = plan
    self.reviews = reviews
    self.counts = counts
    self.teacher = teacher
    self.languages = languages
    self.categories = categories
    self.maker = maker
    self.summary = summary
    self.tokens = tokens
    self.format = format
    self.files = files
    self.url = url
  }

  var records: Int { files.reduce(0) { $0 + $1.records } }
  var isImported: Bool { teacher == nil }
  /// Whether nothing but stemma's own rules answered.
  var isOffline: Bool { ground.grade == .exact }
  var kind: String { isImported ? "imported" : "synthetic" }
}
