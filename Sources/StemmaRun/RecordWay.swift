public import StemmaRecord
public import StemmaStore

/// What became of one record in one version.
public enum RecordWay: Sendable {
  /// It was made.
  case made(RecordTrace)
  /// It was given, not made.
  case given(GivenTrace)
  /// It was asked for or given, and was not kept; what came of it, as the ledger has it.
  case rejected([LedgerEntry], wasGiven: Bool)
  /// It was never asked for, or is not among what was given.
  case absent(wasGiven: Bool)

  /// - Parameter id: as any version has it.
  public init(_ id: RecordID, of receipt: Receipt, in store: Store) throws {
    if let given = try GivenTrace(id, of: receipt, in: store) {
      self = .given(given)
    } else if let trace = try RecordTrace(id, of: receipt, in: store) {
      self = .made(trace)
    } else {
      let rejected = try Ledger(of: receipt, in: store).entries(of: id)
      let wasGiven = try ReviewPlan.ground(of: receipt, in: store).receipt.grade == .given
      self =
        rejected.isEmpty
        ? .absent(wasGiven: wasGiven) : .rejected(rejected, wasGiven: wasGiven)
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
