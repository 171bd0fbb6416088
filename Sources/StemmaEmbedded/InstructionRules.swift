import StemmaRecord
import StemmaText

/// A manifest's constraints as the embedded teacher heeds them: what it can check it keeps to where a
/// wording of its own does; what it cannot, the instruction says. Of a mix it heeds `format` and `length`.
struct InstructionRules {
  let checked: [Constraint]
  /// Sentences for the instruction; empty where there are none.
  let stated: String
  private let avoided: [Constraint]
  /// Words that a response must hold.
  let mentioned: [String]
  let demandsList: Bool
  let forbidsList: Bool
  /// The form that the mix asks for.
  private let wanted: InstructionForm?

  init(_ constraints: [String], mix: Expansion = .none) {
    var checked = Self.lengths(mix)
    var stated: [String] = []
    for sentence in constraints {
      if let constraint = Constraint(sentence) {
        checked.append(constraint)
      } else {
        stated.append(InstructionSeed.sentence(sentence))
      }
    }
    self.checked = checked
    let opening = stated.count == 1 ? "One condition: " : "Conditions: "
    self.stated = stated.isEmpty ? "" : opening + stated.joined(separator: " ")
    avoided = checked.filter { if case .avoids = $0.demand { true } else { false } }
    mentioned = checked.compactMap { constraint in
      guard case .mentions(let words) = constraint.demand, !constraint.isAboutInstruction else {
        return nil
      }
      return String(decoding: words, as: UTF8.self)
    }
    demandsList = checked.contains { $0.demand == .isList && !$0.isAboutInstruction }
    let format = mix["format"]
    wanted = format == "bullets" ? .bullets : format == "numbered" ? .numbers : nil
    forbidsList =
      format == "prose"
      || checked.contains { $0.demand == .isProse && !$0.isAboutInstruction }
  }

  /// Of the response.
  private static func lengths(_ mix: Expansion) -> [Constraint] {
    let sentence =
      switch mix["length"] {
      case "short": "At most 40 words."
      case "long": "At least 80 words."
      default: ""
      }
    return Constraint(sentence).map { [$0] } ?? []
  }

  func areKept(_ instruction: String, _ response: String) -> Bool {
    checked.allSatisfy { $0.holds(of: $0.isAboutInstruction ? instruction : response) }
  }

  /// The wordings without words to be avoided; all where none is without.
  func allowed(_ wordings: [String]) -> [String] {
    guard !avoided.isEmpty else { return wordings }
    let allowed = wordings.filter { text in avoided.allSatisfy { $0.holds(of: text) } }
    return allowed.isEmpty ? wordings : allowed
  }

  func form(_ form: InstructionForm, number: Int) -> InstructionForm {
    if let wanted { return wanted }
    if demandsList, !form.isList { return number % 2 == 0 ? .bullets : .numbers }
    if forbidsList, form.isList { return .paragraph }
    return form
  }
}
