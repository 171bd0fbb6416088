/// What a response looks like, with how an instruction asks for it.
enum InstructionForm: CaseIterable {
  case paragraph
  case bullets
  case numbers
  case labels
  case remarksFirst
  case message
  case apart
  case task
  case terms
  case summary
  case question

  var asks: [String] {
    switch self {
    case .paragraph: ["Write one paragraph.", "Keep it in a single paragraph."]
    case .bullets: ["Write a list with bullet points.", "Use bullet points."]
    case .numbers: ["Number the points.", "Write a numbered list."]
    case .labels: ["Put a label before each part.", "Label the parts of your response."]
    case .remarksFirst: ["Put the remarks first and the result last.", "End with the result."]
    case .message: ["Write it as a short message.", "Make a short message of it."]
    case .apart: ["Keep the remarks apart from the result.", "Set the remarks apart."]
    case .task: ["Repeat the task in the first line.", "Begin with the task itself."]
    case .terms: ["List the key terms at the end.", "End with the key terms."]
    case .summary: ["End with a line that sums it up.", "Sum it up in the last line."]
    case .question: ["Close with a question to the reader.", "End with a question."]
    }
  }

  var isList: Bool { self == .bullets || self == .numbers }
}
