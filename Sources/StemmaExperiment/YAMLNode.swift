import StemmaRecord

/// A manifest's text as a tree in which everything knows its place.
struct YAMLNode: Sendable {
  indirect enum Content: Sendable {
    /// `isPlain`: written without quotes, so it may mean a number, a truth value or nothing.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([YAMLMember])
  }

  let place: Place
  let content: Content

  /// Nothing, `~` or `null` stands here.
  var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return text.isEmpty || ["~", "null", "Null", "NULL"].contains(text)
  }
}

extension YAMLNode {
  /// The first scalar in it that is this text.
  func scalar(_ text: String) -> YAMLNode? {
    switch content {
    case .scalar(let own, _): own.hasSameBytes(as: text) ? self : nil
    case .sequence(let nodes): nodes.lazy.compactMap { $0.scalar(text) }.first
    case .mapping(let members): members.lazy.compactMap { $0.value.scalar(text) }.first
    }
  }
}

/// A key with its value. Keys of one mapping differ in their bytes.
struct YAMLMember: Sendable {
  let key: String
  let place: Place
  let value: YAMLNode
}

extension [YAMLMember] {
  /// Compared as bytes: Swift's `==` would join canonically equivalent keys.
  func firstIndex(of key: String) -> Int? {
    firstIndex { $0.key.hasSameBytes(as: key) }
  }

  func member(_ key: String) -> YAMLMember? { firstIndex(of: key).map { self[$0] } }
}
