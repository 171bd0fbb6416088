import StemmaRecord

/// What a template may leave to be filled in, written `{name}`.
public enum Placeholder: String, CaseIterable, Hashable, Sendable {
  /// The manifest's domain.
  case domain
  /// What kind of records the task makes.
  case taskType = "task_type"
  /// Seed examples, shown before asking.
  case seedExamples = "seed_examples"
  case constraints
  /// The form of the wanted answer.
  case outputSchema = "output_schema"
  /// How many records this prompt asks for.
  case count
  /// The first slot's place in the plan, from 1.
  case sampleNumber = "sample_number"
  /// The pattern by which a seed is varied.
  case variation
  case seedInstruction = "seed_instruction"
  case seedResponse = "seed_response"
  /// The passage's text.
  case section
  /// The headings above the passage.
  case heading
  /// All columns of a row, as JSON; `{row.title}` is one of them.
  case row
  /// The class that texts are to belong to.
  case className = "class"
  case classDescription = "class_description"
  /// The values of the manifest's mix that the records are to have, a line an axis.
  case mix
  /// What the strategy asks of the teacher.
  case strategy
  /// What earlier steps gave and this one is to go on with, numbered.
  case rows

  /// All names as templates have them.
  static let names = allCases.map(\.rawValue)

  init?(name: String) {
    // Compared as bytes, which `init(rawValue:)` would not do.
    guard let found = Self.allCases.first(where: { $0.rawValue.hasSameBytes(as: name) })
    else { return nil }
    self = found
  }
}
