import StemmaExperiment
import StemmaRecord
import StemmaTask

/// What a manifest's names stand for.
struct Kit {
  let task: any TaskDefinition
  let teacher: Answering
  let template: Template
  let revisions: [String: Int]

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

  /// - Throws: an `ActionableError` where there is no way to the manifest's teacher.
  init(_ manifest: Manifest, template: Template?, teachers: LiveTeachers) throws {
    guard let task = Tasks.named(manifest.task) else {
      preconditionFailure("the manifest was checked against the catalogue")
    }
    guard let template = template ?? Template(json: task.template) else {
      preconditionFailure("every task's own template is well-formed")
    }
    self.task = task
    self.template = template
    let pin: (name: String, revision: Int)
    if let choice = manifest.live {
      let live = try teachers.teacher(choice)
      teacher = .live(live)
      // The model is the plan's business; how it is asked is the provider's.
      pin = (choice.provider, live.description.revision)
    } else {
      guard let pure = Offer.teacher(manifest.teacher) else {
        preconditionFailure("the manifest was checked against the catalogue")
      }
      teacher = .pure(pure)
      pin = (pure.description.name, pure.description.revision)
    }
    revisions = Offer.revisions(
      task: task, teacher: pin, filters: manifest.filters, split: manifest.split)
  }
}
