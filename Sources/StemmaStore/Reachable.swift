import StemmaLineage
import StemmaRecord

extension Store {
  /// Visits every object a receipt reaches, itself and what it was made from included, however much
  /// of it can be read.
  ///
  /// An object that cannot be read is visited, but not what lies behind it.
  func visitObjects(of receipt: ObjectID, _ body: (ObjectID, ObjectKind) -> Void) {
    var seen: Set<ObjectID> = [receipt]
    var waiting = [receipt]
    while let next = waiting.popLast() {
      for parent in visitObjects(ofAlone: next, body) where seen.insert(parent).inserted {
        waiting.append(parent)
      }
    }
  }

  /// The same without what it was made from.
  ///
  /// - Returns: the receipts it descends from, which were not visited; none where it cannot be read.
  func visitObjects(
    ofAlone receipt: ObjectID, _ body: (ObjectID, ObjectKind) -> Void
  ) -> [ObjectID] {
    body(receipt, .receipt)
    guard let receipt = try? self.receipt(receipt) else { return [] }
    body(receipt.plan, .plan)
    if let plan = try? json(of: receipt.plan, .plan) {
      if let template = plan["template"]?.string.flatMap(ObjectID.init(_:)) {
        body(template, .template)
      }
      for texts in plan.filterTexts { body(texts, .text) }
      if let decisions = plan["review"]?["decisions"]?.string.flatMap(ObjectID.init(_:)) {
        visitSequence(decisions, namesPrompts: false, body)
      }
    }
    for input in receipt.inputs {
      body(input.bytes, .bytes)
      body(input.text, .text)
    }
    for (name, root) in receipt.roots.named {
      visitSequence(root, namesPrompts: name == "traces" || name == "ledger", body)
    }
    return receipt.parents.map(\.receipt)
  }

  private func visitSequence(
    _ root: ObjectID, namesPrompts: Bool, _ body: (ObjectID, ObjectKind) -> Void
  ) {
    guard let reader = try? SequenceReader(root, from: self) else { return body(root, .sequence) }
    try? reader.visitObjects { id, kind throws(StoreError) in
      body(id, kind)
      guard namesPrompts, kind == .leaf, let entries = try? reader.entries(of: id) else { return }
      for entry in entries {
        guard let json = entry.json() else { continue }
        for named in [json] + (json["before"]?.array ?? []) {
          if let prompt = named["prompt"]?.string.flatMap(ObjectID.init(_:)) {
            body(prompt, .prompt)
          }
        }
      }
    }
  }

  /// What is wrong with the index, a sentence each; empty where it is well.
  func indexProblems() throws(StoreError) -> [String] {
    try withIndex { lineage throws(LineageError) in try lineage.integrity() }
  }
}
