public import StemmaRecord

/// All tasks.
public enum Tasks {
  public static let all: [any TaskDefinition] = [
    QuestionAnswering(), InstructionTask(), PreferenceTask(), SummaryTask(),
    ClassificationTask(), ReasoningTask(), ChoiceTask(), TextTask(), ChatTask(), GenericTask(),
    RatingTask(), ReasoningAdditionTask(),
  ]

  public static func named(_ name: String) -> (any TaskDefinition)? {
    all.first { $0.entry.name == name }
  }

  /// The task of a version, as its *what* has it; nil where the records were imported, and for one that
  /// this stemma does not know.
  public static func of(_ what: JSONValue) -> (any TaskDefinition)? {
    what["task"]?.string.flatMap(named).map { task in
      task.configured(by: TaskSettings(what: what, of: task.entry))
    }
  }
}
