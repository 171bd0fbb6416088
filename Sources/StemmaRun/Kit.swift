import StemmaExperiment
import StemmaRecord
import StemmaTask

/// What a manifest's names stand for.
struct Kit {
  let task: any TaskDefinition
  let teacher: Answering
  let template: Template
  let revisions: [String: Int]
  /// Nil where there is only one teacher.
  let crew: Crew?
  /// Teachers behind a network, by the manifest's names.
  let live: [(name: String, teacher: any LiveTeacher)]

  /// Who answers.
  enum Answering {
    case pure(any Teacher)
    case live(any LiveTeacher)

    var isPure: Bool {
      switch self {
      case .pure(let teacher): teacher.description.isPure
      case .live: false
      }
    }
  }

  /// - Throws: an `ActionableError` where there is no way to the manifest's teacher, and where the
  ///   template does not fit how the task asks.
  init(_ manifest: Manifest, template: Template?, teachers: LiveTeachers) throws {
    guard let task = manifest.definition else {
      preconditionFailure("the manifest was checked against the catalogue")
    }
    self.task = task
    self.template = try Template(template, of: task, for: manifest)
    // The model is the plan's business; how it is asked is the provider's.
    var pins: [String: Int] = [:]
    live = try manifest.liveChoices.map { name, choice in
      let live = try teachers.teacher(choice)
      pins[choice.provider] = live.description.revision
      return (name, live)
    }
    var own: [(name: String, teacher: any Teacher)] = []
    for (name, title) in manifest.ownTeachers {
      guard let pure = Offer.teacher(title) else {
        preconditionFailure("the manifest was checked against the catalogue")
      }
      own.append((name, pure))
      pins[title] = pure.description.revision
    }
    crew = manifest.pool.map { [live] pool in
      Crew(
        pool, pools: manifest.pools, raters: manifest.raters, seed: manifest.sampling.seed ?? 0,
        pure: Dictionary(uniqueKeysWithValues: own.map { ($0.name, $0.teacher) }),
        live: Dictionary(uniqueKeysWithValues: live.map { ($0.name, $0.teacher) }))
    }
    if let crew {
      teacher = crew.hasLive ? .live(crew) : .pure(PureCrew(crew: crew))
    } else if let live = live.first?.teacher {
      teacher = .live(live)
    } else {
      guard let pure = own.first?.teacher else {
        preconditionFailure("somebody answers")
      }
      teacher = .pure(pure)
    }
    var revisions = Offer.revisions(
      task: task, teachers: pins, filters: manifest.filters, split: manifest.split,
      mix: manifest.mix, sample: manifest.sampleRevision)
    if crew != nil { revisions["pool"] = TeacherPool.revision }
    self.revisions = revisions
  }

  /// Puts to `live` what goes behind a network, and computes the rest.
  func respondent(_ live: any Respondent) -> any Respondent {
    guard let crew, crew.hasPure else { return live }
    return CrewRespondent(crew: crew, live: live)
  }

  /// Whoever computes a prompt's answer; nil where somebody behind a network is to be asked.
  func pureTeacher(for prompt: Prompt) -> (any Teacher)? { crew?.pureTeacher(for: prompt) }

  /// Makes the prompts of the manifest, which must be the kit's own.
  func drafting(_ manifest: Manifest, _ items: [PlanItem]) -> Drafting {
    Drafting(
      planItems: items, renderer: PromptRenderer(manifest, task: task, template: template),
      task: task, form: nil)
  }
}
