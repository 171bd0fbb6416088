/// What was made of what, as names and arrows.
public struct LineageGraph: Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// The version that was asked about.
    case own
    case version
    case input
    case adapter
  }

  public struct Node: Hashable, Sendable {
    public let name: String
    public let kind: Kind

    public init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// From what was there first to what came of it.
  public struct Edge: Hashable, Sendable {
    public let parent: String
    public let child: String
    /// Empty where nothing is said of it.
    public let label: String
    /// Whether both have the same receipt.
    public let isTwin: Bool

    public init(parent: String, child: String, label: String = "", isTwin: Bool = false) {
      self.parent = parent
      self.child = child
      self.label = label
      self.isTwin = isTwin
    }
  }

  public enum Element: Hashable, Sendable {
    case node(Node)
    case edge(Edge)
  }

  /// Nodes that only edges name are versions.
  public let elements: [Element]

  public init(_ elements: [Element]) { self.elements = elements }

  public var edges: [Edge] {
    elements.compactMap { if case .edge(let edge) = $0 { edge } else { nil } }
  }

  /// Every node, by name, in the order in which they are named.
  var nodes: [Node] {
    var nodes: [Node] = []
    var known: Set<String> = []
    for case .node(let node) in elements where known.insert(node.name).inserted {
      nodes.append(node)
    }
    for name in edges.flatMap({ [$0.parent, $0.child] }) where known.insert(name).inserted {
      nodes.append(Node(name: name, kind: .version))
    }
    return nodes
  }
}
