import StemmaRecord

/// What can be reached, and from where: the marks of a collection.
///
/// Everything reached is read and checked, so that nothing is thrown away on the word of an object
/// that is not what it was. Besides the references that an object of its kind must have, every id
/// that stands anywhere in it counts where a pack holds such an object: what a newer stemma refers
/// to is kept as well.
final class ObjectGraph {
  let inventory: PackInventory
  /// Everything reached, with what each leads to.
  private(set) var children: [ObjectPrefix: [ObjectPrefix]] = [:]
  /// The pack in which each was found whole.
  private(set) var foundIn: [ObjectPrefix: String] = [:]

  /// What is still to be visited; something is left where a visit failed.
  private var waiting: [Visit] = []

  /// Something to be visited.
  private struct Visit {
    let id: ObjectID
    let kind: ObjectKind
    /// Whether it is an error that it is not there.
    let isNeeded: Bool
    /// Whether leaves below it name prompts that must be there.
    let namesPrompts: Bool
  }

  init(_ inventory: PackInventory) {
    self.inventory = inventory
  }

  func isReached(_ key: ObjectPrefix) -> Bool { children[key] != nil }

  /// Marks all that a receipt reaches.
  func reach(receipt: ObjectID) throws(StoreError) {
    try visit([Visit(id: receipt, kind: .receipt, isNeeded: true, namesPrompts: false)])
  }

  /// Marks what ids lead to that were found somewhere; those no object has are passed over.
  func reach(mentioned ids: [ObjectID]) throws(StoreError) {
    try visit(ids.map(Self.mention))
  }

  private static func mention(_ id: ObjectID) -> Visit {
    Visit(id: id, kind: .bytes, isNeeded: false, namesPrompts: false)
  }

  /// Goes on where a visit failed, after the inventory has taken in what was missing.
  func resume() throws(StoreError) { try visit([]) }

  private func visit(_ more: [Visit]) throws(StoreError) {
    waiting += more
    while let visit = waiting.last {
      if Task.isCancelled { throw .interrupted }
      if children[visit.id.prefix] == nil {
        let next = try open(visit)
        waiting.removeLast()
        waiting += next
      } else {
        waiting.removeLast()
      }
    }
  }

  /// Marks one object.
  ///
  /// - Returns: what it leads to.
  private func open(_ visit: Visit) throws(StoreError) -> [Visit] {
    guard let (kind, content, pack) = try inventory.object(visit.id) else {
      if visit.isNeeded { throw .objectMissing(visit.id, visit.kind) }
      return []
    }
    let next = try references(of: visit, kind, content).filter {
      $0.isNeeded || inventory.holders[$0.id.prefix] != nil
    }
    children[visit.id.prefix] = next.map(\.id.prefix)
    foundIn[visit.id.prefix] = pack
    return next
  }

  // MARK: References

  private func references(
    of visit: Visit, _ kind: ObjectKind, _ content: [UInt8]
  ) throws(StoreError) -> [Visit] {
    let mentioned = Mentions.ids(in: content).map(Self.mention)
    switch kind {
    case .bytes, .text: return []
    case .prompt, .template: return mentioned
    case .plan:
      let plan = try? JSONReader.read(content)
      let template = plan?["template"]?.string.flatMap(ObjectID.init(_:))
      let decisions = plan?["review"]?["decisions"]?.string.flatMap(ObjectID.init(_:))
      return mentioned + Self.needed(.template, template) + Self.needed(.sequence, decisions)
        + (plan?.filterTexts ?? []).flatMap { Self.needed(.text, $0) }
    case .receipt:
      guard let json = try? JSONReader.read(content), let receipt = Receipt(json: json) else {
        throw .objectMalformed(visit.id, kind)
      }
      // What is needed is visited first, so that it is known for what it is.
      return mentioned + Self.references(of: receipt)
    case .sequence:
      guard let json = try? JSONReader.read(content), let root = SequenceRoot(json: json) else {
        throw .objectMalformed(visit.id, kind)
      }
      return Self.needed(root.depth > 0 ? .node : .leaf, root.tree, visit.namesPrompts)
    case .node:
      guard let below = SequenceChild.children(in: content) else {
        throw .objectMalformed(visit.id, kind)
      }
      return below.flatMap { Self.needed(.node, $0.id, visit.namesPrompts) }
    case .leaf:
      guard visit.namesPrompts else { return mentioned }
      return Mentions.ids(in: content, after: #""prompt":""#)
        .flatMap { Self.needed(.prompt, $0) } + mentioned
    }
  }

  private static func references(of receipt: Receipt) -> [Visit] {
    var found = needed(.plan, receipt.plan)
    for parent in receipt.parents { found += needed(.receipt, parent.receipt) }
    for input in receipt.inputs {
      found += needed(.bytes, input.bytes) + needed(.text, input.text)
    }
    for (name, root) in receipt.roots.named {
      found += needed(.sequence, root, name == "traces" || name == "ledger")
    }
    return found
  }

  private static func needed(
    _ kind: ObjectKind, _ id: ObjectID?, _ namesPrompts: Bool = false
  ) -> [Visit] {
    id.map { [Visit(id: $0, kind: kind, isNeeded: true, namesPrompts: namesPrompts)] } ?? []
  }
}

/// Ids of objects that stand in a text.
enum Mentions {
  /// - Parameter word: what must stand before an id.
  static func ids(in bytes: [UInt8], after word: String = "") -> [ObjectID] {
    let sign = Array("\(word)sha256:".utf8)
    var found: [ObjectID] = []
    bytes.withUnsafeBufferPointer { bytes in
      var place = 0
      let last = bytes.count - sign.count - 64
      while place <= last {
        // Most places end here: the two first bytes seldom stand together.
        guard bytes[place] == sign[0], bytes[place + 1] == sign[1],
          (2..<sign.count).allSatisfy({ bytes[place + $0] == sign[$0] })
        else {
          place += 1
          continue
        }
        let start = place + sign.count
        if let id = ObjectID(hex: bytes[start..<start + 64]) { found.append(id) }
        place = start
      }
    }
    return found
  }
}
