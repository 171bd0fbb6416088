public import StemmaExperiment
public import StemmaRecord

/// A document as it was found.
public struct InputFile: Sendable {
  /// Its path relative to the manifest, with `/`.
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

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
  /// How much is asked side by side, at least 1.
  public let width: Int
  /// What is true of this occasion only: times, host, versions.
  public let occasion: JSONObject
  /// When the run began, in seconds since 1970 (UTC).
  public let seconds: Int64

  public init(
    manifest: Manifest, source: [UInt8], overrides: [String], template: Template?,
    inputs: [InputFile], width: Int, occasion: JSONObject, seconds: Int64
  ) {
    self.manifest = manifest
    self.source = source
    self.overrides = overrides
    self.template = template
    self.inputs = inputs
    self.width = width
    self.occasion = occasion
    self.seconds = seconds
  }
}

/// How far a run has come.
public struct RunProgress: Sendable {
  /// The round under way, from 1.
  public let round: Int
  /// Prompts judged in this round, and how many it has.
  public let judged: Int
  public let prompts: Int
  public let kept: Int
}

/// What a run made.
public struct RunReport: Sendable {
  public let receipt: Receipt
  /// Records wanted in all; nil where `per_section` alone set a ceiling.
  public let wanted: Int?
  /// Sections that something was asked about.
  public let sections: Int
  /// Those of them of which nothing was kept.
  public let barrenSections: Int

  /// Records that are lacking; 0 where none was wanted in particular.
  public var shortfall: Int { max(0, (wanted ?? 0) - receipt.counts.kept) }
}
