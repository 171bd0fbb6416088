import StemmaRecord

/// How the embedded teacher serves a task, or several that are alike.
///
/// Each is one file and one line of `EmbeddedTasks.all`; what it answers is a pure function of the
/// prompt's key, sampling and context.
protocol EmbeddedTask: Sendable {
  /// The tasks' names.
  var names: [String] { get }
  /// Whether it makes nothing where a manifest names no inputs, though the task could.
  var needsInput: Bool { get }

  /// - Returns: nil for a subject or a strategy that is none of the task's.
  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer?
}

extension EmbeddedTask {
  var needsInput: Bool { false }
}

/// All that the embedded teacher serves.
enum EmbeddedTasks {
  static let all: [any EmbeddedTask] = [
    PassageQuestions(), SeedVariations(), SummaryWriter(), ClassTexts(), ReasoningWriter(),
    ChoiceWriter(), TextWriter(), ChatWriter(), OutputWriter(), RowRater(), ReasoningAdder(),
  ]

  static func named(_ name: String) -> (any EmbeddedTask)? {
    all.first { $0.names.contains(name) }
  }
}
