import StemmaDocument
import StemmaEmbedded
public import StemmaExperiment
import StemmaFilter
public import StemmaRecord
import StemmaStore
import StemmaTask

/// Everything the rooms offer, put together: what a manifest may name.
public enum Offer {
  public static let catalogue = Catalogue(
    tasks: Tasks.all.map(\.entry), teachers: teachers.map(\.description),
    filters: FilterChain.catalogue)

  /// Checks what only the rooms themselves can: values that do not go together.
  ///
  /// - Throws: an `ActionableError` that names the field.
  public static func check(_ manifest: Manifest) throws {
    guard let task = Tasks.named(manifest.task) else { return }
    _ = try FilterChain(
      manifest.filters, schema: task.rowSchema, constraints: manifest.constraints)
  }

  static let teachers: [any Teacher] = [EmbeddedTeacher()]

  static func teacher(_ name: String) -> (any Teacher)? {
    teachers.first { $0.description.name == name }
  }

  /// The revision of everything that takes part in a run, by name.
  static func revisions(
    task: any TaskDefinition, teacher: TeacherDescription, filters: [FilterChoice], split: Split?
  ) -> [String: Int] {
    var revisions = [
      "leaf-rule": SequenceCut.revision, "planner": Planner.revision,
      "renderer": PromptRenderer.revision,
      "task.\(task.entry.name)": task.revision,
      "teacher.\(teacher.name)": teacher.revision,
    ]
    for kind in task.entry.inputs {
      let (name, revision) = Inputs.reader(of: kind)
      revisions[name] = revision
    }
    for filter in filters {
      revisions["filter.\(filter.name)"] = FilterChain.revisions[filter.name] ?? 0
    }
    if split != nil {
      revisions["split"] = Split.revision
      revisions["split-leak"] = SplitLeaks.revision
    }
    return revisions
  }
}
