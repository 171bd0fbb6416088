import StemmaStatistics

/// How numbers and long texts are put on a page.
enum Shown {
  /// With a comma before each three digits.
  static func number(_ number: Int) -> String {
    var text = ""
    let digits = Array(String(number.magnitude))
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + text
  }

  /// A value of a statistic.
  static func value(_ value: Double, _ kind: Statistic.Kind) -> String {
    guard let whole = Int(exactly: value) else { return Statistic.text(of: value, kind) }
    return kind == .count || kind == .category ? number(whole) : Statistic.text(of: value, kind)
  }

  /// `1 record`, `2 records`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(self.number(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// At most so many scalars from the beginning, with a mark where there are more.
  static func beginning(_ text: String, _ limit: Int) -> String {
    guard let end = place(limit, in: text) else { return text }
    return String(text.unicodeScalars[..<end]) + "…"
  }

  /// At most so many scalars from the end.
  static func end(_ text: String, _ limit: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.suffix(limit)))
  }

  /// Where the scalar number `limit` begins; nil where there are no more than so many.
  private static func place(_ limit: Int, in text: String) -> String.Index? {
    let scalars = text.unicodeScalars
    guard
      let place = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      place < scalars.endIndex
    else { return nil }
    return place
  }

  /// A place in a picture, in its own units.
  static func place(_ value: Double) -> String { Statistic.decimal(value, places: 1) }
}
