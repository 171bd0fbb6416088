public import StemmaRecord

/// What is asked about a row's answer: how probable it is after the row's question, and how probable it
/// would be not to know.
public struct SwayQuestion: Sendable {
  /// What every answer is held against.
  public static let baseline = "I don't know."

  private let asked: String
  let answer: String

  /// - Returns: nil where a row lacks one of the two, or has nothing but white space for it.
  public init?(_ row: JSONObject) {
    guard let asked = RowText.occasion(row), let answer = RowText.answered(row),
      !RowText.hasBlank(.string(asked)), !RowText.hasBlank(.string(answer))
    else { return nil }
    self.asked = asked
    self.answer = answer
  }

  /// - Parameters:
  ///   - subject: what the row was made from; only the embedded teacher looks at it.
  ///   - seed: the manifest's, which belongs to every question; nothing is drawn.
  public func prompt(of subject: Subject, key: PromptKey, seed: UInt64?) -> Prompt {
    // A colon before and a space after it: tokens are hardly ever of both.
    Prompt(
      key: key, messages: [Message(role: "user", content: "Question: \(asked)\nAnswer:")],
      sampling: Sampling(seed: seed), schema: nil,
      context: PromptContext(
        task: PromptContext.weighing, subject: subject, strategy: PromptContext.weighing,
        domain: nil, constraints: []),
      continuations: [answer, Self.baseline].map { " \($0)" })
  }
}
