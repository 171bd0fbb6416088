/// What is wrong with a filter's parameters that only the filter itself can tell.
public struct FilterFault: Sendable {
  /// Which of them it is about.
  public let parameter: String
  /// The text in it that it is about; nil for all of it.
  public let text: String?
  public let code: String
  public let whatHappened: String
  public let nextStep: String

  public init(
    parameter: String, text: String?, code: String, whatHappened: String, nextStep: String
  ) {
    self.parameter = parameter
    self.text = text
    self.code = code
    self.whatHappened = whatHappened
    self.nextStep = nextStep
  }
}
