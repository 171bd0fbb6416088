/// Words of the user's, made fit for one line of an error.
enum Shown {
  private static let limit = 48

  /// In backquotes; cut to 48 scalars, what cannot be printed escaped.
  static func text(_ text: String) -> String {
    var shown = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == limit {
        shown += "…"
        break
      }
      shown += scalar.isPrintable ? String(scalar) : scalar.escaped(asASCII: true)
    }
    return "`\(shown)`"
  }

  /// `a`, `b` and `c`.
  static func list(_ names: [String]) -> String {
    let shown = names.map { "`\($0)`" }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "none" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: false
    default: true
    }
  }
}
