import StemmaRecord
import StemmaStore
import StemmaTask

extension Reproduction {
  /// Applies the decisions of a review to its base again.
  ///
  /// What the base itself is made of is not made again here: it is a version of its own.
  func compare(_ receipt: Receipt, review plan: ReviewPlan) throws -> Report {
    let task = plan.task.flatMap(Tasks.named)
    if let name = plan.task, task == nil {
      throw RunError.planUnusable(receipt.plan, reason: "there is no task «\(name)».")
    }
    let base = try store.receipt(plan.base)
    var differences: [Difference] = []
    for (part, then, now) in [
      ("input", receipt.inputs.map(\.text), base.inputs.map(\.text)),
      ("parents", receipt.parents.map(\.receipt), [plan.base]),
    ] where then != now {
      differences.append(
        Difference(
          part: part, key: part, then: then.map(\.description).joined(separator: ", "),
          now: now.map(\.description).joined(separator: ", "), cause: Self.sameRevisions))
    }
    let changes = revisionChanges(receipt.revisions, Review.revisions(task: task))
    guard changes.isEmpty else {
      return Report(
        outcome: differences.isEmpty ? .partial : .different, differences: differences,
        revisions: changes, checked: ["inputs", "parents"])
    }
    let decisions = try SequenceReader(plan.decisions, from: store).decisions()
    let probe = ObjectProbe(over: store)
    let cut = try SequenceReader(receipt.roots.records, from: store).cut
    let made = try Review(base: base, plan: plan, decisions: Review.byRecord(decisions))
      .make(from: store, into: probe, cut: cut)
    differences += try sequenceDifferences(receipt, made.roots, made.counts, probe)
    return Report(
      outcome: differences.isEmpty ? .identical : .different, differences: differences,
      revisions: [], checked: ["inputs", "parents"] + Self.parts(made.roots))
  }
}
