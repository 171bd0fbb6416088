import Yams

/// Reads one text of YAML into a tree. Nothing of the parser's types leaves this file and
/// `YAMLTreeBuilder`.
struct YAMLSource {
  let source: Int
  /// The field that the text is the value of; empty for a whole manifest.
  var path = ""

  /// - Returns: nil where no tree could be had, with at least one problem. An empty text gives a
  ///   node that is null.
  func read(_ bytes: [UInt8], _ problems: inout ProblemList) -> YAMLNode? {
    guard let text = YAMLGuard(source: source).text(bytes, &problems) else { return nil }
    return read(text, &problems)
  }

  private func read(_ text: String, _ problems: inout ProblemList) -> YAMLNode? {
    // The parser gives up at a key that stands twice. So such a key is marked and the text parsed
    // again, until all are known; the tree then has them under their right names.
    var marks = DuplicateMarks(text)
    let rounds = min(32, 2 + 500_000 / max(1, text.utf8.count))
    var duplicate: (any Error)?
    for round in 0...rounds {
      do {
        return try tree(round == 0 ? text : marks.markedText, marks, &problems)
      } catch {
        guard case YamlError.duplicatedKeysInMapping(_, let context) = error else {
          if let duplicate { add(duplicate, text, &problems) }
          add(error, text, &problems)
          return nil
        }
        if duplicate == nil { duplicate = error }
        guard marks.mark(line: context.mark.line, column: context.mark.column) else { break }
      }
    }
    if let duplicate { add(duplicate, text, &problems) }
    return nil
  }

  private func tree(
    _ text: String, _ marks: DuplicateMarks, _ problems: inout ProblemList
  ) throws -> YAMLNode? {
    // Encoding and resolver are named because the default ones look at the environment and try a
    // dozen regular expressions on each key.
    let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
    guard let root = try parser.singleRoot() else {
      return YAMLNode(place: .start(of: source), content: .scalar("", isPlain: true))
    }
    // The parser owns the anchors that nodes point at.
    return withExtendedLifetime(parser) {
      var builder = YAMLTreeBuilder(source: source, marks: marks, problems: problems)
      let node = builder.node(root, path)
      problems = builder.problems
      return node
    }
  }

  private func add(_ error: any Error, _ text: String, _ problems: inout ProblemList) {
    guard let failure = YAMLFailure(error) else {
      problems.add(
        "manifest.syntax", at: .start(of: source), "This is not valid YAML.",
        nextStep: "Check quotes, colons and indentation.")
      return
    }
    failure.add(to: &problems, source: source, text: text)
  }
}
