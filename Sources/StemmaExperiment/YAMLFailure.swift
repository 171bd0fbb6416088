import Yams

/// The parser's errors in our words.
struct YAMLFailure {
  private let code: String
  private let mark: Mark
  /// Where what went wrong began, such as an opening quote.
  private var opening: Mark?
  private let detail: String

  /// - Returns: nil where the error has no place.
  init?(_ error: any Error) {
    guard let error = error as? YamlError else { return nil }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _):
      let isDeep = problem.contains("nesting level")
      code = isDeep ? "manifest.too-deep" : "manifest.syntax"
      self.mark = mark
      opening = context?.mark
      detail = [context?.text, problem].compactMap(\.self).joined(separator: ": ")
    case .composer(let context, let problem, let mark, _):
      // With a context: another document follows. Without: an alias to nothing.
      code = context == nil ? "manifest.anchor" : "manifest.several-documents"
      self.mark = mark
      detail = problem
    case .duplicatedKeysInMapping(_, let context):
      code = "manifest.duplicate-field"
      mark = context.mark
      detail = ""
    default: return nil
    }
  }

  func add(to problems: inout ProblemList, source: Int, text: String) {
    let place = place(source, text)
    switch code {
    case "manifest.too-deep":
      problems.add(
        code, at: place, "This is nested more deeply than any manifest.",
        nextStep: "Check for brackets that are never closed.")
    case "manifest.several-documents":
      problems.add(
        code, at: place, "A second document begins here; a file holds one manifest.",
        nextStep: "Take the line `---` out, or give each manifest a file of its own.")
    case "manifest.anchor":
      problems.add(
        code, at: place, "An alias (`*name`) stands here; manifests have none.",
        nextStep: "Write the value itself, or quote a text that begins with `*`.")
    case "manifest.duplicate-field":
      problems.add(
        code, at: place, "This key stands again further down.", nextStep: "Keep one of the two.")
    default:
      if let tab = tabInIndentation(text, source: source, line: place.line) {
        problems.add(
          "manifest.tab-indentation", at: tab, "A tab stands in the indentation.",
          nextStep: "Indent with spaces: YAML allows no tabs there.")
      } else {
        problems.add(
          code, at: place, "This is not valid YAML: \(detail).", nextStep: hint)
      }
    }
  }

  /// Never past the text's end. What was opened and not closed is shown where it was opened.
  private func place(_ source: Int, _ text: String) -> Place {
    let end = Place(source: source, offset: .max, in: Array(text.utf8))
    let found = Place(source: source, line: max(1, mark.line), column: max(1, mark.column))
    if let opening, detail.contains("quoted scalar") || detail.contains("flow") {
      let start = Place(source: source, line: opening.line, column: opening.column)
      if start < end, found.line > start.line || found >= end { return start }
    }
    return min(found, end)
  }

  private var hint: String {
    if detail.contains("mapping values are not allowed") {
      return "Check the indentation, and quote a text that holds a colon and a space."
    }
    if detail.contains("cannot start any token") {
      return "Quote a text that begins with `@`, a backquote or `%`, and indent with spaces."
    }
    if detail.contains("quoted scalar") { return "Close the quotes." }
    if detail.contains("flow") { return "Close the bracket, and part what it holds by commas." }
    return "Check quotes, colons and indentation."
  }

  /// Where the line's leading white space holds a tab.
  private func tabInIndentation(_ text: String, source: Int, line: Int) -> Place? {
    var current = 1
    var column = 1
    var isLeading = true
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" {
        if !(scalar == "\n" && previous == "\r") { current += 1 }
        guard current <= line else { return nil }
        column = 1
        isLeading = true
      } else {
        if current == line, isLeading, scalar == "\t" {
          return Place(source: source, line: line, column: column)
        }
        isLeading = isLeading && (scalar == " " || scalar == "\t")
        column += 1
      }
      previous = scalar
    }
    return nil
  }
}
