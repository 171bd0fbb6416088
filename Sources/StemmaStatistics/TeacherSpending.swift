public import StemmaRecord

/// What a version's answers took of its teachers, those included that were recorded before: told by the
/// run that made it, since a transcript does not say whose an answer is, nor what it cost.
public struct TeacherSpending: Hashable, Sendable {
  /// What one teacher's answers took.
  public struct Share: Hashable, Sendable {
    /// As the service counted them.
    public var promptTokens = 0
    public var completionTokens = 0
    /// Answers of which it did not say.
    public var untold = 0
    /// At the manifest's price or the list's; nil where nobody knows it.
    public var cost: Money?

    public init(cost: Money?) { self.cost = cost }

    /// - Parameter price: nil where nobody knows it.
    public mutating func add(_ usage: TokenUsage?, at price: TokenPrice?) {
      guard let usage else {
        untold += 1
        return
      }
      promptTokens += usage.prompt
      completionTokens += usage.completion
      cost = cost.flatMap { cost in price.map { cost + $0.cost(usage) } }
    }
  }

  /// By the manifest's names; the empty one where it has only one teacher.
  public let teachers: [String: Share]

  /// - Returns: nil where no answer's tokens were told.
  public init?(_ teachers: [String: Share]) {
    let told = teachers.filter { $0.value.promptTokens + $0.value.completionTokens > 0 }
    guard !told.isEmpty else { return nil }
    self.teachers = told
  }

  /// All teachers together; the cost is nil where that of any is not known.
  public var whole: Share {
    teachers.values.reduce(into: Share(cost: .zero)) { whole, share in
      whole.promptTokens += share.promptTokens
      whole.completionTokens += share.completionTokens
      whole.untold += share.untold
      whole.cost = whole.cost.flatMap { cost in share.cost.map { cost + $0 } }
    }
  }

  // MARK: JSON

  public var json: JSONValue {
    .array(
      teachers.sorted { $0.key.precedesByBytes($1.key) }.map { name, share in
        var json: JSONObject = [
          "completion": .integer(share.completionTokens), "prompt": .integer(share.promptTokens),
          "untold": .integer(share.untold),
        ]
        if !name.isEmpty { json["name"] = .string(name) }
        json["picodollars"] = share.cost.map { .string(String($0.picodollars)) }
        return .object(json)
      })
  }

  /// - Returns: nil where a member is missing or of another type, or there is none.
  public init?(json: JSONValue?) {
    var teachers: [String: Share] = [:]
    for entry in json?.array ?? [] {
      guard let prompt = entry["prompt"]?.integer, let completion = entry["completion"]?.integer,
        let untold = entry["untold"]?.integer, min(prompt, completion, untold) >= 0
      else { return nil }
      let cost = entry["picodollars"]?.string.flatMap { Int128($0) }
      var share = Share(cost: cost.map { Money(picodollars: $0) })
      (share.promptTokens, share.completionTokens, share.untold) = (prompt, completion, untold)
      teachers[entry["name"]?.string ?? ""] = share
    }
    self.init(teachers)
  }
}

extension VersionSummary {
  /// Takes what is known of the occasion on which the version was made, and is no function of what it
  /// holds.
  ///
  /// - Parameter execution: as its commit keeps it.
  public mutating func take(execution: JSONObject) {
    contamination = ContaminationShare(json: execution["contamination"])
    spending = TeacherSpending(json: execution["spending"])
  }
}
