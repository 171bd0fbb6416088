import StemmaText

/// What a kind of text looks like, as far as rules can tell it by the kind's name.
enum TextForm {
  /// Questions with their answers.
  case questions
  /// A list of points.
  case points
  /// A title and paragraphs.
  case article
  /// A greeting, a paragraph and an ending.
  case letter
  /// A paragraph: whatever is not known.
  case plain

  private static let names: [(form: TextForm, words: Set<String>)] = [
    (.questions, ["faq", "faqs", "q", "questions", "quiz", "interview"]),
    (
      .points,
      ["list", "checklist", "notes", "points", "bullets", "takeaways", "slides", "tips", "facts"]
    ),
    (
      .article,
      [
        "article", "overview", "essay", "guide", "report", "introduction", "chapter", "blog",
        "post",
        "page", "entry", "lesson", "leaflet", "handout", "tutorial", "encyclopedia", "manual",
      ]
    ),
    (.letter, ["letter", "email", "mail", "newsletter"]),
  ]

  /// - Parameter type: a kind's name, such as `FAQ`.
  init(_ type: String) {
    let words = Set(
      NormalForm(type).bytes.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) })
    self = Self.names.first { !$0.words.isDisjoint(with: words) }?.form ?? .plain
  }

  /// How many sentences it has, or questions, of a text that has so many to offer.
  func size(of count: Int) -> ClosedRange<Int> {
    switch self {
    case .questions: 2...3
    case .points: 3...min(6, max(3, count / 2))
    case .article: 3...min(6, max(3, count * 2 / 3))
    case .letter: 2...min(4, max(2, count / 2))
    case .plain: 1...min(3, max(1, count / 3))
    }
  }

  /// - Parameters:
  ///   - sentences: within `size`, in the order of their text.
  ///   - title: what the text is about.
  func text(_ sentences: [String], title: String) -> String {
    switch self {
    case .questions, .plain: return sentences.joined(separator: " ")
    case .points: return sentences.map { "- \($0)" }.joined(separator: "\n")
    case .letter:
      return "Dear reader,\n\n\(sentences.joined(separator: " "))\n\nYours sincerely"
    case .article:
      let half = (sentences.count + 1) / 2
      let paragraphs = [sentences[..<half], sentences[half...]].map { $0.joined(separator: " ") }
      return ([title] + paragraphs).joined(separator: "\n\n")
    }
  }
}
