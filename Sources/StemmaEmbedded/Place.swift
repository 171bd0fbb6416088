/// Where one question can be made of a section: a sentence, or what several say together.
public struct Place: Sendable {
  /// How good a place this is, in points; more is better.
  public var score: Int
  /// Where it stands, for ties: the index of its first sentence.
  public var position: Int
  /// Its wordings, the best first.
  public var realisations: [Realisation]
}

/// One wording of a question with its answer.
public struct Realisation: Sendable {
  public internal(set) var question: String
  public let answer: String
  /// How good this wording is, in points; more is better.
  public var score: Int
  /// Whether the question already names what it is about, so that nothing need be added.
  var isGrounded: Bool

  /// Whether the answer followed the question in its document, so that it may lean on it.
  let isReply: Bool

  init(
    question: String, answer: String, score: Int, isGrounded: Bool = false, isReply: Bool = false
  ) {
    self.question = question
    self.answer = answer
    self.score = score
    self.isGrounded = isGrounded
    self.isReply = isReply
  }
}
