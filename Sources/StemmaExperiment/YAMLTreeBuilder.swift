import Yams

/// Turns the parser's nodes into ours, and refuses what a manifest has no use for.
struct YAMLTreeBuilder {
  let source: Int
  let marks: DuplicateMarks
  var problems: ProblemList

  /// - Parameter path: the field that the node is the value of.
  mutating func node(_ node: Node, _ path: String) -> YAMLNode {
    let place = place(node)
    // An alias gives its anchor's node, so not descending keeps this linear.
    guard node.anchor == nil else {
      problems.add(
        "manifest.anchor", at: place, path: path,
        "An anchor (`&name`) stands here; manifests have none.",
        nextStep: "Write the value where it belongs, twice where it is needed twice.")
      return YAMLNode(place: place, content: .scalar("anchored", isPlain: false))
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain
      refuse(tag: scalar.tag, isPlain ? [""] : ["", Self.text, "!"], at: place, path)
      return YAMLNode(place: place, content: .scalar(scalar.string, isPlain: isPlain))
    case .sequence(let sequence):
      refuse(tag: sequence.tag, [""], at: place, path)
      let elements = sequence.enumerated().map { self.node($0.element, "\(path)[\($0.offset)]") }
      return YAMLNode(place: place, content: .sequence(elements))
    case .mapping(let mapping):
      refuse(tag: mapping.tag, [""], at: place, path)
      return YAMLNode(place: place, content: .mapping(members(mapping, path)))
    case .alias:
      return YAMLNode(place: place, content: .scalar("alias", isPlain: false))
    }
  }

  private static let text = "tag:yaml.org,2002:str"

  private mutating func members(_ mapping: Node.Mapping, _ parent: String) -> [YAMLMember] {
    let prefix = parent.isEmpty ? "" : parent + "."
    var members: [YAMLMember] = []
    // A dictionary would join canonically equivalent keys.
    var firstPlaces: [[UInt8]: Place] = [:]
    for (key, value) in mapping {
      let place = place(key)
      guard let name = name(key, at: place, parent) else { continue }
      let value = node(value, prefix + name)
      if let first = firstPlaces[Array(name.utf8)] {
        problems.add(
          "manifest.duplicate-field", at: place, path: prefix + name,
          "\(Shown.text(name)) stands here a second time; the first is on line \(first.line).",
          nextStep: "Keep one of the two.")
        continue
      }
      firstPlaces[Array(name.utf8)] = place
      members.append(YAMLMember(key: name, place: place, value: value))
    }
    return members
  }

  private mutating func name(
    _ key: Node, at place: Place, _ parent: String
  ) -> String? {
    guard key.anchor == nil else {
      _ = node(key, parent)
      return nil
    }
    guard case .scalar(let scalar) = key else {
      problems.add(
        "manifest.syntax", at: place, path: parent,
        "A field's name must be a word, not a list or a mapping.",
        nextStep: "Write `name: value`; quote a value that begins with `[`, `{` or `?`.")
      return nil
    }
    // Looking for duplicates has given every key the tag of text.
    refuse(tag: scalar.tag, ["", Self.text, "!"], at: place, parent)
    return marks.original(scalar.string, line: place.line, column: place.column)
  }

  private mutating func refuse(
    tag: Tag, _ allowed: [String], at place: Place, _ path: String
  ) {
    let name = tag.description
    guard !allowed.contains(name) else { return }
    problems.add(
      "manifest.tag", at: place, path: path, "A tag (`!…`) stands here; manifests have none.",
      nextStep: "Take it out; quotes make a text of what looks like a number.")
  }

  private func place(_ node: Node) -> Place {
    Place(source: source, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }
}
