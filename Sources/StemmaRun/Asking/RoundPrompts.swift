import StemmaExperiment
import StemmaRecord

/// What is asked first for askings, in plan order, each rendered when it is looked at.
struct RoundPrompts: Sequence {
  let askings: ArraySlice<Asking>
  let drafting: Drafting
  let candidates: Int

  var underestimatedCount: Int { askings.count * candidates }

  func makeIterator() -> some IteratorProtocol<Prompt> {
    askings.lazy.flatMap { asking in
      (0..<candidates).lazy.map { candidate in
        drafting.renderer.prompt(
          for: asking, of: drafting.planItems[asking.item], candidate: candidate)
      }
    }.makeIterator()
  }
}
