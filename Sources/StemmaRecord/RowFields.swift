/// What fields of rows are called, by what they are for: for each reader in the order in which it looks
/// for them, which decides where a row has several.
public enum RowFields {
  // MARK: Anybody's rows

  /// What is asked; beside another of these, `input` is what it is asked of.
  public static let asking = ["instruction", "prompt", "question", "input"]
  public static let answering = ["response", "output", "answer", "completion"]
  /// A text that a row is about.
  public static let passage = ["passage", "context", "document"]

  // MARK: Examples to vary

  /// In files of them; rows of datasets have `question` and `chosen` besides.
  public static let seedInstruction = ["instruction", "prompt", "input"]
  public static let seedResponse = ["response", "output", "answer"]

  // MARK: Rows that tasks make

  public static let asked = ["instruction", "question", "prompt"]
  public static let answered = [
    "response", "answer", "chosen", "summary", "text", "correct_answer",
  ]
  /// What an answer deals with where nothing is asked.
  public static let occasion = ["document", "label"]
  /// What the embedded judge holds against each other.
  public static let judgedQuestion = ["question", "instruction"]
  public static let judgedAnswer = ["answer", "response", "summary", "text", "correct_answer"]
}

extension JSONObject {
  /// The first text that stands under one of these names.
  public func text(under names: [String]) -> String? {
    for name in names { if let text = self[name]?.string { return text } }
    return nil
  }
}
