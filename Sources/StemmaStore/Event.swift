import StemmaHistory
import StemmaLineage
public import StemmaRecord

/// Whatever is true and is not a version: an attestation, a repeated execution.
public struct Event: Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// A version was made again, and this came of it.
    case attestation
    /// A run gave what head had already.
    case repetition
    /// A version was given a name, or lost one.
    case tag
    /// Somebody wrote something about a version.
    case note
    /// Weights were trained on a version, and may answer as `self`.
    case adapter
    /// An unfinished run was dropped, with the answers it had.
    case discard
    /// A version's pairs were written into the document that it was made from, or taken out again.
    case application
    /// A version's files were uploaded to a hub of datasets.
    case upload
  }

  /// The commit that holds it, 40 hexadecimal digits.
  public let commit: String
  /// One of `Kind`, or the word of a kind that a newer stemma knows.
  public let kind: String
  /// The receipt it is about; nil where it names none.
  public let subject: ObjectID?
  /// When, in seconds since 1970 (UTC).
  public let seconds: Int64
  public var body: JSONValue
}

extension Store {
  /// Adds an event to the history.
  ///
  /// - Parameters:
  ///   - body: what is to be remembered; kind and subject are added to it.
  public func append(
    _ kind: Event.Kind, about subject: ObjectID, _ body: JSONObject, seconds: Int64
  ) throws(StoreError) {
    try append(about: subject, seconds: seconds) { (kind, body) }
  }

  /// Adds the event that `decide` gives while the history's lock is held, or none.
  func append(
    about subject: ObjectID, seconds: Int64,
    _ decide: () throws -> (kind: Event.Kind, body: JSONObject)?
  ) throws(StoreError) {
    let ref = Indexing.eventsRef
    try locked { locked in
      guard let (kind, body) = try decide() else { return }
      var event = body
      event["kind"] = .string(kind.rawValue)
      event["subject"] = .string(subject.description)
      _ = try locked.append(
        to: ref, expecting: try history.target(of: ref),
        files: ["event.json": IndentedJSON.bytes(.object(event))],
        message: "\(kind.rawValue) of \(subject)\n",
        moment: HistoryMoment(secondsSinceEpoch: seconds))
    }
    // What the history holds is true, whatever becomes of the index.
    try? catchUp()
  }

  /// The events about a receipt, oldest first.
  ///
  /// - Throws: `StoreError.history` where the events cannot all be read.
  public func events(about receipt: ObjectID) throws(StoreError) -> [Event] {
    try requireReadable(Indexing.eventsRef)
    return try withIndex { lineage throws(LineageError) in try lineage.events(about: receipt) }
      .map(Event.init)
  }
}

extension Event {
  init(_ row: EventRow) {
    self.init(
      commit: row.commit, kind: row.kind, subject: row.subject, seconds: row.seconds,
      body: (try? JSONReader.read(row.body)) ?? .null)
  }
}
