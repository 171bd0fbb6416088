/// What a service still allows, as the headers of its responses say.
struct Allowance: Equatable {
  let limit: Int
  let remaining: Int
  /// Until all is allowed again, at most two minutes.
  let reset: Duration

  /// What a response says of requests and tokens; empty for most services.
  static func all(in head: ResponseHead) -> [Allowance] {
    guard head.hasAllowances else { return [] }
    var found: [Allowance] = []
    for kind in ["requests", "tokens"] {
      if let allowance = allowance(
        head, limit: "x-ratelimit-limit-\(kind)", remaining: "x-ratelimit-remaining-\(kind)",
        reset: head["x-ratelimit-reset-\(kind)"].flatMap { Waits.seconds($0) })
      {
        found.append(allowance)
      }
    }
    for kind in ["requests", "tokens", "input-tokens", "output-tokens"] {
      let prefix = "anthropic-ratelimit-\(kind)-"
      if let allowance = allowance(
        head, limit: prefix + "limit", remaining: prefix + "remaining",
        reset: head[prefix + "reset"].flatMap { Waits.until(Instant(timestamp: $0), head) })
      {
        found.append(allowance)
      }
    }
    return found
  }

  private static func allowance(
    _ head: ResponseHead, limit: String, remaining: String, reset: Double?
  ) -> Allowance? {
    guard let limit = head[limit].flatMap({ Int($0) }), limit > 0,
      let remaining = head[remaining].flatMap({ Int($0) }), (0...limit).contains(remaining),
      let reset
    else { return nil }
    return Allowance(
      limit: min(limit, 1 << 40), remaining: min(remaining, 1 << 40),
      reset: .seconds(min(reset, Waits.longestSeconds)))
  }
}
