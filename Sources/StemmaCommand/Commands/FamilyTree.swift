import StemmaPage
import StemmaRecord
import StemmaRun
import StemmaStore

/// What a version descends from, and what descends from it.
struct FamilyTree {
  let version: Version
  let receipt: Receipt
  let template: ObjectID?
  /// What was imported; nil for a version that was made.
  let statement: ImportStatement?
  let cause: String?
  /// All versions of the dataset, oldest first.
  let history: [Version]
  /// Other versions with the same receipt.
  let twins: [Version]
  /// For each input, the other versions made from its text.
  let siblings: [(input: Receipt.Input, versions: [Version])]
  let events: [Event]
  /// What it was made from, and what was made from it.
  let kinship: Kinship

  init(_ version: Version, in store: Store) throws {
    self.version = version
    receipt = try store.receipt(version.receipt)
    let plan = try store.json(of: receipt.plan, .plan)
    template = plan["template"]?.string.flatMap(ObjectID.init(_:))
    statement = ImportStatement(plan: plan)
    cause = try VersionDetails(version, in: store).execution["cause"]?.string
    history = try store.versions(of: version.dataset)
    twins = try store.versions(withReceipt: version.receipt).filter { $0 != version }
    siblings = try receipt.inputs.map { input in
      (input, try store.versions(usingText: input.text).filter { $0 != version })
    }
    events = try store.events(of: version)
    kinship = try Kinship(of: version.receipt, in: store)
  }

  private var previous: Version? { version.number > 1 ? history[version.number - 2] : nil }

  private var next: Version? { version.number < history.count ? history[version.number] : nil }

  var json: JSONObject {
    func names(_ versions: [Version]) -> JSONValue { .array(versions.map { .string($0.name) }) }
    var json: JSONObject = [
      "ancestors": Kinship.json(kinship.ancestors),
      "descendants": Kinship.json(kinship.descendants),
      "events": .array(events.map { .object(Wording.event($0)) }),
      "inputs": .array(
        siblings.map { input, versions in
          [
            "bytes": .string(input.bytes.description), "name": .string(input.name),
            "text": .string(input.text.description), "usedBy": names(versions),
          ]
        }), "next": next.map { .string($0.name) } ?? .null,
      "plan": .string(receipt.plan.description),
      "previous": previous.map { .string($0.name) } ?? .null,
      "receipt": .string(version.receipt.description), "sameReceipt": names(twins),
      "template": template.map { .string($0.description) } ?? .null,
      "version": .string(version.name),
    ]
    json["cause"] = cause.map { .string($0) }
    json["import"] = statement?.json
    return json
  }

  var lines: [String] {
    var lines = ["\(version.name)  \(version.receipt)"]
    if let cause { lines.append("  made by   \(cause)") }
    if let statement { lines.append("  from      \(statement.line)") }
    for (input, versions) in siblings {
      let others =
        versions.isEmpty ? "" : ", also in \(versions.map(\.name).joined(separator: ", "))"
      lines.append(
        "  from      \(Terminal.visible(input.name)) text \(input.text.short)\(others)"
      )
    }
    lines += kinship.lines
    if let template { lines.append("  template  \(template.short)") }
    if let previous { lines.append("  previous  \(previous.name)") }
    if let next { lines.append("  next      \(next.name)") }
    if !twins.isEmpty {
      lines.append("  same as   \(twins.map(\.name).joined(separator: ", "))")
    }
    lines += events.map { "  event     \(Wording.line($0))" }
    return lines
  }

  /// What flows, from above to below.
  var graph: LineageGraph {
    func edge(_ parent: String, _ child: String) -> LineageGraph.Element {
      .edge(LineageGraph.Edge(parent: parent, child: child))
    }
    var elements = [LineageGraph.Element.node(.init(name: version.name, kind: .own))]
    for (input, versions) in siblings {
      elements.append(.node(.init(name: input.name, kind: .input)))
      elements += ([version] + versions).map { edge(input.name, $0.name) }
    }
    elements += zip(history, history.dropFirst()).map { edge($0.name, $1.name) }
    elements += kinship.adapterNames.map { .node(.init(name: $0, kind: .adapter)) }
    elements += kinship.edges(own: version.name, version.receipt).map {
      .edge(.init(parent: $0.parent, child: $0.child, label: $0.label))
    }
    elements += twins.map { twin in
      let (older, newer) = twin.seconds <= version.seconds ? (twin, version) : (version, twin)
      return .edge(
        .init(parent: older.name, child: newer.name, label: "same receipt", isTwin: true))
    }
    return LineageGraph(elements)
  }

  /// The tree in Graphviz's language.
  var graphviz: String {
    func quoted(_ text: String) -> String {
      let escaped = Terminal.visible(text).flatMap {
        $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0)
      }
      return "\"\(String(escaped))\""
    }
    let marks: [LineageGraph.Kind: String] = [
      .own: "style=bold", .input: "shape=note", .adapter: "shape=ellipse",
    ]
    let lines = graph.elements.map { element in
      switch element {
      case .node(let node):
        return "  \(quoted(node.name)) [\(marks[node.kind] ?? "shape=box")];"
      case .edge(let edge):
        let style = edge.isTwin ? "style=dashed, " : ""
        let marks = edge.label.isEmpty ? "" : " [\(style)label=\"\(edge.label)\"]"
        return "  \(quoted(edge.parent)) -> \(quoted(edge.child))\(marks);"
      }
    }
    return (["digraph lineage {", "  rankdir=TB;", "  node [shape=box];"] + lines + ["}"])
      .joined(separator: "\n")
  }
}
