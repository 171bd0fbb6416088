import StemmaRecord

/// The axes of a mix that come with values of their own, and what prompts say of those.
enum MixCatalogue {
  /// A conversation has at most so many exchanges.
  private static let mostTurns = 20
  /// How many times a conversation goes to and fro.
  static let turns = "turns"

  /// By axis; an axis without values takes the user's own.
  private static let axes: [(name: String, values: [(name: String, instruction: String)])] = [
    ("category", []),
    (
      "difficulty",
      [
        ("easy", "Somebody who is new to the matter can follow it, in one step."),
        ("medium", "It takes some knowledge of the matter, or two or three steps."),
        (
          "hard",
          "It takes thorough knowledge of the matter, and several steps that build on each other."
        ),
      ]
    ),
    (
      "tone",
      [
        ("neutral", "Keep to the matter, without feeling."),
        ("formal", "Write formally and politely, in whole sentences and without contractions."),
        ("casual", "Write casually, as one speaks."),
        ("friendly", "Write warmly, as to somebody you like to help."),
        ("technical", "Write as specialists do among themselves, in the terms of the field."),
      ]
    ),
    (
      "length",
      [
        ("short", "Answer in one or two sentences."),
        ("medium", "Answer in a paragraph."),
        ("long", "Answer in several paragraphs."),
      ]
    ),
    (
      "format",
      [
        ("prose", "Answer in running sentences, without lists."),
        ("bullets", "Answer in a list with bullet points."),
        ("numbered", "Answer in a numbered list."),
        ("table", "Answer in a table."),
      ]
    ),
    (
      "polarity",
      [
        ("positive", "What is asked for is there, and the answer gives it."),
        (
          "negative",
          "What is asked for does not exist, does not apply or cannot be given; the answer says so, and why."
        ),
      ]
    ),
    (
      "phrasing",
      [
        ("question", "Put what is asked as a question."),
        ("command", "Put what is asked as a command."),
        ("statement", "Put what is asked as a statement of what is wanted or what is wrong."),
        ("keywords", "Put what is asked as a few keywords, as into a search box."),
      ]
    ),
    (
      "expertise",
      [
        ("beginner", "Whoever asks knows nothing of the matter; explain every term."),
        ("intermediate", "Whoever asks knows the basics of the matter."),
        ("expert", "Whoever asks knows the matter well; leave the basics out."),
      ]
    ),
    (
      turns,
      [
        ("single", "One question and one answer."),
        ("multi", "A conversation of several turns, each of which goes on from those before."),
      ]
    ),
    (
      "edge",
      [
        ("ordinary", "An ordinary case, as it comes up every day."),
        (
          "edge",
          "An edge case: something unusual that is still possible, such as a limit that is just reached, something missing, or two rules that meet."
        ),
      ]
    ),
  ]

  /// The axes that ship.
  static let names = axes.map(\.name)

  /// The values that an axis ships with; empty for one that has none.
  static func values(of axis: String) -> [String] {
    axes.first { $0.name.hasSameBytes(as: axis) }?.values.map(\.name) ?? []
  }

  /// What prompts say of a value, besides its name; nil where nothing ships.
  static func instruction(_ axis: String, _ value: String) -> String? {
    if axis.hasSameBytes(as: turns), let number = turnCount(value) {
      return number == 1
        ? instruction(turns, "single")
        : "A conversation of \(number) exchanges: \(number) times a question and its answer."
    }
    return axes.first { $0.name.hasSameBytes(as: axis) }?.values
      .first { $0.name.hasSameBytes(as: value) }?.instruction
  }

  private static func turnCount(_ value: String) -> Int? {
    guard let number = Int(value), "\(number)".hasSameBytes(as: value),
      (1...mostTurns).contains(number)
    else { return nil }
    return number
  }
}
