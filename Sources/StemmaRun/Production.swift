import StemmaExperiment
import StemmaFilter
import StemmaRecord
import StemmaStatistics
import StemmaStore
import StemmaTask

/// Makes records from a manifest and subjects: the same whether for a new version or an old one.
struct Production {
  let manifest: Manifest
  let template: Template
  let task: any TaskDefinition
  let respondent: any Respondent
  var crew: Crew?
  let subjects: [Subject]
  let width: Int

  /// What was made.
  struct Result {
    let roots: Receipt.Roots
    /// Responses as they came; nil where none came on this occasion.
    let responses: ObjectID?
    let counts: Counts
    let lengths: LengthSummary
    let wanted: Int?
    let askedSubjects: Int
    let barrenSubjects: Int
    let balance: [MixBalance]
  }

  /// - Parameters:
  ///   - cut: the sequences' parameters.
  ///   - progress: told from time to time.
  func make(
    into sink: any ObjectSink, cut: SequenceCut, progress: (RunProgress) -> Void
  ) async throws -> Result {
    var planner = Planner(
      manifest, subjects: subjects, task: task, missingIsFinal: respondent.isPure,
      prompts: template.promptCount)
    let sides = manifest.split.map { SideRecorder($0, seed: manifest.sampling.seed ?? 0) }
    let recorder = Recorder(into: sink, cut: cut, sides: sides)
    let filters = try FilterChain(
      manifest.filters, schema: task.rowSchema, constraints: manifest.constraints,
      given: task.given(among: subjects),
      files: manifest.filterTexts.mapValues(FilterTexts.texts(of:)),
      keepsEmptyTexts: task.entry.rowUse != nil)
    var judging = Judging(filters, recorder: recorder)
    let renderer = PromptRenderer(manifest, task: task, template: template)
    let asker = Asker(
      drafting: Drafting(
        planItems: planner.items, renderer: renderer, task: task,
        form: filters.checksForm ? nil : try form),
      respondent: respondent, crew: crew, filters: filters,
      rater: Rater(manifest), writer: PromptWriter(for: manifest.sampling),
      candidates: manifest.candidates, width: width)
    var askings = planner.firstRound()
    var asked: Set<Int> = []
    var questions = 0
    while !askings.isEmpty {
      judging.beginRound(slots: planner.slotCount)
      for asking in askings { asked.insert(planner.owners[asking.item]) }
      questions += askings.reduce(0) {
        $0 + renderer.promptCount(for: $1, of: planner.items[$1.item]) * manifest.candidates
      }
      let round = judging.counts.rounds
      let balance = planner.balance
      try await respondent.prepare(asker.prompts(of: askings[...])) { news in
        progress(
          RunProgress(
            round: round, judged: 0, prompts: askings.count, kept: judging.counts.kept,
            balance: balance, spending: respondent.spending(of: questions), batches: news))
      }
      var judged = 0
      try await asker.ask(askings) { answered in
        try judging.judge(answered)
        judged += 1
        progress(
          RunProgress(
            round: judging.counts.rounds, judged: judged, prompts: askings.count,
            kept: judging.counts.kept, balance: balance,
            spending: respondent.spending(of: questions),
            batches: nil))
      }
      askings = planner.nextRound(after: judging.open, kept: judging.counts.kept)
    }
    let fruitful = Set(judging.fruitful.map { planner.owners[$0] })
    let roots = try recorder.finish()
    var counts = judging.counts
    counts.sides = recorder.sideCounts
    return Result(
      roots: roots, responses: try recorder.finishResponses(), counts: counts,
      lengths: recorder.lengths,
      wanted: planner.wanted, askedSubjects: asked.count,
      barrenSubjects: asked.subtracting(fruitful).count, balance: planner.balance)
  }

  private var form: JSONSchema {
    get throws {
      do {
        return try JSONSchema(task.rowSchema)
      } catch {
        throw FilterError.badSchema(error)
      }
    }
  }
}
