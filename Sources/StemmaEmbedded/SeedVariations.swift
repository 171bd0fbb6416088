import StemmaRecord

/// Variations of a seed (`instruction`).
struct SeedVariations: EmbeddedTask {
  let names = ["instruction"]

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    prompt.context.subject.seed.flatMap { InstructionTeacher(prompt, $0) }?.answer()
  }
}
