import StemmaDocument
import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTask

/// A run's inputs: read once, kept as objects, cut into sections or read as seeds or rows.
///
/// What is planned, and later reproduced, comes from the objects, never again from a folder.
struct Inputs {
  let sources: [Receipt.Input]
  /// The versions whose records are seeds or rows.
  let parents: [Receipt.Parent]
  /// In the order of files, then of versions; where there is neither, the task's neutral seed.
  let subjects: [Subject]

  /// What the neutral seed's input is called.
  static let neutral = "neutral"

  /// Takes files into the store, and finds the versions that a manifest names.
  ///
  /// - Parameters:
  ///   - manifest: its datasets are resolved to receipts.
  ///   - store: where versions are looked for.
  init(
    _ files: [InputFile], of manifest: inout Manifest, _ task: any TaskDefinition,
    _ store: Store?, into sink: any ObjectSink
  ) throws {
    let versions = try DatasetInputs(manifest.datasets, in: store)
    manifest.datasets = versions.names
    var sources: [Receipt.Input] = []
    var subjects: [Subject] = []
    for file in try Self.sorted(files, besides: versions.parents) {
      let text = try Self.text(of: file.text ?? file.bytes, file.kind, name: file.name)
      let input = Receipt.Input(
        kind: file.kind, name: file.name, bytes: try sink.add(.bytes, file.bytes),
        text: try sink.add(.text, Array(text.utf8)))
      sources.append(input)
      subjects += try Self.subjects(of: text, input, manifest.sections)
    }
    self.sources = sources
    parents = versions.parents
    if let store {
      subjects += try DatasetInputs.subjects(of: parents, for: task.entry, from: store)
    }
    try ColumnCheck.check(subjects, for: manifest, task)
    self.subjects = Self.orNeutral(
      task.subjects(of: subjects, manifest.taskSettings),
      hasInputs: !files.isEmpty || !parents.isEmpty, task, domain: manifest.domain)
  }

  /// Takes a version's inputs from the store.
  init(
    of receipt: Receipt, _ manifest: Manifest, _ task: any TaskDefinition, from source: Store
  ) throws {
    try self.init(
      of: receipt, task, manifest.taskSettings, manifest.sections, domain: manifest.domain,
      from: source)
  }

  /// Takes a version's inputs from the store.
  ///
  /// - Parameter plan: the version's *what*.
  init(of receipt: Receipt, _ plan: JSONValue, from source: Store) throws {
    let task = Tasks.of(plan)
    try self.init(
      of: receipt, task, task.map { TaskSettings(what: plan, of: $0.entry) },
      SectionSizes(json: plan["sections"]), domain: plan["domain"]?.string, from: source)
  }

  private init(
    of receipt: Receipt, _ task: (any TaskDefinition)?, _ settings: TaskSettings?,
    _ sizes: SectionSizes?, domain: String?, from source: Store
  ) throws {
    sources = receipt.inputs
    parents = receipt.parents
    var subjects = try receipt.inputs.flatMap { input in
      let bytes = try source.content(of: input.text, .text)
      guard let text = StrictUTF8.text(bytes) else {
        throw StoreError.objectMalformed(input.text, .text)
      }
      return try Self.subjects(of: text, input, sizes)
    }
    subjects += try DatasetInputs.subjects(of: parents, for: task?.entry, from: source)
    if let task, let settings { subjects = task.subjects(of: subjects, settings) }
    self.subjects = Self.orNeutral(
      subjects, hasInputs: !sources.isEmpty || !parents.isEmpty, task, domain: domain)
  }

  private static func orNeutral(
    _ subjects: [Subject], hasInputs: Bool, _ task: (any TaskDefinition)?, domain: String?
  ) -> [Subject] {
    guard !hasInputs, let seed = task?.neutralSeed(domain: domain) else { return subjects }
    return [
      .seed(
        Seed(
          input: neutral, name: neutral, instruction: seed.instruction, response: seed.response,
          place: 1))
    ]
  }

  /// In the order of their names, which are all different, and none of a document is reserved.
  private static func sorted(
    _ files: [InputFile], besides parents: [Receipt.Parent]
  ) throws -> [InputFile] {
    let sorted = files.sorted { $0.name.precedesByBytes($1.name) }
    for (file, next) in zip(sorted, sorted.dropFirst())
    where file.name.hasSameBytes(as: next.name) {
      throw RunError.duplicateInput(file.name)
    }
    for file in files where file.kind == .documents && Brief.reservedInputs.contains(file.name) {
      throw RunError.reservedInput(file.name)
    }
    for parent in parents where files.contains(where: { $0.name == parent.dataset }) {
      throw RunError.duplicateInput(parent.dataset)
    }
    return sorted
  }

  // MARK: Readers

  /// What reads files of a kind, and its revision.
  static func reader(of kind: InputKind) -> (name: String, revision: Int) {
    switch kind {
    case .documents: ("section-cutter", DocumentReader.revision)
    case .seeds, .datasets: ("seed-reader", SeedReader.revision)
    case .tables: ("table-reader", TableReader.revision)
    }
  }

  /// What reads a task's inputs, of any of the kinds that it takes.
  ///
  /// The rows of a dataset bring the passages along that they were made from.
  static func readers(for task: TaskEntry) -> [(name: String, revision: Int)] {
    task.rowUse == nil
      ? task.inputs.map(reader) : [reader(of: .tables), reader(of: .documents)]
  }

  /// A file's text, from which sections, seeds or rows are read.
  static func text(of bytes: [UInt8], _ kind: InputKind, name: String) throws -> String {
    switch kind {
    case .documents: try DocumentReader().text(of: bytes, name: name)
    case .seeds, .datasets: try SeedReader().text(of: bytes, name: name)
    case .tables: try TableReader().text(of: bytes, name: name)
    }
  }

  /// - Parameter sizes: of a document's sections.
  private static func subjects(
    of text: String, _ input: Receipt.Input, _ sizes: SectionSizes?
  ) throws -> [Subject] {
    switch input.kind {
    case .documents:
      return try DocumentReader().sections(
        of: text, name: input.name, format: DocumentFormat(fileName: input.name) ?? .plainText,
        sizes: sizes
      ).map { .section($0) }
    case .seeds, .datasets:
      guard let seeds = SeedReader().seeds(of: text, name: input.name) else {
        throw StoreError.objectMalformed(input.text, .text)
      }
      return seeds.map { .seed($0) }
    case .tables:
      guard let rows = TableReader().rows(of: text, name: input.name) else {
        throw StoreError.objectMalformed(input.text, .text)
      }
      return rows.map { .row($0) }
    }
  }
}
