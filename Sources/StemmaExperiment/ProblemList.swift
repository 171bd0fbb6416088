/// Collects problems while texts are read, and puts them in order of position.
struct ProblemList {
  private static let limit = 100

  /// How each text is called, by source number.
  let files: [String]
  private var found: [(place: Place, problem: ManifestProblem)] = []

  init(files: [String]) { self.files = files }

  var isEmpty: Bool { found.isEmpty }
  var count: Int { found.count }

  /// Whether looking for a suggestion is still worth the time.
  var wantsSuggestions: Bool { found.count < Self.limit }

  mutating func add(
    _ code: String, at place: Place, path: String = "", _ whatHappened: String,
    suggestion: String? = nil, nextStep: String
  ) {
    found.append(
      (
        place,
        ManifestProblem(
          code: code, file: files[place.source], line: place.line, column: place.column,
          path: path, whatHappened: whatHappened, suggestion: suggestion, nextStep: nextStep)
      ))
  }

  mutating func append(_ other: ProblemList) { found.append(contentsOf: other.found) }

  /// In order of position; problems at one place stay in the order they were found.
  var sorted: [ManifestProblem] {
    let order = found.indices.sorted { left, right in
      (found[left].place, left) < (found[right].place, right)
    }
    var problems = order.prefix(Self.limit).map { found[$0].problem }
    if let next = order.dropFirst(Self.limit).first {
      let first = found[next].problem
      problems.append(
        ManifestProblem(
          code: "manifest.too-many-problems", file: first.file, line: first.line,
          column: first.column, path: "",
          whatHappened: "\(found.count - Self.limit) more problems follow.", suggestion: nil,
          nextStep: "Mend those named before, then try again."))
    }
    return problems
  }
}
