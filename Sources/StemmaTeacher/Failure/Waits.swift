/// How long services ask to be left alone, in each of the forms they say it in.
enum Waits {
  /// Longer than this nobody waits: the run stops and can be resumed.
  static let longestSeconds = 120.0

  /// What `retry-after-ms` and `retry-after` say, in seconds from when the response was made.
  ///
  /// A date is compared with the response's own `date`, so that no clock but the server's counts.
  ///
  /// - Returns: nil where neither is there, or can be read; never below 0.
  static func asked(by head: ResponseHead) -> Double? {
    if let text = head["retry-after-ms"], let value = number(text) { return value / 1000 }
    guard let text = head["retry-after"] else { return nil }
    if let value = number(text) { return value }
    return until(Instant(httpDate: text), head)
  }

  /// Seconds from the response's `date` to `moment`, at least 0.
  static func until(_ moment: Instant?, _ head: ResponseHead) -> Double? {
    guard let moment, let now = head["date"].flatMap({ Instant(httpDate: $0) }) else { return nil }
    return max(0, moment.seconds - now.seconds)
  }

  /// Reads `37s`, `1.5s`, `6m0s`, `12ms`, `1h2m3s`.
  ///
  /// - Returns: nil for anything else.
  static func seconds(_ text: String) -> Double? {
    var rest = Substring(text)
    var total = 0.0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest[digits.endIndex...]
      let unit = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest[unit.endIndex...]
      let scales = ["ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400]
      guard let value = number(String(digits)), let scale = scales[String(unit)] else { return nil }
      total += value * scale
    }
    return total
  }

  /// A plain decimal of at most 9 whole digits, not negative.
  private static func number(_ text: String) -> Double? {
    let halves = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = halves.first, (1...9).contains(whole.utf8.count),
      text.utf8.count <= 32,
      halves.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Double(text)
  }
}
