/// Whatever answers prompts: the embedded teacher, a local model, a service.
public protocol Teacher: Sendable {
  var description: TeacherDescription { get }

  /// Answers one prompt.
  ///
  /// - Throws: an `ActionableError` where no answer could be had.
  func answer(_ prompt: Prompt) async throws -> Answer

  /// Answers prompts that stand side by side in the plan, in their order, as `answer` does; what they
  /// have in common need be worked out only once.
  func answers(to prompts: [Prompt]) async throws -> [Answer]
}

extension Teacher {
  public func answers(to prompts: [Prompt]) async throws -> [Answer] {
    var answers: [Answer] = []
    answers.reserveCapacity(prompts.count)
    for prompt in prompts {
      try Task.checkCancellation()
      answers.append(try await answer(prompt))
    }
    return answers
  }
}

/// What a teacher is and what it can do.
public struct TeacherDescription: Hashable, Sendable {
  /// What a manifest calls it, and what pins it.
  public let name: String
  /// Raised whenever the same prompt would be answered otherwise; only a pure teacher has a say.
  public let revision: Int
  /// The answer is a function of the prompt alone, so it can be made again from nothing.
  public let isPure: Bool
  /// The tasks it can serve; nil for all.
  public let tasks: [String]?
  /// Those of them for which it must have an input, even where the task can do without.
  public let tasksWithInput: [String]
  /// The outputs of rows that it can write; nil for all.
  public let outputs: [String]?
  /// Whether it says how probable a text is.
  public let weighs: Bool

  public init(
    name: String, revision: Int, isPure: Bool, tasks: [String]?, tasksWithInput: [String] = [],
    outputs: [String]? = nil, weighs: Bool = false
  ) {
    self.outputs = outputs
    self.tasksWithInput = tasksWithInput
    self.weighs = weighs
    self.name = name
    self.revision = revision
    self.isPure = isPure
    self.tasks = tasks
  }
}

/// What came back for a prompt.
public struct Answer: Hashable, Sendable {
  /// Why the text ends where it does.
  public enum FinishReason: String, Sendable {
    /// The teacher had said all.
    case stop
    /// The token limit was reached: the text is cut off.
    case length
    /// The teacher would not answer.
    case refusal
  }

  public let text: String
  public let finishReason: FinishReason

  public init(text: String, finishReason: FinishReason = .stop) {
    self.text = text
    self.finishReason = finishReason
  }
}
