import ArgumentParser

/// A manifest, and what is to be changed in it for this once.
struct ManifestOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The manifest, a YAML file.", valueName: "manifest"),
    completion: Completions.manifest)
  var manifest: String

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Override a field, as in sampling.temperature=0.9; may be repeated.",
      valueName: "field=value"))
  var overrides: [String] = []

  @Flag(help: "Leave out documents that cannot be read, and name them.")
  var skipUnreadable = false

  /// - Parameters:
  ///   - more: further overrides.
  ///   - store: where adapters are registered.
  func read(_ more: [String] = [], store: StoreOptions) throws -> ManifestFile {
    var file = try ManifestFile(manifest, overrides: overrides + more, store: store)
    file.skipsUnreadable = skipUnreadable
    return file
  }
}
