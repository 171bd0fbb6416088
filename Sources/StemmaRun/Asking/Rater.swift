import StemmaExperiment
import StemmaFilter
import StemmaRecord

/// Has the candidates of one asking judged, or weighed.
struct Rater: Sendable {
  private let sampling: Sampling
  private let domain: String?
  private let constraints: [String]
  /// What the rating of one row takes at most, in tokens.
  private static let tokensPerRow = 80
  private static let tokensAround = 200

  init(_ manifest: Manifest) {
    // What the manifest does not set is not sent; what it sets, the judge needs coolly.
    sampling = Sampling(
      seed: manifest.sampling.seed,
      temperature: manifest.sampling.temperature.map { _ in Millionths(count: 0) },
      maxTokens: manifest.sampling.maxTokens)
    domain = manifest.domain
    constraints = manifest.constraints
  }

  /// A candidate to be rated, and where it stands.
  struct Place {
    let slot: Int
    let candidate: Int
    let row: JSONObject
  }

  /// - Parameter role: the judge's, or that of who weighs.
  /// - Returns: what was answered about each place alone, to one question or more.
  func replies(
    _ role: Role, about places: [Place], of item: PlanItem, _ asking: Asking,
    by respondent: any Respondent
  ) async throws -> [[Reply]] {
    func key(_ place: Place) -> PromptKey {
      PromptKey(
        item: item.key, slots: place.slot..<place.slot + 1, candidate: place.candidate,
        attempt: asking.attempt)
    }
    guard role == .judge else {
      let alone = places.map { weighing($0.row, item, key($0)) }
      return try await respondent.replies(to: alone).map { [$0] }
    }
    let rows = places.map { JudgeQuestion.rows(about: $0.row) }
    let alone = zip(places, rows).flatMap { place, rows in
      rows.map { prompt([$0], item, key(place)) }
    }
    let whole = PromptKey(item: item.key, slots: asking.slots, attempt: asking.attempt)
    let all = rows.flatMap(\.self)
    var replies = try await respondent.ratings(of: alone) { chosen in
      prompt(chosen.map { all[$0] }, item, whole)
    }[...]
    return rows.map { rows in
      defer { replies = replies.dropFirst(rows.count) }
      return Array(replies.prefix(rows.count))
    }
  }

  /// What a reply about one row says; nil where it is none.
  static func answer(in reply: Reply) -> String? {
    guard case .answered(let answer) = reply.exchange.result, answer.finishReason == .stop else {
      return nil
    }
    return answer.text
  }

  private func weighing(_ row: JSONObject, _ item: PlanItem, _ key: PromptKey) -> Prompt {
    guard let question = SwayQuestion(row) else {
      preconditionFailure("a row that has no question or answer is not asked about")
    }
    return question.prompt(of: item.subject, key: key, seed: sampling.seed)
  }

  private func prompt(_ rows: [JSONObject], _ item: PlanItem, _ key: PromptKey) -> Prompt {
    var sampling = sampling
    if let limit = sampling.maxTokens {
      sampling.maxTokens = max(limit, Self.tokensAround + rows.count * Self.tokensPerRow)
    }
    return JudgeQuestion.prompt(
      about: rows, of: item.subject, key: key, sampling: sampling, domain: domain,
      constraints: constraints)
  }
}
