public import StemmaRecord
public import StemmaStore

/// What became of one record in one version.
public enum RecordWay: Sendable {
  /// It was made.
  case made(RecordTrace)
  /// It was given, not made.
  case given(GivenTrace)
  /// It was asked for; what came of it, as the ledger has it, was not kept.
  case rejected([LedgerEntry])
  /// It was never asked for or, where the version was given, is not in it.
  case absent(isGiven: Bool)

  /// - Parameter id: as any version has it.
  public init(_ id: RecordID, of receipt: Receipt, in store: Store) throws {
    if let given = try GivenTrace(id, of: receipt, in: store) {
      self = .given(given)
    } else if let trace = try RecordTrace(id, of: receipt, in: store) {
      self = .made(trace)
    } else {
      let rejected = try Ledger(of: receipt, in: store).entries(of: id)
      self = rejected.isEmpty ? .absent(isGiven: receipt.grade == .given) : .rejected(rejected)
    }
  }

  /// Nil where the version has no such record.
  public var record: Record? {
    switch self {
    case .made(let trace): trace.record
    case .given(let trace): trace.record
    case .rejected, .absent: nil
    }
  }

  /// The section's or the seed's text; nil where none is known.
  public var subjectText: String? {
    guard case .made(let trace) = self else { return nil }
    return switch trace.subject {
    case .section(let section): section.text
    case .seed(let seed): seed.instruction + "\n" + seed.response
    case .row: trace.subject.sourceText
    }
  }

  /// What was asked, message by message; nil where nothing is known to have been.
  public var messages: [(role: String, content: String)]? {
    guard case .made(let trace) = self else { return nil }
    return (trace.prompt["messages"]?.array ?? []).map {
      ($0["role"]?.string ?? "", $0["content"]?.string ?? "")
    }
  }
}
