import StemmaLineage
import StemmaRecord

extension Store {
  /// Visits every object a receipt reaches, itself included, however much of it can be read.
  ///
  /// An object that cannot be read is visited, but not what lies behind it.
  func visitObjects(of receipt: ObjectID, _ body: (ObjectID, ObjectKind) -> Void) {
    body(receipt, .receipt)
    guard let receipt = try? self.receipt(receipt) else { return }
    body(receipt.plan, .plan)
    if let plan = try? json(of: receipt.plan, .plan),
      let template = plan["template"]?.string.flatMap(ObjectID.init(_:))
    {
      body(template, .template)
    }
    for input in receipt.inputs {
      body(input.bytes, .bytes)
      body(input.text, .text)
    }
    for (name, root) in receipt.roots.named {
      visitSequence(root, namesPrompts: name == "traces" || name == "ledger", body)
    }
  }

  private func visitSequence(
    _ root: ObjectID, namesPrompts: Bool, _ body: (ObjectID, ObjectKind) -> Void
  ) {
    guard let reader = try? SequenceReader(root, from: self) else { return body(root, .sequence) }
    try? reader.visitObjects { id, kind throws(StoreError) in
      body(id, kind)
      guard namesPrompts, kind == .leaf, let entries = try? reader.entries(of: id) else { return }
      for entry in entries {
        if let prompt = entry.json()?["prompt"]?.string.flatMap(ObjectID.init(_:)) {
          body(prompt, .prompt)
        }
      }
    }
  }

  /// What is wrong with the index, a sentence each; empty where it is well.
  func indexProblems() throws(StoreError) -> [String] {
    try withIndex { lineage throws(LineageError) in try lineage.integrity() }
  }
}
