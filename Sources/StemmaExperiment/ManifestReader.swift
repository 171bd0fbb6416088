public import StemmaRecord

/// Reads manifests and checks them against what the other rooms offer. Pure: bytes in, values out.
public struct ManifestReader: Sendable {
  private let catalogue: Catalogue
  private let fault: @Sendable (FilterChoice) -> FilterFault?

  /// - Parameter fault: what a filter itself has against its parameters; asked where nothing else is wrong
  ///   with them.
  public init(
    catalogue: Catalogue, fault: @escaping @Sendable (FilterChoice) -> FilterFault? = { _ in nil }
  ) {
    self.catalogue = catalogue
    self.fault = fault
  }

  /// Reads a manifest, applies the overrides, and checks the outcome.
  ///
  /// An override is `path=value`: a dotted field name such as `sampling.temperature`, and what
  /// would stand after the field's colon. It replaces or adds the field before anything is checked,
  /// so it may mend a wrong value; a later one wins. An empty value or `null` takes the field away.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, at most 1 MiB.
  ///   - file: what problems call the file.
  ///   - overrides: what problems call `--set path=value`.
  ///   - adapters: what is registered for a dataset, the oldest first; asked only where `self` answers.
  /// - Throws: every problem at once, in order of position.
  public func read(
    _ bytes: [UInt8], file: String, overrides: [String] = [],
    adapters: (_ dataset: String) -> [Adapter] = { _ in [] }
  ) throws(ManifestError) -> Manifest {
    var problems = ProblemList(
      files: [file] + overrides.map { "--set " + ManifestOverride.shown($0) })
    let root = YAMLSource(source: 0).read(bytes, &problems)
    var changes: [ManifestOverride] = []
    for (index, text) in overrides.enumerated() {
      if let change = ManifestOverride(text, source: index + 1, &problems) {
        changes.append(change)
      }
    }
    guard var root else { throw ManifestError(problems.sorted) }
    for change in changes { change.apply(to: &root) }
    return try withoutActuallyEscaping(adapters) { adapters throws(ManifestError) in
      var checker = ManifestChecker(
        catalogue: catalogue, problems: problems, fault: fault, adapters: adapters)
      guard let manifest = checker.manifest(root), checker.problems.isEmpty else {
        throw ManifestError(checker.problems.sorted)
      }
      return manifest
    }
  }
}
