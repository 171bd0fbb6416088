/// What prompts about a passage have in common, whichever the task.
enum PassageWording {
  /// The passage, with what is told of it.
  static let passage = """
    Domain: {domain}
    Headings: {heading}
    Task: {strategy}
    Constraints: {constraints}

    Passage:
    {section}
    """

  /// Asks for so many of what the first step makes, such as `questions`.
  static func asking(for things: String) -> String {
    passage + """


      Write {count} \(things), without answers. Answer with JSON that follows this schema and with \
      nothing else:
      {output_schema}
      """
  }

  /// Asks for an answer to each of what the first step made, under its title, such as `Questions`.
  static func answering(_ title: String) -> String {
    passage + """


      \(title):
      {rows}

      Answer all {count} of them, each under its id. Answer with JSON that follows this schema and with \
      nothing else:
      {output_schema}
      """
  }

  /// What texts about a topic may keep to.
  static func ground(of strategy: String) -> String {
    "\(strategy == "document" ? "A document" : "A part of a document") may be the ground."
  }

  /// What the first step is to ask.
  static func aim(of strategy: String) -> String {
    switch strategy {
    case "extraction": "Ask what the passage answers directly."
    default:
      "Ask what a curious reader would want to know beyond the wording, and the passage says."
    }
  }
}
