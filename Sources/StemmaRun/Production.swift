import StemmaExperiment
import StemmaFilter
import StemmaRecord
import StemmaStatistics
import StemmaStore
import StemmaTask

/// Makes records from a manifest and sections: the same whether for a new version or an old one.
struct Production {
  let manifest: Manifest
  let template: Template
  let task: any TaskDefinition
  let teacher: any Teacher
  let sections: [Section]
  let width: Int

  /// What was made.
  struct Result {
    let roots: Receipt.Roots
    let counts: Counts
    let lengths: LengthSummary
    let wanted: Int?
    let askedSections: Int
    let barrenSections: Int
  }

  /// - Parameters:
  ///   - cut: the sequences' parameters.
  ///   - progress: told from time to time.
  func make(
    into sink: any ObjectSink, cut: SequenceCut, progress: (RunProgress) -> Void
  ) async throws -> Result {
    var planner = Planner(
      manifest, sections: sections, task: task, missingIsFinal: teacher.description.isPure)
    let recorder = Recorder(into: sink, cut: cut)
    let filters = try FilterChain(manifest.filters, schema: task.rowSchema)
    var judging = Judging(filters, items: planner.items.count, recorder: recorder)
    let asker = Asker(
      planItems: planner.items,
      renderer: PromptRenderer(manifest, task: task, template: template), task: task,
      teacher: teacher, filters: filters, candidates: manifest.candidates, width: width)
    var askings = planner.firstRound()
    var isAsked = Array(repeating: false, count: planner.items.count)
    while !askings.isEmpty {
      judging.beginRound(slots: planner.slotCount)
      for asking in askings { isAsked[asking.item] = true }
      var judged = 0
      try await asker.ask(askings) { answered in
        try judging.judge(answered)
        judged += 1
        progress(
          RunProgress(
            round: judging.counts.rounds, judged: judged, prompts: askings.count,
            kept: judging.counts.kept))
      }
      askings = planner.nextRound(after: judging.open, kept: judging.counts.kept)
    }
    let asked = Self.sections(planner.items, where: isAsked)
    let fruitful = Self.sections(planner.items, where: judging.isFruitful)
    return Result(
      roots: try recorder.finish(), counts: judging.counts, lengths: recorder.lengths,
      wanted: planner.wanted, askedSections: asked, barrenSections: asked - fruitful)
  }

  /// How many sections have a marked item; a section's items stand side by side.
  private static func sections(_ items: [PlanItem], where isMarked: [Bool]) -> Int {
    var last: Int?
    var count = 0
    for index in items.indices where isMarked[index] {
      if last.map({ items[$0].section != items[index].section }) ?? true { count += 1 }
      last = index
    }
    return count
  }
}
