/// What the records of an item are made from: a section of a document, a seed, or a row.
public enum Subject: Hashable, Sendable {
  case section(Section)
  case seed(Seed)
  case row(SourceRow)

  /// The input's name.
  public var input: String {
    switch self {
    case .section(let section): section.input
    case .seed(let seed): seed.input
    case .row(let row): row.input
    }
  }

  /// Where in its input it stands, as records remember it.
  public var place: Origin.Place {
    switch self {
    case .section(let section):
      .section(headingPath: section.headingPath, digest: section.digest)
    case .seed(let seed): .seed(seed.name)
    case .row(let row): .seed(row.name)
    }
  }

  /// A section's digest, or a seed's or a row's name.
  public var name: String {
    switch self {
    case .section(let section): section.digest
    case .seed(let seed): seed.name
    case .row(let row): row.name
    }
  }

  /// A section's first line; a seed's or a row's line or place in a list. From 1.
  public var line: Int {
    switch self {
    case .section(let section): section.line
    case .seed(let seed): seed.place
    case .row(let row): row.place
    }
  }

  /// How large a share of a dataset it gets: as much as it has text, while one seed or row is as
  /// good as another.
  public var weight: Int {
    switch self {
    case .section(let section): section.share ?? section.text.unicodeScalars.count
    case .seed, .row: 1
    }
  }

  /// What tells it apart from all others of a dataset; nothing that moves when one is inserted.
  public var keyParts: JSONObject {
    switch self {
    case .section(let section):
      var parts: JSONObject = [
        "heading": .texts(section.headingPath),
        "input": .string(section.input), "occurrence": .integer(section.occurrence),
        "section": .string(section.digest),
      ]
      parts["brief"] = section.brief.map { .string($0.name) }
      return parts
    case .seed(let seed): return ["input": .string(seed.input), "seed": .string(seed.name)]
    case .row(let row): return ["input": .string(row.input), "row": .string(row.name)]
    }
  }

  public var section: Section? { if case .section(let section) = self { section } else { nil } }
  public var seed: Seed? { if case .seed(let seed) = self { seed } else { nil } }
  public var row: SourceRow? { if case .row(let row) = self { row } else { nil } }

  /// All that its records can be held against, as one text.
  public var sourceText: String {
    switch self {
    case .section(let section): (section.headingPath + [section.text]).joined(separator: "\n")
    case .seed(let seed): "\(seed.instruction)\n\(seed.response)"
    case .row(let row):
      ((row.section.map { $0.headingPath + [$0.text] } ?? [])
        + [CanonicalJSON.text(.object(row.columns))]).joined(separator: "\n")
    }
  }
}
