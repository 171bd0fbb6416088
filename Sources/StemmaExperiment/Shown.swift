import StemmaRecord

/// Words of the user's, made fit for one line of an error.
enum Shown {
  private static let limit = 48

  /// In backquotes; cut to 48 scalars, what cannot be printed escaped.
  static func text(_ text: String) -> String { "`\(text.onOneLine(limit: limit))`" }

  /// `a`, `b` and `c`.
  static func list(_ names: [String]) -> String {
    let shown = names.map { "`\($0)`" }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "none" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
