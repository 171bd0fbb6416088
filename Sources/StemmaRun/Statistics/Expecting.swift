import StemmaExperiment
public import StemmaRecord
public import StemmaStatistics
public import StemmaStore

/// Holds what was made against what its manifest expects.
struct Expecting {
  private let store: Store
  private let summarizer: Summarizer

  init(_ store: Store, width: Int) {
    self.store = store
    summarizer = Summarizer(store, width: width)
  }

  /// - Parameters:
  ///   - receipt: of a version about to be published; all of its objects are in the store.
  ///   - execution: what its commit is to keep of the occasion.
  /// - Returns: one for each expectation. What takes another version is compared with the first run of
  ///   the sweep, where there is one; else with the newest of the dataset that has another receipt.
  func checks(
    of receipt: Receipt, _ manifest: Manifest, _ execution: JSONObject, sweep: SweepPart?
  ) throws -> [ExpectationCheck] {
    guard !manifest.expectations.isEmpty else { return [] }
    var summary = try summarizer.summary(of: receipt)
    summary.take(execution: execution)
    var before = sweep?.first
    if sweep == nil, manifest.expectations.contains(where: \.measure.isComparing),
      let head = try store.head(of: manifest.dataset)
    {
      let versions = try store.versions(of: head.dataset)
      if let version = versions.last(where: { $0.receipt != receipt.id }) {
        before = try summarizer.summary(of: store.receipt(version.receipt))
        before?.take(execution: try store.execution(of: version))
      }
    }
    return ExpectationCheck.all(manifest.expectations, before: before, after: summary)
  }
}

extension ExpectationCheck {
  /// What was expected and what there is, as `records >= 500: 37`.
  public var line: String {
    switch state {
    case .met, .failed: "\(expectation.text): \(value.map(Self.shown) ?? "")"
    case .unmeasured:
      "\(expectation.text): not measured" + (nearest.map { "; the nearest is \($0)" } ?? "")
    case .unchecked: "\(expectation.text): not checked, as there is no version before it"
    }
  }

  /// What was probably meant by a name that is none, as it is to be written.
  private var nearest: String? {
    NearestName.of(expectation.statistic, among: measured).map(Expectation.written)
  }

  /// With six digits after the point at most.
  private static func shown(_ value: Double) -> String {
    guard let millionths = Int(exactly: (value * 1_000_000).rounded()) else { return "\(value)" }
    return Millionths(count: millionths).description
  }

  public var json: JSONValue {
    var object: JSONObject = [
      "expected": .string(expectation.text), "state": .string(state.rawValue),
    ]
    object["nearest"] = nearest.map { .string($0) }
    object["value"] = value.map { value in
      Int(exactly: value).map { .integer($0) } ?? .number(value)
    }
    return .object(object)
  }
}

extension Store {
  /// What a version's commit keeps of the occasion on which it was made.
  public func execution(of version: Version) throws -> JSONObject {
    try files(of: version)["execution.json"].flatMap { try? JSONReader.read($0) }?.object
      ?? JSONObject()
  }
}
