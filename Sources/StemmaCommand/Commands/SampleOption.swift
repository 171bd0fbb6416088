import ArgumentParser

/// A look at the first questions, before all of them are asked.
struct SampleOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask only for about so many records, spread over the plan, as --set sample.",
      valueName: "records"))
  var sample: Int?

  /// What it changes in a manifest.
  var overrides: [String] { sample.map { ["sample=\($0)"] } ?? [] }
}
