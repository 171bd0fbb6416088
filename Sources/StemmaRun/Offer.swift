import StemmaDocument
import StemmaEmbedded
public import StemmaExperiment
import StemmaFilter
public import StemmaRecord
import StemmaStatistics
import StemmaStore
import StemmaTask
import StemmaTeacher

/// Everything the rooms offer, put together: what a manifest may name.
public enum Offer {
  public static let catalogue = Catalogue(
    tasks: tasks, teachers: teachers.map(\.description), filters: FilterChain.catalogue,
    providers: providers, statistics: StatisticCatalogue.entries)

  private static let tasks = Tasks.all.map { task in
    var entry = task.entry
    // Rows keep columns that only their tables know.
    if entry.rowUse == nil {
      entry.fields = task.rowSchema["properties"]?.object?.members.map(\.key) ?? []
    }
    return entry
  }

  /// Checks what only the rooms themselves can: values that do not go together.
  ///
  /// - Throws: an `ActionableError` that names the field.
  public static func check(_ manifest: Manifest) throws {
    for (_, var choice) in manifest.liveChoices {
      choice.model = choice.model ?? "unknown"
      _ = try Teachers.form(choice)
    }
    guard let task = manifest.definition else { return }
    _ = try FilterChain(
      manifest.filters, schema: task.rowSchema, constraints: manifest.constraints)
  }

  /// What a filter itself has against its parameters; nil where it can do with them.
  @Sendable public static func fault(of choice: FilterChoice) -> FilterFault? {
    do throws(FilterError) {
      _ = try FilterChain([choice], schema: ["type": "object"])
      return nil
    } catch {
      guard let (parameter, text) = error.parameter else { return nil }
      return FilterFault(
        parameter: parameter, text: text, code: error.code, whatHappened: error.whatHappened,
        nextStep: error.nextStep)
    }
  }

  /// What a manifest wants of a teacher that takes it and may pass over it.
  public static func warnings(about manifest: Manifest) -> [String] {
    let sampling = manifest.sampling
    let wanted = [
      ("seed", sampling.seed != nil), ("temperature", sampling.temperature != nil),
      ("top_p", sampling.topP != nil),
    ].filter(\.1).map(\.0)
    return manifest.liveChoices.compactMap { _, choice in
      let able = Teachers.capabilities.first { $0.provider == choice.provider }?.capabilities
      let fields = wanted.filter { able?.mayPassOver.contains($0) == true }
        .map { "`sampling.\($0)`" }
      guard !fields.isEmpty else { return nil }
      return "\(choice.shortForm.onOneLine(limit: 96)) may pass over "
        + "\(fields.joined(separator: ", ")): its answers are recorded, and asked again it may give others."
    }
  }

  static let teachers: [any Teacher] = [EmbeddedTeacher()]

  /// Those of this stemma's teachers that are behind a network, by the process's environment.
  public static let live = live(telling: { _ in }, warning: { _ in })

  /// The same.
  ///
  /// - Parameters: as with `LiveTeachers.ofNetwork`.
  public static func live(
    telling: @escaping @Sendable (String) -> Void, warning: @escaping @Sendable (String) -> Void
  ) -> LiveTeachers {
    LiveTeachers.ofNetwork(Environment.variables, telling: telling, warning: warning)
  }

  private static let providers =
    Teachers.capabilities.map { name, capabilities in
      let (summary, form) = shapes[name] ?? ("", .model)
      return ProviderEntry(name: name, summary: summary, form: form, capabilities: capabilities)
    } + [adapters]

  /// What it can do is what whoever serves it can.
  private static let adapters = ProviderEntry(
    name: TeacherChoice.adapterProvider, summary: "The adapter registered for the dataset.",
    form: .adapter,
    capabilities: TeacherCapabilities(
      seed: true, temperatureWithTopP: true, schema: true, logProbabilities: true))

  private static let shapes: [String: (summary: String, form: ProviderEntry.Form)] = [
    "openai": ("OpenAI, or a server that speaks as it does.", .model),
    "anthropic": ("Anthropic.", .model),
    "gemini": ("Google's Gemini.", .model),
    "ollama": ("A local Ollama.", .model),
    "vllm-server": ("A server of vLLM's at an address; it says which model it has.", .address),
    "hf": ("A Hugging Face model on this machine.", .model),
    "hf-router": ("A Hugging Face model at a host of its router's.", .modelAndHost),
  ]

  static func teacher(_ name: String) -> (any Teacher)? {
    teachers.first { $0.description.name == name }
  }

  /// The revision of everything that takes part in a run, by name.
  ///
  /// - Parameter sample: the revision of its choice; nil where the run is no sample.
  static func revisions(
    task: any TaskDefinition, teachers: [String: Int], filters: [FilterChoice], split: Split?,
    mix: Mix?, sample: Int?
  ) -> [String: Int] {
    var revisions = [
      "leaf-rule": SequenceCut.revision, "planner": Planner.revision,
      "renderer": PromptRenderer.revision,
      "task.\(task.entry.name)": task.revision,
    ]
    for (name, revision) in teachers { revisions["teacher.\(name)"] = revision }
    for (name, revision) in Inputs.readers(for: task.entry) { revisions[name] = revision }
    for filter in filters {
      revisions["filter.\(filter.name)"] = FilterChain.revisions[filter.name] ?? 0
    }
    if split != nil {
      revisions["split"] = Split.revision
      revisions["split-leak"] = SplitLeaks.revision
    }
    if mix != nil { revisions["mix"] = Mix.revision }
    revisions["sample"] = sample
    return revisions
  }
}

extension Offer {
  /// The libraries that everything stands on, by name, and their versions.
  public static var libraries: [(name: String, version: String)] {
    StoreExamination.libraries + [("cmark-gfm", DocumentReader.libraryVersion)]
  }
}
