import StemmaStatistics

/// Family trees drawn: what flows points downwards. Of a large one only what lies near the versions
/// asked about is shown.
public struct LineagePicture: Sendable {
  private let nodes: [LineageGraph.Node]
  private let edges: [LineageGraph.Edge]
  private let hidden: Int

  private static let nodeLimit = 28
  private static let layerLimit = 6
  private static let boxHeight = 26.0
  private static let layerHeight = 68.0

  /// - Parameter graphs: drawn as one.
  public init(_ graphs: [LineageGraph]) {
    var kinds: [String: LineageGraph.Kind] = [:]
    var order: [String] = []
    for node in graphs.flatMap(\.nodes) {
      if kinds[node.name] == nil { order.append(node.name) }
      if kinds[node.name] != .own { kinds[node.name] = node.kind }
    }
    var seen: Set<LineageGraph.Edge> = []
    let all = graphs.flatMap(\.edges).filter { seen.insert($0).inserted && $0.parent != $0.child }
    let near = Self.near(order.filter { kinds[$0] == .own }, all, order)
    nodes = near.map { LineageGraph.Node(name: $0, kind: kinds[$0] ?? .version) }
    edges = all.filter { near.contains($0.parent) && near.contains($0.child) }
    hidden = order.count - near.count
  }

  /// The nodes nearest to those asked about, at most so many.
  private static func near(
    _ own: [String], _ edges: [LineageGraph.Edge], _ order: [String]
  ) -> [String] {
    var near = own
    var known = Set(own)
    var level = own
    while !level.isEmpty, near.count < nodeLimit {
      let inner = Set(level)
      level = []
      for edge in edges {
        for (one, other) in [(edge.parent, edge.child), (edge.child, edge.parent)]
        where inner.contains(one) && near.count < nodeLimit && known.insert(other).inserted {
          near.append(other)
          level.append(other)
        }
      }
    }
    return order.filter(known.contains)
  }

  /// What the template `lineage` names; nil where there is nothing to draw.
  var values: Values? { values { _ in nil } }

  /// - Parameter link: where a version's own page is.
  func values(link: (LineageGraph.Node) -> String?) -> Values? {
    guard nodes.count > 1 else { return nil }
    let layers = layers()
    let boxes = boxes(layers)
    let width = max(320, boxes.values.map { $0.x + $0.width }.max() ?? 0) + 8
    let names = edges.map {
      "\($0.parent) to \($0.child)\($0.label.isEmpty ? "" : " (\($0.label))")"
    }
    let hasLinks = nodes.contains { link($0) != nil }
    return [
      // What is a picture to everybody has no links to those who do not see it.
      "role": hasLinks ? "group" : "img", "width": Shown.place(width),
      "height": Shown.place(Double(layers.count - 1) * Self.layerHeight + Self.boxHeight + 12),
      "alternative": "Family tree: \(names.joined(separator: "; "))."
        + (hidden > 0 ? " \(Shown.count(hidden, "node")) further away not shown." : ""),
      "nodes": nodes.compactMap { node -> Values? in
        boxes[node.name].map { values(node, $0, link(node)) }
      },
      "edges": edges.compactMap { edge -> Values? in
        guard let from = boxes[edge.parent], let to = boxes[edge.child] else { return nil }
        return values(edge, from, to)
      },
    ]
  }

  private struct Box {
    var x: Double
    var y: Double
    let width: Double
    var centre: Double { x + width / 2 }
  }

  /// Each below all that it came from; too many side by side go on in the next layer.
  private func layers() -> [[String]] {
    var depth: [String: Int] = [:]
    // Names may go round in a circle; there are no more steps than nodes.
    for _ in nodes.indices {
      var isSettled = true
      for edge in edges {
        let wanted = (depth[edge.parent] ?? 0) + 1
        if (depth[edge.child] ?? 0) < wanted, wanted < nodes.count {
          depth[edge.child] = wanted
          isSettled = false
        }
      }
      if isSettled { break }
    }
    var layers: [[String]] = []
    let levels = Set(nodes.map { depth[$0.name] ?? 0 }).sorted()
    for level in levels {
      let names = nodes.map(\.name).filter { (depth[$0] ?? 0) == level }
      for start in stride(from: 0, to: names.count, by: Self.layerLimit) {
        layers.append(Array(names[start..<min(names.count, start + Self.layerLimit)]))
      }
    }
    return layers
  }

  private func boxes(_ layers: [[String]]) -> [String: Box] {
    func width(_ name: String) -> Double {
      Double(Self.label(name).unicodeScalars.count) * 6.1 + 18
    }
    let widest = layers.map { $0.reduce(0) { $0 + width($1) + 22 } - 22 }.max() ?? 0
    var boxes: [String: Box] = [:]
    for (level, names) in layers.enumerated() {
      let whole = names.reduce(0) { $0 + width($1) + 22 } - 22
      var x = 4 + (max(widest, 312) - whole) / 2
      for name in names {
        boxes[name] = Box(x: x, y: 4 + Double(level) * Self.layerHeight, width: width(name))
        x += width(name) + 22
      }
    }
    return boxes
  }

  private static func label(_ name: String) -> String { Shown.beginning(name, 30) }

  private func values(_ node: LineageGraph.Node, _ box: Box, _ link: String?) -> Values {
    var values: Values = [
      "name": Self.label(node.name), "kind": node.kind.rawValue, "x": Shown.place(box.x),
      "y": Shown.place(box.y), "boxWidth": Shown.place(box.width),
      "round": node.kind == .input ? "1" : node.kind == .adapter ? "13" : "5",
      "textX": Shown.place(box.centre), "textY": Shown.place(box.y + 17),
    ]
    if let link { values["link"] = link }
    return values
  }

  private func values(_ edge: LineageGraph.Edge, _ from: Box, _ to: Box) -> Values {
    let start = (from.centre, from.y + Self.boxHeight)
    let end = (to.centre, to.y - 1)
    let middle = (start.1 + end.1) / 2
    let numbers = [start.0, start.1, start.0, middle, end.0, middle, end.0, end.1]
      .map(Shown.place)
    var values: Values = [
      "isTwin": edge.isTwin,
      "path": "M\(numbers[0]) \(numbers[1])C\(numbers[2]) \(numbers[3]) \(numbers[4]) "
        + "\(numbers[5]) \(numbers[6]) \(numbers[7])",
      "labelX": Shown.place((start.0 + end.0) / 2), "labelY": Shown.place(middle),
    ]
    if !edge.label.isEmpty { values["label"] = edge.label }
    return values
  }
}
