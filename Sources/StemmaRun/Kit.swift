import StemmaExperiment
import StemmaRecord
import StemmaTask

/// What a manifest's names stand for.
struct Kit {
  let task: any TaskDefinition
  let teacher: any Teacher
  let template: Template
  let revisions: [String: Int]

  init(_ manifest: Manifest, template: Template?) {
    guard let task = Tasks.named(manifest.task), let teacher = Offer.teacher(manifest.teacher)
    else { preconditionFailure("the manifest was checked against the catalogue") }
    guard let template = template ?? Template(json: task.template) else {
      preconditionFailure("every task's own template is well-formed")
    }
    self.task = task
    self.teacher = teacher
    self.template = template
    revisions = Offer.revisions(
      task: task, teacher: teacher.description, filters: manifest.filters,
      split: manifest.split)
  }
}
