import StemmaExperiment
import StemmaRecord

/// The prompts of askings, in plan order, each rendered when it is looked at.
struct RoundPrompts: Sequence {
  let askings: ArraySlice<Asking>
  let planItems: [PlanItem]
  let renderer: PromptRenderer
  let candidates: Int

  var underestimatedCount: Int { askings.count * candidates }

  func makeIterator() -> some IteratorProtocol<Prompt> {
    askings.lazy.flatMap { asking in
      (0..<candidates).lazy.map { candidate in
        renderer.prompt(for: asking, of: planItems[asking.item], candidate: candidate)
      }
    }.makeIterator()
  }
}
