/// One line of what a dataset is checked for, with how many faults it may have.
public enum CheckLine: String, CaseIterable, Sendable {
  case json
  case schema
  case encoding
  case exactDuplicates = "exact_duplicates"
  case nearDuplicates = "near_duplicates"
  case questions
  case systemPrompts = "system_prompts"
  case turns
  case queries
  case emptyAnswers = "empty_answers"
  case truncatedAnswers = "truncated_answers"
  case echoes
  case boilerplate
  case openings
  case leakedPrompt = "leaked_prompt"
  case lengthOutliers = "length_outliers"
  case balance
  case edgeCases = "edge_cases"
  case splitLeakage = "split_leakage"
  case statistics
  case accuracy

  /// What is to hold.
  public var title: String {
    switch self {
    case .json: "every line is a JSON object"
    case .schema: "rows have the same fields, of the same types"
    case .encoding: "no text holds control characters or wrongly decoded ones"
    case .exactDuplicates: "no row repeats another one"
    case .nearDuplicates: "no row nearly repeats another one"
    case .questions: "no question is asked twice"
    case .systemPrompts: "all conversations have a system prompt, or none, of few kinds"
    case .turns: "turns are in order, and the last is an answer"
    case .queries: "questions have words, and are not shouted"
    case .emptyAnswers: "no answer is empty or a stand-in"
    case .truncatedAnswers: "no answer breaks off"
    case .echoes: "no answer repeats its question"
    case .boilerplate: "answers hold no phrases of assistants"
    case .openings: "answers do not all begin alike"
    case .leakedPrompt: "no row holds text of a prompt"
    case .lengthOutliers: "no text is far longer or shorter than the others"
    case .balance: "labels and categories are balanced"
    case .edgeCases: "there are edge cases"
    case .splitLeakage: "nothing held out is near a training row"
    case .statistics: "statistics are documented"
    case .accuracy: "answers are right"
    }
  }

  /// Which share of what was looked at may be at fault, in parts per million, where nobody says.
  public var standardLimit: Int {
    switch self {
    case .truncatedAnswers, .boilerplate, .lengthOutliers: 10_000
    case .openings: 200_000
    default: 0
    }
  }
}
