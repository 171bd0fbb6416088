import StemmaRecord

/// One field of the manifest: reader, schema and documentation all follow this description.
struct ManifestField: Sendable {
  /// Whether a field decides the dataset's bytes, and so is part of its identity.
  enum Mark: String, Sendable {
    case what
    case how
  }

  indirect enum Kind: Sendable {
    /// The number of the manifest's format.
    case format
    case datasetName
    /// Up to so many Unicode scalars, with line ends and tabs but no other control characters.
    case text(limit: Int)
    /// Up to `limit` texts of up to `each` scalars.
    case texts(limit: Int, each: Int)
    /// What is expected of a version's statistics.
    case expectations
    /// Paths and patterns relative to the manifest, at least one.
    case paths
    /// Names of versions, at least one.
    case versions
    /// One path relative to the manifest.
    case file
    case task
    /// A name, `provider:model`, or a mapping of `ManifestField.teacher`.
    case teacher
    /// Teachers by names of one's own.
    case teachers
    /// A name of `teachers`, or several with their weights.
    case pool
    /// A name of `teachers`.
    case member
    case provider
    /// An adapter's digest, or its first digits.
    case adapter
    case strategy
    /// One of a few words.
    case choice([String])
    /// Where a server is.
    case address
    /// Texts by the names of headers.
    case headers
    /// Whatever JSON has, by name.
    case members
    /// Texts by names of one's own.
    case named(each: Int)
    /// Lists of texts by names of one's own.
    case lists(limit: Int, each: Int)
    /// A mapping of `ManifestField.expand`.
    case expand
    /// A mapping of `ManifestField.sections`.
    case sections
    /// Yes or no.
    case flag(standard: Bool)
    /// Weighted values by axes.
    case mix
    case integer(ClosedRange<Int>, standard: Int?)
    /// 0...2^64-1.
    case seed
    case decimal(ClosedRange<Millionths>)
    case filters
    /// Shares from 0 to 1 under some of these names.
    case shares([String])
    /// Mappings of `ManifestField.ofClass`, at least two.
    case classes
    /// Names, or names with lists of what is part of them.
    case topics
    /// Texts, or texts with their weights.
    case weightedTexts
    /// A number, or a mapping of `ManifestField.turns`.
    case turns
    /// Names, or mappings of `ManifestField.ofOutput`, at least one.
    case outputs
    /// Names of columns, none twice.
    case columns
    /// Some of the words listed, in any order, none twice.
    case words([String], standard: [String])
    case group([ManifestField])
  }

  let name: String
  let mark: Mark
  /// Title and description as the schema shows them.
  let title: String
  let summary: String
  var isRequired = false
  let kind: Kind

  var fields: [ManifestField] {
    switch kind {
    case .group(let fields): fields
    case .teacher: Self.teacher
    case .expand: Self.expand
    case .sections: Self.sections
    case .turns: Self.turns
    default: []
    }
  }

  /// Whether it may have a value as a whole.
  var isValue: Bool { if case .group = kind { false } else { true } }
}

extension ManifestField {
  /// All paths that hold a value, dotted, in the table's order.
  static let paths: [String] = all.flatMap(\.paths)

  private var paths: [String] {
    (isValue ? [name] : []) + fields.flatMap { $0.paths.map { "\(name).\($0)" } }
  }

  /// Fields of version 1, in the order in which they are best written.
  static let all: [ManifestField] = [
    ManifestField(
      name: "stemma", mark: .what, title: "Format",
      summary: "The version of the manifest's format: 1.", isRequired: true, kind: .format),
    ManifestField(
      name: "dataset", mark: .how, title: "Dataset",
      summary: "The dataset's name, under which its versions are found.", isRequired: true,
      kind: .datasetName),
    ManifestField(
      name: "description", mark: .how, title: "Description",
      summary: "What the dataset is for, in a sentence or two.", kind: .text(limit: 2_000)),
    ManifestField(
      name: "license", mark: .how, title: "License",
      summary: "The dataset's license, best as an SPDX identifier.", kind: .text(limit: 200)),
    ManifestField(
      name: "terms", mark: .how, title: "Terms",
      summary: "What the teachers' terms say of the use of their answers, or where they stand.",
      kind: .text(limit: 2_000)),
    ManifestField(
      name: "task", mark: .what, title: "Task", summary: "What kind of records to make.",
      isRequired: true, kind: .task),
    ManifestField(
      name: "inputs", mark: .what, title: "Inputs",
      summary: "What records are made from; `instruction` can do without.",
      kind: .group(inputs)),
    ManifestField(
      name: "sections", mark: .what, title: "Sections",
      summary:
        "How large the sections are that documents are cut into; about a paragraph each where the "
        + "manifest is silent.", kind: .sections),
    ManifestField(
      name: "teacher", mark: .what, title: "Teacher",
      summary: "Who answers the prompts: a name, `provider:model`, or a provider with what belongs "
        + "to it; the embedded teacher where the manifest is silent.",
      kind: .teacher),
    ManifestField(
      name: "teachers", mark: .what, title: "Teachers",
      summary: "Several teachers in place of `teacher`, each under a name that `roles` refers to.",
      kind: .teachers),
    ManifestField(
      name: "roles", mark: .what, title: "Roles",
      summary: "Which of `teachers` does what.", kind: .group(roles)),
    ManifestField(
      name: "sampling", mark: .what, title: "Sampling",
      summary: "How answers are drawn. What is left out is not sent to the teacher.",
      kind: .group(sampling)),
    ManifestField(
      name: "template", mark: .what, title: "Template",
      summary: "A prompt template's file, relative to the manifest; the task's own where the "
        + "manifest is silent. Its content decides, not its name.", kind: .file),
    ManifestField(
      name: "expand", mark: .what, title: "Expand",
      summary: "What prompts are varied by: axes with values, of which each prompt gets one "
        + "combination; `{{topic}}` in a template says it.", kind: .expand),
    ManifestField(
      name: "mix", mark: .what, title: "Mix",
      summary: "What records are mixed of: axes such as `tone`, each with values and their "
        + "weights, met to within one record; `{mix}` in a template says a record's.", kind: .mix),
    ManifestField(
      name: "domain", mark: .what, title: "Domain",
      summary: "The field the records are about, in a few words.", kind: .text(limit: 200)),
    ManifestField(
      name: "task_type", mark: .what, title: "Task type",
      summary: "What prompts call the kind of records, in place of the task's own words.",
      kind: .text(limit: 200)),
    ManifestField(
      name: "output_schema", mark: .what, title: "Output schema",
      summary:
        "What prompts say of the wanted answer's form, in place of the template's words and the "
        + "task's JSON Schema, which answers are held against all the same.",
      kind: .text(limit: 20_000)),
    ManifestField(
      name: "lora", mark: .what, title: "LoRA",
      summary:
        "A file of weights that belong to the dataset, relative to the manifest. Its digest is "
        + "pinned; nobody is asked by it.", kind: .file),
    ManifestField(
      name: "constraints", mark: .what, title: "Constraints",
      summary: "What every record must keep to, one sentence each.",
      kind: .texts(limit: 64, each: 1_000)),
    ManifestField(
      name: "classes", mark: .what, title: "Classes",
      summary: "The classes of the texts that task `classification` writes.", kind: .classes),
    ManifestField(
      name: "document_types", mark: .what, title: "Document types",
      summary: "The kinds of texts that task `text` writes, such as `FAQ` or `checklist`.",
      kind: .texts(limit: 64, each: 200)),
    ManifestField(
      name: "topics", mark: .what, title: "Topics",
      summary: "What texts and conversations are about: a list, or a mapping of topics to lists of "
        + "subtopics; where the manifest is silent, what the headings of its documents name.",
      kind: .topics),
    ManifestField(
      name: "personas", mark: .what, title: "Personas",
      summary: "Who asks in conversations, such as `a beginner`; one is drawn for each.",
      kind: .texts(limit: 1_000, each: 1_000)),
    ManifestField(
      name: "system_prompts", mark: .what, title: "System prompts",
      summary:
        "What conversations begin with: a list of texts, or a mapping of texts to weights from 1 "
        + "to 1000; one is drawn for each.", kind: .weightedTexts),
    ManifestField(
      name: "turns", mark: .what, title: "Turns",
      summary:
        "How many questions with their answers a conversation has: a number, or `min` and `max`, "
        + "between which it is drawn; 2 to 4 where the manifest is silent.", kind: .turns),
    ManifestField(
      name: "outputs", mark: .what, title: "Outputs",
      summary:
        "The columns that task `generic` writes for each row: names, each with a description "
        + "where that helps.", kind: .outputs),
    ManifestField(
      name: "keep", mark: .what, title: "Keep",
      summary: "The columns of rows that records have; all of them where the manifest is silent.",
      kind: .columns),
    ManifestField(
      name: "count", mark: .what, title: "Count",
      summary: "How many records to make altogether.",
      kind: .integer(1...100_000_000, standard: nil)),
    ManifestField(
      name: "per_section", mark: .what, title: "Per section",
      summary: "How many records a section of a document, or a seed, may give at most.",
      kind: .integer(1...1_000, standard: nil)),
    ManifestField(
      name: "batch", mark: .what, title: "Batch",
      summary: "How many records a round asks for at most; after each, `mix` is looked at, and "
        + "what is lacking is asked for next.", kind: .integer(1...10_000, standard: nil)),
    ManifestField(
      name: "sample", mark: .what, title: "Sample",
      summary: "Asks only so many records' first questions, spread over the plan, as "
        + "`run --sample` does; their answers serve the whole.",
      kind: .integer(1...100_000, standard: nil)),
    ManifestField(
      name: "strategy", mark: .what, title: "Strategy",
      summary: "The task's way of asking; its first where the manifest is silent.",
      kind: .strategy),
    ManifestField(
      name: "candidates", mark: .what, title: "Candidates",
      summary: "How many candidates to ask for at once for each record.",
      kind: .integer(1...16, standard: 1)),
    ManifestField(
      name: "max_attempts", mark: .what, title: "Attempts",
      summary: "How often at most to ask for one record.",
      kind: .integer(1...10, standard: 3)),
    ManifestField(
      name: "ask_again", mark: .what, title: "Ask again",
      summary:
        "After what a record is asked for again, up to `max_attempts`: `dropped` by a filter, "
        + "`missing` from the answer, `unparsable`. Where the manifest is silent: dropped, missing.",
      kind: .words(
        Rejection.allCases.map(\.rawValue), standard: Rejection.standard.map(\.rawValue))),
    ManifestField(
      name: "filters", mark: .what, title: "Filters",
      summary:
        "Who judges candidates, in this order; an empty list keeps all rows of the task's form. Where the "
        + "manifest is silent: schema, length, duplicates; of tasks of rows, schema alone.",
      kind: .filters),
    ManifestField(
      name: "split", mark: .what, title: "Split",
      summary: "Which share of the groups of records is held out of training. A group is what "
        + "stands under one heading; without headings a section.", kind: .group(split)),
    ManifestField(
      name: "budget", mark: .how, title: "Budget",
      summary: "How many dollars a run may spend on a teacher behind a network; it stops in good "
        + "order before a request that might cost more than is left.",
      kind: .decimal(Millionths(count: 1)...Millionths(count: 1_000_000_000_000))),
    ManifestField(
      name: "expect", mark: .how, title: "Expectations",
      summary:
        "Limits on the version's statistics, such as `records >= 500` or `near_duplicates < 1%`, and "
        + "on how they differ from the version before, such as `js(label) < 0.1`; where one fails, `run` "
        + "and `compare` exit with 4.", kind: .expectations),
    ManifestField(
      name: "contamination", mark: .how, title: "Contamination",
      summary:
        "Files of benchmarks' texts, relative to the manifest, that records should not hold; how many "
        + "do is the statistic `contamination`.", kind: .paths),
    ManifestField(
      name: "check", mark: .how, title: "Check",
      summary:
        "Which share of the version's rows may be at fault, by the lines of `stemma check`, such as "
        + "`near_duplicates: 0.01`.", kind: .shares(CheckLine.allCases.map(\.rawValue))),
    ManifestField(
      name: "publish", mark: .how, title: "Publish",
      summary: "`always`, or `when-expected`: only if all that is expected holds.",
      kind: .choice(Publishing.allCases.map(\.rawValue))),
  ]

  /// What is said of an output.
  static let ofOutput: [ManifestField] = [
    ManifestField(
      name: "name", mark: .what, title: "Name", summary: "What the column is called.",
      isRequired: true, kind: .text(limit: 64)),
    ManifestField(
      name: "description", mark: .what, title: "Description",
      summary: "What is to stand in it, in a sentence or two.", kind: .text(limit: 2_000)),
  ]

  /// What is said of a class.
  static let ofClass: [ManifestField] = [
    ManifestField(
      name: "name", mark: .what, title: "Name", summary: "The label that its texts have.",
      isRequired: true, kind: .text(limit: 200)),
    ManifestField(
      name: "description", mark: .what, title: "Description",
      summary: "What belongs to the class, in a sentence or two.", isRequired: true,
      kind: .text(limit: 2_000)),
    ManifestField(
      name: "weight", mark: .what, title: "Weight",
      summary: "Its share of the records, beside the other classes' weights.",
      kind: .integer(1...1_000, standard: 1)),
    ManifestField(
      name: "from", mark: .what, title: "From",
      summary: "Inputs and headings, by their names, of which all is of this class; where none is "
        + "named, passages are found by the words of its description.",
      kind: .texts(limit: 1_000, each: 1_000)),
  ]

  private static let split: [ManifestField] = [
    ManifestField(
      name: "validation", mark: .what, title: "Validation",
      summary: "The share of groups for validation.", kind: .decimal(heldOut)),
    ManifestField(
      name: "test", mark: .what, title: "Test",
      summary: "The share of groups for test.", kind: .decimal(heldOut)),
    ManifestField(
      name: "leak", mark: .what, title: "Leak",
      summary: "A held-out record that shares so much of its three-word runs with a training one "
        + "belongs to no side; 0.8 where the manifest is silent.",
      kind: .decimal(Millionths(count: 500_000)...Millionths(count: 1_000_000))),
  ]

  private static let heldOut = Millionths(count: 1)...Millionths(count: 900_000)

  /// One for each kind, by its name.
  private static let inputs: [ManifestField] = [
    ManifestField(
      name: InputKind.documents.rawValue, mark: .what, title: "Documents",
      summary:
        "Paths and patterns such as `notes/*.md`, relative to the manifest. What they "
        + "match is pinned, by name and content, in the receipt.",
      kind: .paths),
    ManifestField(
      name: InputKind.seeds.rawValue, mark: .what, title: "Seeds",
      summary:
        "Files of seed examples, as a JSON array or JSON Lines, by path or pattern relative to "
        + "the manifest; pinned like documents.",
      kind: .paths),
    ManifestField(
      name: InputKind.datasets.rawValue, mark: .what, title: "Datasets",
      summary:
        "Versions such as `coffee@head` whose records are the seed examples, or the rows; pinned by "
        + "receipt.",
      kind: .versions),
    ManifestField(
      name: InputKind.tables.rawValue, mark: .what, title: "Tables",
      summary:
        "Files of rows, as CSV with a header, a JSON array or JSON Lines, by path or pattern relative to "
        + "the manifest; pinned like documents.",
      kind: .paths),
  ]

  private static let sampling: [ManifestField] = [
    ManifestField(
      name: "seed", mark: .what, title: "Seed",
      summary: "Keys every random draw. Unset, stemma's own draws use 0 and the teacher gets none.",
      kind: .seed),
    ManifestField(
      name: "temperature", mark: .what, title: "Temperature",
      summary: "0 takes the likeliest answer; more widens the choice. At most six decimals.",
      kind: .decimal(Millionths(count: 0)...Millionths(count: 2_000_000))),
    ManifestField(
      name: "top_p", mark: .what, title: "Top-p",
      summary: "Draws only among the likeliest choices that together reach this share.",
      kind: .decimal(Millionths(count: 1)...Millionths(count: 1_000_000))),
    ManifestField(
      name: "max_tokens", mark: .what, title: "Most tokens",
      summary: "How many tokens an answer may have at most.",
      kind: .integer(1...1_000_000, standard: nil)),
  ]
}
