extension String {
  /// Words from outside, made fit for one line of an error or a report: what cannot be printed is
  /// escaped, and the rest cut off.
  ///
  /// - Parameter limit: the most scalars kept, at least 1.
  public func onOneLine(limit: Int) -> String {
    var shown = ""
    for (count, scalar) in unicodeScalars.enumerated() {
      guard count < limit else { return shown + "…" }
      shown += scalar.isPrintable ? String(scalar) : scalar.escaped(asASCII: true)
    }
    return shown
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
