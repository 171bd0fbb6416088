/// A moment that a header names, in seconds since 1970 in UTC.
struct Instant: Equatable {
  let seconds: Double

  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, as RFC 9110 wants dates written.
  init?(httpDate text: String) {
    let parts = text.split(separator: " ")
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    guard parts.count == 6, parts[5] == "GMT",
      let month = months.firstIndex(of: String(parts[2]))
    else { return nil }
    self.init(year: parts[3], month: month + 1, day: parts[1], time: parts[4], offsetSeconds: 0)
  }

  /// Reads `2024-05-01T12:00:00Z` and its like with fractions and offsets, RFC 3339.
  init?(timestamp text: String) {
    let halves = text.split(separator: "T", omittingEmptySubsequences: false)
    guard halves.count == 2 else { return nil }
    let date = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    guard date.count == 3, let month = Self.number(date[1], 1...12) else { return nil }
    var time = halves[1]
    var offset = 0
    if time.hasSuffix("Z") {
      time.removeLast()
    } else {
      guard let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return nil }
      let parts = time[time.index(after: sign)...].split(separator: ":")
      guard parts.count == 2, let hours = Self.number(parts[0], 0...23),
        let minutes = Self.number(parts[1], 0...59)
      else { return nil }
      offset = (hours * 60 + minutes) * (time[sign] == "-" ? -60 : 60)
      time = time[..<sign]
    }
    self.init(year: date[0], month: month, day: date[2], time: time, offsetSeconds: offset)
  }

  private init?(
    year: Substring, month: Int, day: Substring, time: Substring, offsetSeconds: Int
  ) {
    let clock = time.split(separator: ":", omittingEmptySubsequences: false)
    guard clock.count == 3, let year = Self.number(year, 1970...9999),
      let day = Self.number(day, 1...31), let hour = Self.number(clock[0], 0...23),
      let minute = Self.number(clock[1], 0...59), clock[2].utf8.count <= 16,
      let second = Self.number(clock[2].prefix(2), 0...60),
      clock[2].utf8.count == 2 || clock[2].dropFirst(2).hasPrefix(".")
    else { return nil }
    let fraction = Double("0\(clock[2].dropFirst(2))") ?? 0
    let days = Self.days(year: year, month: month, day: day)
    seconds =
      Double(days * 86_400 + hour * 3600 + minute * 60 + second - offsetSeconds) + fraction
  }

  /// Days since 1970-01-01 in the Gregorian calendar, counted from March so that a leap day is last.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = (month + 9) % 12
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    return marchYear * 365 + leapDays + (marchMonth * 153 + 2) / 5 + day - 1 - 719_468
  }

  private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
    guard (1...4).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text)
    else { return nil }
    return range.contains(value) ? value : nil
  }
}
