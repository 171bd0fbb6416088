/// What one record is to be like beside its subject: drawn from the seed for its slot.
public struct Assignment: Hashable, Sendable {
  /// Who asks; nil where nobody is named.
  public let persona: String?
  /// What a conversation begins with; nil where it has no system's turn.
  public let systemPrompt: String?
  /// The manifest's.
  public let domain: String?
  /// How many questions with their answers are taken: exactly the number drawn, or fewer where a passage
  /// may have no more to ask.
  public let turns: ClosedRange<Int>
  /// The most that any record of its dataset has.
  public let mostTurns: Int

  public init(
    persona: String?, systemPrompt: String?, domain: String?, turns: ClosedRange<Int>,
    mostTurns: Int
  ) {
    self.persona = persona
    self.systemPrompt = systemPrompt
    self.domain = domain
    self.turns = turns
    self.mostTurns = mostTurns
  }
}
