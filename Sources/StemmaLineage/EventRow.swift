public import StemmaRecord

/// Whatever is true and is not a version: an attestation, a discarded run, a repeated execution.
public struct EventRow: Hashable, Sendable {
  /// The event's commit on the events branch: lower-case hexadecimal.
  public let commit: String
  /// What happened, in one word such as `attestation`.
  public let kind: String
  /// The receipt the event is about; nil where it is about none.
  public let subject: ObjectID?
  /// The commit's moment, in seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64
  /// The event itself: canonical JSON.
  public let body: [UInt8]

  public init(commit: String, kind: String, subject: ObjectID?, seconds: Int64, body: [UInt8]) {
    self.commit = commit
    self.kind = kind
    self.subject = subject
    self.seconds = seconds
    self.body = body
  }
}
