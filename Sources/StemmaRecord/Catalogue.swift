/// What the rooms offer, so that a manifest can be checked by a room that knows none of them.
public struct Catalogue: Sendable {
  public var tasks: [TaskEntry]
  public var teachers: [TeacherDescription]
  public var filters: [FilterEntry]
  /// Who runs models that answer over a network.
  public var providers: [ProviderEntry]
  /// What is measured of versions.
  public var statistics: [StatisticEntry]

  public init(
    tasks: [TaskEntry], teachers: [TeacherDescription], filters: [FilterEntry],
    providers: [ProviderEntry] = [], statistics: [StatisticEntry] = []
  ) {
    self.tasks = tasks
    self.teachers = teachers
    self.filters = filters
    self.providers = providers
    self.statistics = statistics
  }
}

/// A provider of live teachers as manifests see it.
public struct ProviderEntry: Hashable, Sendable {
  /// What stands behind the colon of `provider:…`.
  public enum Form: Hashable, Sendable {
    case model
    /// A server's address; which model it has, it says itself.
    case address
    /// A model, a colon, and which of several hosts is to run it.
    case modelAndHost
    /// Nothing: an adapter says who serves it.
    case adapter
  }

  public let name: String
  /// One line for help and schema.
  public let summary: String
  public let form: Form
  public let capabilities: TeacherCapabilities

  public init(
    name: String, summary: String, form: Form = .model, capabilities: TeacherCapabilities
  ) {
    self.name = name
    self.summary = summary
    self.form = form
    self.capabilities = capabilities
  }
}

/// A task as manifests see it.
public struct TaskEntry: Hashable, Sendable {
  public let name: String
  /// One line for help and schema.
  public let summary: String
  /// The strategies a manifest may name; the first is the default.
  public let strategies: [String]
  /// The kinds of inputs it makes records from.
  public let inputs: [InputKind]
  /// Whether there must be an input; a task that needs none begins with a seed of its own.
  public let needsInput: Bool
  /// Whether it writes texts of classes that a manifest names.
  public let needsClasses: Bool
  /// Which fields about texts and conversations it makes something of.
  public let outline: [Outline.Field]
  /// The roles that records can be made in, one after another.
  public let roles: [Role]
  /// What it makes of rows; nil for a task that takes none.
  public let rowUse: RowUse?
  /// The filters in effect where a manifest names none, as far as they are to be had.
  public let standardFilters: [String]
  /// The same of most tasks.
  public static let usualFilters = ["schema", "length", "duplicates"]
  /// The fields of its rows; empty where they are not known.
  public var fields: [String] = []

  /// What a task makes of rows of tables and datasets.
  public enum RowUse: Hashable, Sendable {
    /// It writes outputs that a manifest names, by a prompt of the manifest's own.
    case outputs
    /// It adds to each row, in a prompt of its own for each.
    case additions
  }

  public init(
    name: String, summary: String, strategies: [String], inputs: [InputKind] = [.documents],
    needsInput: Bool = true, needsClasses: Bool = false, roles: [Role] = [.question],
    outline: [Outline.Field] = [], rowUse: RowUse? = nil
  ) {
    self.outline = outline
    self.rowUse = rowUse
    // What stands in a table is there on purpose: nothing but its form is judged unasked.
    standardFilters = rowUse == nil ? Self.usualFilters : ["schema"]
    self.needsClasses = needsClasses
    self.roles = roles
    self.name = name
    self.summary = summary
    self.strategies = strategies
    self.inputs = inputs
    self.needsInput = needsInput
  }
}

/// A filter as manifests see it.
public struct FilterEntry: Hashable, Sendable {
  public let name: String
  /// One line for help and schema.
  public let summary: String
  public let parameters: [Parameter]

  public init(name: String, summary: String, parameters: [Parameter]) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
  }

  /// A named value of a filter.
  public struct Parameter: Hashable, Sendable {
    public let name: String
    public let summary: String
    public let type: ParameterType
    /// In effect where the manifest is silent.
    public let standard: ParameterValue
    /// What its value asks of a field's text, where it does, so that a teacher can be told.
    public let limit: TextLimit?
    /// Whether a manifest must say it: the standard is no value that a filter can do with.
    public let isRequired: Bool

    public init(
      name: String, summary: String, type: ParameterType, standard: ParameterValue,
      limit: TextLimit? = nil, isRequired: Bool = false
    ) {
      self.isRequired = isRequired
      self.name = name
      self.summary = summary
      self.type = type
      self.standard = standard
      self.limit = limit
    }
  }

  /// A limit on the length of a row's field, in Unicode scalars.
  public enum TextLimit: Hashable, Sendable {
    case least(field: String)
    case most(field: String)
  }

  public enum ParameterType: Hashable, Sendable {
    case integer(ClosedRange<Int>)
    case decimal(ClosedRange<Millionths>)
    /// One of a few words.
    case word([String])
    /// Some of a few words, at least one.
    case words([String])
    /// Up to `most` texts of up to `each` Unicode scalars.
    case texts(most: Int, each: Int)
    /// The same by the field of a row that they are about; `*` stands for every field.
    case fieldTexts(most: Int, each: Int)
    /// Paths of files, relative to the manifest; what is in them decides, not their names.
    case files
  }

  public enum ParameterValue: Hashable, Sendable {
    case integer(Int)
    case decimal(Millionths)
    case word(String)
    case texts([String])
    case fieldTexts(ByName<[String]>)

    /// Integers as numbers, decimals as strings.
    public var json: JSONValue {
      switch self {
      case .integer(let value): return .integer(value)
      case .decimal(let value): return .string(value.description)
      case .word(let value): return .string(value)
      case .texts(let values): return .texts(values)
      case .fieldTexts(let fields):
        var object = JSONObject()
        for (field, texts) in fields { object[field] = .texts(texts) }
        return .object(object)
      }
    }
  }

  /// What stands for every field in a parameter by fields.
  public static let everyField = "*"
}

/// A filter with every one of its parameters, in effect or by default.
public struct FilterChoice: Hashable, Sendable {
  public let name: String
  public let parameters: [String: FilterEntry.ParameterValue]

  public init(name: String, parameters: [String: FilterEntry.ParameterValue]) {
    self.name = name
    self.parameters = parameters
  }
}
