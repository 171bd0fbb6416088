/// What an object in the store is. The tag is hashed with the content, so that no two kinds of
/// object can be confused; the number stands in pack headers.
public enum ObjectKind: UInt8, CaseIterable, Sendable {
  /// An input's bytes, exactly as they were read.
  case bytes = 1
  /// The text extracted from an input, UTF-8.
  case text = 2
  /// A template's canonical JSON.
  case template = 3
  /// The *what* of a manifest: canonical JSON.
  case plan = 4
  /// A rendered prompt: canonical JSON.
  case prompt = 5
  /// A run of entries of a sequence.
  case leaf = 6
  /// Children of a sequence's tree.
  case node = 7
  /// A sequence's root: cut parameters, count and tree; canonical JSON.
  case sequence = 8
  /// A receipt: canonical JSON.
  case receipt = 9

  /// The word that is hashed before the content.
  public var tag: String {
    switch self {
    case .bytes: "bytes"
    case .text: "text"
    case .template: "template"
    case .plan: "plan"
    case .prompt: "prompt"
    case .leaf: "leaf"
    case .node: "node"
    case .sequence: "sequence"
    case .receipt: "receipt"
    }
  }

  /// What is hashed before the content: `stemma`, space, tag, NUL.
  var hashPrefix: [UInt8] { Self.hashPrefixes[Int(rawValue)] }

  private static let hashPrefixes = (0...UInt8.max).map { number in
    ObjectKind(rawValue: number).map { Array("stemma \($0.tag)\0".utf8) } ?? []
  }
}
