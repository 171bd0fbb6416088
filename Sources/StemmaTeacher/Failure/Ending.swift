import StemmaRecord

/// What one sending came to.
enum Ending {
  case answered(Reading)
  /// Worth another try.
  case again(Trouble)
  /// Nothing more can be had now.
  case spent(reason: String)
  /// Nothing more can be had until somebody pays, or another day begins.
  case unpaid(reason: String)
  /// This prompt cannot be answered; others can.
  case unanswerable(reason: String)
  /// The request was not liked: nobody's would be where none has been answered yet.
  case rejected(reason: String, nextStep: String)
  /// No request will be answered.
  case final(reason: String, nextStep: String)
}

extension Ending {
  /// Why it is none; nil for an answer.
  var reason: String? {
    switch self {
    case .answered: nil
    case .again(let trouble): trouble.reason
    case .final(let reason, _), .spent(let reason), .unpaid(let reason),
      .unanswerable(let reason), .rejected(let reason, _):
      reason
    }
  }

  /// The same with each reason, and an answer's text, as `change` has it.
  func mapTexts(_ change: (String) -> String) -> Ending {
    switch self {
    case .answered(let reading):
      .answered(
        Reading(
          answer: Answer(
            text: change(reading.answer.text), finishReason: reading.answer.finishReason),
          usage: reading.usage, evidence: reading.evidence))
    case .again(let trouble):
      .again(
        Trouble(
          kind: trouble.kind, reason: change(trouble.reason), waitSeconds: trouble.waitSeconds))
    case .spent(let reason): .spent(reason: change(reason))
    case .unpaid(let reason): .unpaid(reason: change(reason))
    case .unanswerable(let reason): .unanswerable(reason: change(reason))
    case .rejected(let reason, let next): .rejected(reason: change(reason), nextStep: next)
    case .final(let reason, let next): .final(reason: change(reason), nextStep: next)
    }
  }
}

/// Why a sending is worth another try.
struct Trouble: Equatable {
  enum Kind {
    /// The service is there and asks to wait.
    case busy
    /// An answer did not come, or broke off.
    case broken
    /// Something answers that does not speak the dialect.
    case foreign
    /// Nobody is there.
    case absent
  }

  let kind: Kind
  let reason: String
  /// As the service asks for; nil where it says nothing.
  var waitSeconds: Double?
}
