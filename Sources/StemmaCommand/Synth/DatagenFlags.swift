import ArgumentParser
import StemmaRecord

/// What `stemma datagen` is told.
struct DatagenFlags: ParsableArguments {
  @Option(name: .long, help: "The field that the examples are from.")
  var domain: String

  @Option(name: .long, help: "How many examples to make.")
  var count: Int

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A file of examples to vary, a JSON array or JSON Lines; a neutral one where none is named.",
      valueName: "file"), completion: .file(extensions: ["json", "jsonl"]))
  var seeds: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The file to write, in place of an older one.", valueName: "file"))
  var output: String?

  @Option(name: .long, help: "What prompts call the kind of examples.")
  var taskType = "instruction-response"

  @Option(
    name: .long, parsing: .singleValue,
    help: "A rule for every example, in words; may be repeated.")
  var constraint: [String] = []

  @Option(name: .long, help: "Several such rules, parted by commas.")
  var constraints: String?

  @Option(name: .long, help: "What prompts say of the wanted form.")
  var outputSchema: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A prompt template, a JSON file; the task's own where none is named.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var template: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A LoRA's file, of which each example tells; its digest is pinned.", valueName: "file"),
    completion: .file())
  var lora: String?

  @Option(name: .long, help: "How many candidates to make for each example.")
  var candidateCount = 3

  @Option(name: .long, help: "The quality that the best of them must have, from 0 to 1.")
  var minQuality = "0.45"

  @Option(name: .long, help: "The most tokens of an answer; unset, the teacher's own.")
  var maxTokens: Int?

  func validate() throws {
    if Millionths(minQuality).map({ !(0...1_000_000).contains($0.count) }) ?? true {
      throw ValidationError("--min-quality takes a number from 0 to 1.")
    }
    for (name, value) in [
      ("count", count), ("candidate-count", candidateCount), ("max-tokens", maxTokens),
    ] {
      if let value, value < 1 { throw ValidationError("--\(name) takes a number from 1.") }
    }
  }

  /// In the order in which they are written: each by itself first.
  private var allConstraints: [String] {
    let shorthand = (constraints ?? "").split(separator: ",").map {
      String(Substring($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
    }
    return constraint + shorthand.filter { !$0.isEmpty }
  }

  /// The files that are read, with the options that name them.
  var inputs: [(option: String, path: String)] {
    [("--seeds", seeds), ("--template", template), ("--lora", lora)].compactMap { option, path in
      path.map { (option, $0) }
    }
  }

  /// - Parameters:
  ///   - dataset: where versions go.
  ///   - folder: the working folder, from which the manifest's paths begin.
  func manifest(dataset: String, in folder: String) throws -> String {
    func relative(_ path: String) throws -> String {
      Paths.relative(try Paths.absolute(path, from: folder), to: folder)
    }
    var manifest = MeantManifest(of: "stemma datagen", dataset: dataset, task: "instruction")
    if let seeds { manifest.addInput(.seeds, try relative(seeds)) }
    manifest.add("teacher", plain: "embedded")
    manifest.add("sampling", [("max_tokens", maxTokens.map(String.init))])
    manifest.add("template", try template.map { .string(try relative($0)) })
    manifest.add("domain", .string(domain))
    manifest.add("task_type", .string(taskType))
    manifest.add("output_schema", outputSchema.map { .string($0) })
    manifest.add("lora", try lora.map { .string(try relative($0)) })
    if !allConstraints.isEmpty {
      manifest.add("constraints", .texts(allConstraints))
    }
    manifest.add("count", plain: String(count))
    manifest.add("candidates", plain: String(candidateCount))
    manifest.add("filters", plain: "[schema, duplicates, quality: {minimum: \(minQuality)}]")
    return manifest.text
  }
}
