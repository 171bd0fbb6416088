import ArgumentParser
import StemmaExperiment
import StemmaRecord
import StemmaRun

/// How `stemma synth instructions` asks and filters.
struct SynthFlags: ParsableArguments {
  enum Strategy: String, ExpressibleByArgument, CaseIterable { case extraction, expansion, both }

  enum Filter: String, ExpressibleByArgument, CaseIterable {
    case sway
    case dedupOnly = "dedup-only"
    case none
  }

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Who answers: `self`, `hf:MODEL`, `openai:MODEL`, `anthropic:MODEL`, `vllm-server:URL`, "
        + "`embedded`, or any other teacher of a manifest.", valueName: "teacher"))
  var teacher = TeacherChoice.adapterProvider

  @Option(name: .long, help: "The most pairs of what stands under one heading.")
  var perSection = 3

  @Option(
    name: .long, help: "What to ask: what the prose answers, more than that, or half and half.")
  var strategy = Strategy.extraction

  @Option(name: .long, help: "What is kept: what a teacher prefers, what is not there yet, or all.")
  var filter = Filter.sway

  @Option(name: .long, help: "How far an answer must be preferred to none, with --filter sway.")
  var threshold = "0.1"

  @Option(name: .long, help: "The most pairs that are accepted in all.")
  var maxPairs: Int?

  @Option(name: .long, help: "The most tokens of an answer.")
  var maxNewTokens = 512

  @Option(name: .long, help: "The temperature; unset, the teacher's own.")
  var temp: String?

  @Option(name: .long, help: "Draw only among the likeliest that reach this share.")
  var topP: String?

  @Option(name: .long, help: "Keys every draw.")
  var seed: UInt64?

  func validate() throws {
    for (name, value) in [("threshold", threshold), ("temp", temp), ("top-p", topP)] {
      if let value, Millionths(value) == nil {
        throw ValidationError("--\(name) takes a number such as 0.2.")
      }
    }
    for (name, value) in [
      ("per-section", perSection), ("max-pairs", maxPairs), ("max-new-tokens", maxNewTokens),
    ] {
      if let value, value < 1 { throw ValidationError("--\(name) takes a number from 1.") }
    }
  }

  /// - Parameters:
  ///   - document: the document's path as it was given.
  ///   - dataset: where versions go.
  func manifest(of document: String, dataset: String) -> String {
    var manifest = MeantManifest(
      of: "stemma synth instructions \(document)", dataset: dataset, task: "qa")
    manifest.addInput(.documents, String(document.split(separator: "/").last ?? ""))
    manifest.add("teacher", .string(teacher))
    manifest.add(
      "sampling",
      [
        ("seed", seed.map(String.init)), ("temperature", temp), ("top_p", topP),
        ("max_tokens", String(maxNewTokens)),
      ])
    manifest.add("strategy", plain: strategy.rawValue)
    manifest.add("per_section", plain: String(perSection))
    manifest.add("count", plain: maxPairs.map(String.init))
    // Whoever wants more pairs asks for more of each passage: nothing is asked twice.
    manifest.add("max_attempts", plain: "1")
    let duplicates = "duplicates: {threshold: 0.95}"
    switch filter {
    case .sway:
      manifest.add("filters", plain: "[schema, \(duplicates), sway: {threshold: \(threshold)}]")
    case .dedupOnly: manifest.add("filters", plain: "[schema, \(duplicates)]")
    case .none: manifest.add("filters", plain: "[]")
    }
    return manifest.text
  }
}

/// Why a run cannot be made of the flags, in their own words.
struct SynthFlagError: ActionableError {
  let code: String
  let whatHappened: String
  let place: String?
  let nextStep: String

  /// - Returns: nil where the manifest's own words will do.
  init?(_ error: ManifestError, _ flags: SynthFlags, dataset: String) {
    guard error.problems.count == 1, let problem = error.problems.first else { return nil }
    code = problem.code
    switch problem.code {
    case "manifest.no-adapter":
      whatHappened =
        "`self` is what was trained on dataset `\(dataset)`, and nothing is registered as that yet."
      place = "--teacher self"
      nextStep =
        "Train on the document, and register what comes of it with `stemma adapter add \(dataset) "
        + "--version N --teacher vllm-server:URL#MODEL --file adapter.safetensors`; or let another "
        + "teacher begin, with `--teacher` and `hf:MODEL`, `openai:MODEL`, `anthropic:MODEL`, "
        + "`vllm-server:URL` or `embedded`."
    case "manifest.teacher-cannot" where problem.path.hasPrefix("filters"):
      whatHappened = problem.whatHappened
      place = "--filter \(flags.filter.rawValue)"
      nextStep =
        "Write `--filter dedup-only`; or take a teacher that does, such as `embedded` or "
        + "`vllm-server:URL`; or have another one weigh, by `roles.sway` in what --print-manifest "
        + "writes."
    default: return nil
    }
  }
}
