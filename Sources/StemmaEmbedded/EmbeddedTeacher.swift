public import StemmaRecord

/// The teacher that needs no model and no network: it makes records of passages and seeds, by rule.
///
/// A pure function of the prompt's key, sampling and context.
public struct EmbeddedTeacher: Teacher {
  private let reader = PassageReader()

  public init() {}

  public var description: TeacherDescription {
    TeacherDescription(
      name: "embedded", revision: 7, isPure: true, tasks: EmbeddedTasks.all.flatMap(\.names),
      tasksWithInput: EmbeddedTasks.all.filter(\.needsInput).flatMap(\.names),
      outputs: OutputWriter.names, weighs: true)
  }

  public func answer(_ prompt: Prompt) async throws -> Answer {
    var desk = ReadingDesk(reader: reader)
    return try answer(prompt, at: &desk)
  }

  public func answers(to prompts: [Prompt]) async throws -> [Answer] {
    var desk = ReadingDesk(reader: reader)
    return try prompts.map { prompt in
      try Task.checkCancellation()
      return try answer(prompt, at: &desk)
    }
  }

  private func answer(_ prompt: Prompt, at desk: inout ReadingDesk) throws -> Answer {
    let context = prompt.context
    if context.task == PromptContext.judging {
      return EmbeddedJudge(context.subject).answer(about: context.rows)
    }
    if context.task == PromptContext.weighing {
      return EmbeddedScale(context.subject).answer(about: prompt.continuations)
    }
    guard let answer = EmbeddedTasks.named(context.task)?.answer(prompt, at: &desk) else {
      throw EmbeddedTeacherError.cannotServe(task: context.task, strategy: context.strategy)
    }
    return answer
  }
}
