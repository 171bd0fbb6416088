public import StemmaRecord

/// How often was asked in one go of a run, and what did not need to be asked.
public struct AskingTally: Hashable, Sendable {
  /// Questions sent, and those of them that no answer can be had to.
  public var asked = 0
  public var failed = 0
  /// Requests sent, with those sent again.
  public var sendings = 0
  /// Answers of the interrupted run that this one goes on with, of other ones, and of versions. They
  /// cost nothing.
  public var reusedOfThisRun = 0
  public var reusedOfOtherRuns = 0
  public var reusedOfVersions = 0
  /// Tokens of what was sent, as far as the service said.
  public var tokensIn = 0
  public var tokensOut = 0
  /// What they cost; nil where the price is not known.
  public var spent: Money?

  public var reused: Int { reusedOfThisRun + reusedOfOtherRuns + reusedOfVersions }

  mutating func addReused(from origin: RecordedAnswers.Origin) {
    switch origin {
    case .thisRun: reusedOfThisRun += 1
    case .otherRun: reusedOfOtherRuns += 1
    case .version: reusedOfVersions += 1
    }
  }

  mutating func add(_ exchange: Exchange) {
    asked += 1
    sendings += exchange.sendings
    if case .failed = exchange.result { failed += 1 }
    tokensIn += exchange.usage?.prompt ?? 0
    tokensOut += exchange.usage?.completion ?? 0
  }

  public var json: JSONObject {
    var json: JSONObject = [
      "asked": .integer(asked), "failed": .integer(failed),
      "reused": [
        "otherRuns": .integer(reusedOfOtherRuns), "thisRun": .integer(reusedOfThisRun),
        "versions": .integer(reusedOfVersions),
      ],
      "sendings": .integer(sendings),
      "tokens": ["completion": .integer(tokensOut), "prompt": .integer(tokensIn)],
    ]
    json["dollars"] = spent.map { .string($0.decimal) }
    return json
  }
}
