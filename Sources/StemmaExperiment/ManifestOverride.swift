import StemmaRecord

/// One `path=value` of the command line.
struct ManifestOverride {
  private let path: [String]
  private let keyPlace: Place
  /// Nil takes the field away.
  private let value: YAMLNode?

  /// The text as a problem's file: one line, at most 100 scalars.
  static func shown(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(100) {
      shown.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
    }
    return String(shown) + (text.unicodeScalars.count > 100 ? "…" : "")
  }

  /// - Returns: nil where path or value is wrong, with a problem.
  init?(_ text: String, source: Int, _ problems: inout ProblemList) {
    let scalars = text.unicodeScalars
    let start = Place.start(of: source)
    guard let equals = scalars.firstIndex(of: "="), equals > scalars.startIndex else {
      problems.add(
        "manifest.bad-override", at: start, "\(Shown.text(text)) is not of the form path=value.",
        nextStep: "Write `--set sampling.temperature=0.9`.")
      return nil
    }
    let before = scalars[..<equals]
    guard let path = Self.path(before, source: source, &problems) else { return nil }
    // Spaces stand for the path, so that columns are those of the whole text.
    let spaces = String(repeating: " ", count: before.count + 1)
    let rest = String(String.UnicodeScalarView(scalars[equals...].dropFirst()))
    var own = ProblemList(files: problems.files)
    let node = YAMLSource(source: source, path: path.joined(separator: ".")).read(
      Array((spaces + rest).utf8), &own)
    guard let node, own.isEmpty else {
      problems.append(own)
      return nil
    }
    self.path = path
    keyPlace = start
    value = node.isNull ? nil : node
  }

  private static func path(
    _ text: Substring.UnicodeScalarView, source: Int, _ problems: inout ProblemList
  ) -> [String]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var fields = ManifestField.all
    var path: [String] = []
    for part in parts {
      let name = String(String.UnicodeScalarView(part))
      guard let field = fields.first(where: { $0.name.hasSameBytes(as: name) }) else {
        let column = text.distance(from: text.startIndex, to: part.startIndex) + 1
        addUnknown(
          String(String.UnicodeScalarView(text)), parent: path,
          at: Place(source: source, line: 1, column: column), &problems)
        return nil
      }
      path.append(name)
      fields = field.fields
    }
    return path
  }

  private static func addUnknown(
    _ text: String, parent: [String], at place: Place, _ problems: inout ProblemList
  ) {
    let owner = parent.joined(separator: ".")
    let isLeaf = ManifestField.all.first { $0.name == parent.first }?.fields.isEmpty ?? false
    let suggestion = isLeaf ? owner : FieldNames.nearestPath(text)
    let next =
      if isLeaf { "Set `\(owner)` as a whole." } else {
        suggestion.map { "Did you mean `\($0)`?" }
          ?? "Known are \(Shown.list(ManifestField.paths))."
      }
    problems.add(
      "manifest.unknown-field", at: place, path: text,
      isLeaf ? "`\(owner)` has no fields of its own." : "There is no field \(Shown.text(text)).",
      suggestion: suggestion, nextStep: next)
  }

  // MARK: Applying

  func apply(to root: inout YAMLNode) {
    root = changed(root, path[...])
  }

  /// `provider:model` as the mapping that says the same.
  private static func parts(ofTeacher text: String, _ place: Place) -> [YAMLMember] {
    let parts = text.split(separator: ":", maxSplits: 1)
    let isAddress = parts.count > 1 && ["http:", "https:"].contains { parts[1].hasPrefix($0) }
    return zip(["provider", isAddress ? "base_url" : "model"], parts).map { name, value in
      YAMLMember(
        key: name, place: place,
        value: YAMLNode(place: place, content: .scalar(String(value), isPlain: false)))
    }
  }

  private func changed(_ node: YAMLNode, _ rest: ArraySlice<String>) -> YAMLNode {
    guard let name = rest.first else { return value ?? node }
    var members: [YAMLMember] = []
    switch node.content {
    case .mapping(let found): members = found
    case .scalar where node.isNull: break
    case .scalar(let text, _) where path.first == "teacher":
      members = Self.parts(ofTeacher: text, node.place)
    // The file has something else here, which is a problem of its own.
    case .scalar, .sequence: return node
    }
    let index = members.firstIndex(of: name)
    if rest.count == 1, value == nil {
      if let index { members.remove(at: index) }
      return YAMLNode(place: node.place, content: .mapping(members))
    }
    let empty = YAMLNode(place: keyPlace, content: .mapping([]))
    let old = index.map { members[$0].value } ?? empty
    let isValue = rest.count == 1
    let member = YAMLMember(
      key: name, place: index.flatMap { isValue ? nil : members[$0].place } ?? keyPlace,
      value: changed(old, rest.dropFirst()))
    if let index { members[index] = member } else { members.append(member) }
    return YAMLNode(place: node.place, content: .mapping(members))
  }
}
