public import StemmaExperiment
public import StemmaRecord

/// All that a run needs from outside.
public struct RunRequest: Sendable {
  public let manifest: Manifest
  /// The manifest's file as it was written.
  public let source: [UInt8]
  /// `field=value`, as given with `--set`.
  public let overrides: [String]
  /// The template the manifest names; nil for the task's own.
  public let template: Template?
  public let inputs: [InputFile]
  /// The benchmarks that the manifest names.
  public let benchmarks: [BenchmarkFile]
  /// How much is asked side by side, at least 1.
  public let width: Int
  /// Whether recorded answers do not count, so that all is asked again.
  public let isFresh: Bool
  /// Whether batches are waited for, or left to a later run.
  public let waitsForBatches: Bool
  /// The sweep that the run is a part of; nil for a run by itself.
  public let sweep: SweepPart?
  /// What is true of this occasion only: times, host, versions.
  public let occasion: JSONObject
  /// When the run began, in seconds since 1970 (UTC).
  public let seconds: Int64

  public init(
    manifest: Manifest, source: [UInt8], overrides: [String], template: Template?,
    inputs: [InputFile], benchmarks: [BenchmarkFile] = [], width: Int, isFresh: Bool = false,
    waitsForBatches: Bool = true,
    sweep: SweepPart? = nil, occasion: JSONObject, seconds: Int64
  ) {
    self.manifest = manifest
    self.source = source
    self.overrides = overrides
    self.template = template
    self.inputs = inputs
    self.benchmarks = benchmarks
    self.width = width
    self.isFresh = isFresh
    self.waitsForBatches = waitsForBatches
    self.sweep = sweep
    self.occasion = occasion
    self.seconds = seconds
  }
}
