public import StemmaStatistics

/// One part of a served page, from above to below. All of its texts may come from records.
public enum PageBlock: Sendable {
  case heading(String)
  case paragraph(String)
  /// A remark, set back.
  case note(String)
  case facts([Fact])
  case table(Table)
  /// A long text as it is, under a heading of its own.
  case text(name: String, String)
  case links([Link])
  case form(Form)
  /// Parts of a whole, as bars; each with its number.
  case funnel(caption: String, [Bar])
  /// How statistics went from version to version.
  case lines([Line])
  /// A version's own distributions and categories.
  case charts(VersionSummary)
  case comparison(ComparisonPage)
  /// - Parameter link: where a version's page is, by its name.
  case lineage(LineagePicture, link: @Sendable (String) -> String?)

  public struct Fact: Sendable {
    public let term: String
    public let text: String
    public let link: String?
    /// Whether it is an id or the like.
    public let isCode: Bool

    public init(_ term: String, _ text: String, link: String? = nil, isCode: Bool = false) {
      self.term = term
      self.text = text
      self.link = link
      self.isCode = isCode
    }
  }

  public struct Cell: Sendable {
    public let text: String
    public let link: String?
    /// Whether it is set to the right.
    public let isNumber: Bool

    public init(_ text: String, link: String? = nil) {
      self.text = text
      self.link = link
      isNumber = false
    }

    public init(number: Int) {
      text = Shown.number(number)
      link = nil
      isNumber = true
    }

    /// A value of a statistic.
    public init(_ value: Double, _ kind: Statistic.Kind) {
      text = Shown.value(value, kind)
      link = nil
      isNumber = true
    }
  }

  public struct Table: Sendable {
    public let caption: String
    /// Titles of columns; those of numbers are set to the right.
    public let columns: [(title: String, isNumber: Bool)]
    /// Each with as many cells as there are columns; the first names the row.
    public let rows: [[Cell]]

    public init(
      caption: String, columns: [(title: String, isNumber: Bool)], rows: [[Cell]]
    ) {
      self.caption = caption
      self.columns = columns
      self.rows = rows
    }
  }

  public struct Link: Sendable {
    public let text: String
    public let address: String

    public init(_ text: String, _ address: String) {
      self.text = text
      self.address = address
    }
  }

  /// Asks for a page by GET.
  public struct Form: Sendable {
    public struct Field: Sendable {
      public let name: String
      public let label: String
      public let value: String
      /// What can be chosen; empty where anything can be written.
      public let choices: [String]

      public init(name: String, label: String, value: String, choices: [String] = []) {
        self.name = name
        self.label = label
        self.value = value
        self.choices = choices
      }
    }

    public let address: String
    public let fields: [Field]
    public let button: String

    public init(address: String, fields: [Field], button: String) {
      self.address = address
      self.fields = fields
      self.button = button
    }
  }

  public struct Bar: Sendable {
    public let label: String
    public let count: Int

    public init(_ label: String, _ count: Int) {
      self.label = label
      self.count = count
    }
  }

  public struct Line: Sendable {
    public let name: String
    public let kind: Statistic.Kind
    /// By version number, in order; at least one.
    public let points: [(number: Int, value: Double)]

    public init(
      name: String, kind: Statistic.Kind, points: [(number: Int, value: Double)]
    ) {
      self.name = name
      self.kind = kind
      self.points = points
    }
  }
}
