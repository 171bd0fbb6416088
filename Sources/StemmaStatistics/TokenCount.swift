public import StemmaRecord

/// How many tokens texts have, part by part: by field, or by who speaks.
public struct TokenCount: Hashable, Sendable {
  /// Who counted.
  public enum Source: Hashable, Sendable {
    /// Nobody: a token is taken to be four bytes.
    case estimate
    /// A tokenizer's file of this name and SHA-256, 64 hexadecimal digits, read by a library with its
    /// version.
    case tokenizer(name: String, sha256: String, library: String)
  }

  /// The texts of one field, or of one speaker.
  public struct Part: Hashable, Sendable {
    public var texts: Int
    public var tokens: Int

    public init(texts: Int = 0, tokens: Int = 0) {
      self.texts = texts
      self.tokens = tokens
    }
  }

  public let source: Source
  public private(set) var records = 0
  public private(set) var tokens = 0
  /// Of one record; 0 without any.
  public private(set) var least = 0
  public private(set) var most = 0
  public private(set) var parts = ByName<Part>()

  /// Of no records, to be estimated.
  public init() { source = .estimate }

  /// What somebody counted.
  public init(
    _ source: Source, records: Int, tokens: Int, least: Int, most: Int, parts: ByName<Part>
  ) {
    self.source = source
    self.records = records
    self.tokens = tokens
    self.least = least
    self.most = most
    self.parts = parts
  }

  /// Adds a record by an estimate of its texts.
  public mutating func add(_ texts: [(part: String, text: String)]) {
    var all = 0
    for (part, text) in texts {
      let size = TokenEstimate.tokens(of: text)
      all += size
      parts[part, default: Part()].texts += 1
      parts[part, default: Part()].tokens += size
    }
    least = records == 0 ? all : min(least, all)
    most = max(most, all)
    records += 1
    tokens += all
  }

  /// Of a record; 0 without any.
  public var mean: Double { records == 0 ? 0 : Double(tokens) / Double(records) }

  public var isEstimate: Bool { source == .estimate }

  /// The same in a sentence: how they were counted.
  public var words: String {
    switch source {
    case .estimate: "Tokens are estimated: a token is taken to be four bytes."
    case .tokenizer(let name, let sha256, let library):
      "Tokens are those of \(name) (\(ObjectID.short("sha256:\(sha256)"))), counted by \(library), without "
        + "special ones and without a chat template."
    }
  }
}

/// A row's texts, by the names of their fields.
public enum RowTexts {
  /// Strings of several words, or long ones; nested fields are named as `messages[].content`.
  public static func all(of row: JSONObject) -> [(part: String, text: String)] {
    RowReading(row).strings.filter { RowReading.isText($0.text) }.map { ($0.field, $0.text) }
  }
}
