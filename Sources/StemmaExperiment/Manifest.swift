public import StemmaRecord

/// A checked manifest: everything that decides a dataset, and what is told about it.
///
/// Two manifests are equal where all fields in effect are, text compared by its bytes.
public struct Manifest: Sendable {
  /// The format's version that this room reads and writes.
  public static let format = 1
  /// Who answers where the manifest is silent.
  public static let standardTeacher = "embedded"

  /// `[a-z0-9][a-z0-9._-]{0,63}`, valid as a git reference.
  public var dataset: String
  public var description: String?
  public var license: String?
  /// A name of the catalogue.
  public var task: String
  /// Paths and patterns as written, relative to the manifest, `/` on every system. Empty where the
  /// manifest was made again from its *what*: the receipt's inputs then say what was read.
  public var documents: [String]
  /// Files of seed examples, as `documents`.
  public var seeds: [String]
  /// Versions, as written: `name`, `name@3`, `name@head~1`. Where they were resolved, and where the
  /// manifest was made again from its *what*, `name@sha256:` and the receipt's digest.
  public var datasets: [String]
  /// Files of rows, as `documents`.
  public var tables: [String]
  /// A name of the catalogue, which can serve the task; or what `live` is called.
  public private(set) var teacher: String
  /// A teacher behind a network; nil for one of the catalogue's own.
  public var live: TeacherChoice? {
    didSet { teacher = live?.name ?? Self.standardTeacher }
  }
  /// In place of `teacher`, in the order of their names' bytes; empty where there is only one.
  public var teachers: [NamedTeacher] {
    didSet { if let pool { teacher = Self.title(of: pool, pools, teachers) } }
  }
  /// Who of `teachers` is asked for records; nil where there is only one teacher.
  public let pool: TeacherPool?
  /// Who of `teachers` is asked in one of the other roles in which records are made; those that are not
  /// here are `pool`'s.
  public let pools: [Role: TeacherPool]
  /// Who of `teachers` judges; nil where nobody does, and where there is only one teacher.
  public let judge: String?
  /// The same of who says how probable answers are.
  public let sway: String?
  public var sampling: Sampling
  /// A path as written, relative to the manifest; nil for the task's own. Where the manifest was
  /// made again from its *what*, the template's object id.
  public var template: String?
  public var domain: String?
  /// What prompts call the kind of records; nil for the task's own words.
  public var taskType: String?
  /// What prompts say of the wanted answer's form; nil for the template's or the task's own.
  public var outputSchema: String?
  /// A path as written, relative to the manifest; once it was read, `sha256:` and its digest.
  public var lora: String?
  public var constraints: [String]
  /// Of the texts that a task writes; empty for a task that writes none of classes.
  public var classes: [ClassLabel]
  /// What a task writes for each row; empty for one that is asked for nothing by name.
  public var outputs: [OutputField]
  /// The columns of rows that records have; nil for all.
  public var kept: [String]?
  /// What texts and conversations are to be about and like; empty for all other tasks.
  public var outline = Outline()
  /// 1...100,000,000.
  public var count: Int?
  /// 1...1,000.
  public var perSection: Int?
  /// One of the task's.
  public var strategy: String
  /// 1...16.
  public var candidates: Int
  /// 1...10.
  public var maxAttempts: Int
  /// After what a slot is asked for again, in the order of the cases.
  public var askAgain: [Rejection]
  /// In the order in which they judge, each with all of its parameters.
  public var filters: [FilterChoice]
  /// Nil where all records are for training.
  public var split: Split?
  /// What a run may spend, in dollars, interruptions included; nil without a limit.
  public var budget: Millionths?
  /// What is expected of the version's statistics.
  public var expectations: [Expectation]
  /// Files of benchmarks' texts, relative to the manifest, that records should not hold.
  public var benchmarks: [String]
  /// By the name of a line of `stemma check`, which share of rows may be at fault, as a decimal.
  public var faultLimits: JSONObject
  /// Whether a version that is not as expected is published.
  public var publishing: Publishing
  /// What the teachers' terms say of the use of their answers.
  public var terms: String?
  /// What prompts are varied by; nil where nothing is.
  public var expand: Expand?
  /// How large the sections are that documents are cut into; nil for what suits each document's format.
  public var sections: SectionSizes?
  /// What its records are mixed of; nil where nothing is said of it.
  public var mix: Mix?
  /// How many records a round asks for at most, 1...10,000; nil for all at once.
  public var batch: Int?
  /// Asks the first questions of the plan only, for so many records, 1...100,000; nil for the whole plan.
  public var sample: Int?
  /// What the files hold that filters name, as it is kept: by the names in `filters`, which are ids
  /// where the manifest was made again from its *what*.
  public var filterTexts: [String: [UInt8]] = [:]

  /// Says which values are the defaults that a *what* leaves out.
  let catalogue: Catalogue

  /// Takes the values as they are; only `ManifestReader` checks.
  ///
  /// - Parameters:
  ///   - live: in place of `teacher`; and so are `teachers`, with `pool`.
  ///   - strategy: nil for the task's first.
  ///   - filters: nil for the task's standard ones, as far as the catalogue has them.
  public init(
    dataset: String, description: String? = nil, license: String? = nil, task: String,
    documents: [String] = [], seeds: [String] = [], datasets: [String] = [],
    tables: [String] = [],
    teacher: String = Manifest.standardTeacher, live: TeacherChoice? = nil,
    teachers: [NamedTeacher] = [], pool: TeacherPool? = nil,
    pools: [Role: TeacherPool] = [:], judge: String? = nil, sway: String? = nil,
    sampling: Sampling = Sampling(), template: String? = nil, domain: String? = nil,
    taskType: String? = nil, outputSchema: String? = nil, lora: String? = nil,
    constraints: [String] = [], classes: [ClassLabel] = [], outputs: [OutputField] = [],
    kept: [String]? = nil, count: Int? = nil, perSection: Int? = nil,
    strategy: String? = nil, candidates: Int = 1, maxAttempts: Int = 3,
    askAgain: [Rejection] = Rejection.standard, filters: [FilterChoice]? = nil, split: Split? = nil,
    budget: Millionths? = nil, expectations: [Expectation] = [],
    benchmarks: [String] = [], faultLimits: JSONObject = [:], publishing: Publishing = .always,
    catalogue: Catalogue
  ) {
    self.dataset = dataset
    self.description = description
    self.license = license
    self.task = task
    self.documents = documents
    self.seeds = seeds
    self.datasets = datasets
    self.tables = tables
    self.teacher =
      pool.map { Self.title(of: $0, pools, teachers) } ?? live?.name ?? teacher
    self.live = live
    self.teachers = teachers
    self.pool = pool
    self.pools = pools
    self.judge = judge
    self.sway = sway
    self.sampling = sampling
    self.template = template
    self.domain = domain
    self.taskType = taskType
    self.outputSchema = outputSchema
    self.lora = lora
    self.constraints = constraints
    self.classes = classes
    self.outputs = outputs
    self.kept = kept
    self.count = count
    self.perSection = perSection
    self.strategy = strategy ?? catalogue.task(task)?.strategies.first ?? ""
    self.candidates = candidates
    self.maxAttempts = maxAttempts
    self.askAgain = askAgain
    self.filters = filters ?? catalogue.standardFilters(of: task)
    self.split = split
    self.budget = budget
    self.expectations = expectations
    self.benchmarks = benchmarks
    self.faultLimits = faultLimits
    self.publishing = publishing
    self.catalogue = catalogue
  }

  /// Every field with its value in effect, under its name in the manifest; unset ones are null. Either
  /// `teacher` is set, or `teachers` and `roles` are.
  ///
  /// Seeds and decimals are strings. A filter is its name where it has no parameters, else an
  /// object of one member, as in the manifest.
  public var resolved: JSONValue {
    var sampling: JSONObject = [
      "seed": .null, "temperature": .null, "top_p": .null, "max_tokens": .null,
    ]
    for (name, value) in self.sampling.json.members { sampling[name] = value }
    var inputs = JSONObject()
    for kind in catalogue.task(task)?.inputs ?? [] { inputs[kind.rawValue] = .texts(self[kind]) }
    var resolved: JSONObject = [
      "stemma": .integer(Self.format), "dataset": .string(dataset),
      "description": JSONValue(description), "license": JSONValue(license),
      "terms": JSONValue(terms),
      "task": .string(task),
      "inputs": .object(inputs), "teacher": live?.resolved ?? .string(teacher),
      "sampling": .object(sampling), "template": JSONValue(template), "domain": JSONValue(domain),
      "task_type": JSONValue(taskType), "output_schema": JSONValue(outputSchema),
      "lora": JSONValue(lora),
      "constraints": .texts(constraints),
      "classes": classes.isEmpty ? .null : .array(classes.map(\.json)),
      "outputs": outputs.isEmpty ? .null : .array(outputs.map(\.json)),
      "keep": kept.map { .texts($0) } ?? .null, "count": JSONValue(count),
      "per_section": JSONValue(perSection), "strategy": .string(strategy),
      "candidates": .integer(candidates), "max_attempts": .integer(maxAttempts),
      "ask_again": .texts(askAgain.map(\.rawValue)),
      "filters": .array(filters.map { $0.json(leavingOut: [:]) }),
      "split": split?.json(isComplete: true) ?? .null,
      "budget": JSONValue(budget?.description), "teachers": .null, "roles": .null,
      "expect": expectations.isEmpty ? .null : .texts(expectations.map(\.text)),
      "contamination": benchmarks.isEmpty ? .null : .texts(benchmarks),
      "check": faultLimits.members.isEmpty ? .null : .object(faultLimits),
      "expand": expand?.json ?? .null,
      "sections": sections?.json(isComplete: true) ?? .null,
      "mix": mix?.json ?? .null, "batch": JSONValue(batch), "sample": JSONValue(sample),
      "publish": publishing == .always ? .null : .string(publishing.rawValue),
    ]
    for field in Outline.Field.allCases { resolved[field.rawValue] = outline[field] ?? .null }
    if let crew = crew(\.resolved) {
      resolved["teacher"] = .null
      (resolved["teachers"], resolved["roles"]) = crew
    }
    return .object(resolved)
  }
}

extension Manifest {
  /// What is named under `inputs`, by kind.
  public subscript(kind: InputKind) -> [String] {
    switch kind {
    case .documents: documents
    case .seeds: seeds
    case .datasets: datasets
    case .tables: tables
    }
  }
}

extension Manifest: Hashable {
  public static func == (left: Manifest, right: Manifest) -> Bool {
    left.resolved == right.resolved
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(resolved) }
}

extension Manifest {
  /// The files that filters name, each once, in the order of their names' bytes.
  public var filterFiles: [String] {
    var names: Set<[UInt8]> = []
    for choice in filters {
      for parameter in catalogue.filter(choice.name)?.parameters ?? [] {
        guard parameter.type == .files, case .texts(let texts)? = choice.parameters[parameter.name]
        else { continue }
        for text in texts { names.insert(Array(text.utf8)) }
      }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

extension FilterChoice {
  /// As it decides: what files hold in place of their names.
  func pinned(_ entry: FilterEntry?, _ contents: [String: [UInt8]]) -> FilterChoice {
    var pinned = parameters
    for parameter in entry?.parameters ?? [] where parameter.type == .files {
      guard case .texts(let files)? = parameters[parameter.name] else { continue }
      pinned[parameter.name] = .texts(
        files.map { name in
          contents[name].map { ObjectID(of: .text, $0).description } ?? name
        })
    }
    return FilterChoice(name: name, parameters: pinned)
  }

  /// As a manifest has it: a name, or an object of one member.
  ///
  /// - Parameter standards: parameters of the same value are left out.
  func json(leavingOut standards: [String: FilterEntry.ParameterValue]) -> JSONValue {
    var values = JSONObject()
    for (name, value) in parameters where standards[name] != value { values[name] = value.json }
    return values.members.isEmpty ? .string(name) : .object([name: .object(values)])
  }
}
