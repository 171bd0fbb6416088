/// A question that one pattern would ask of one sentence.
struct Draft {
  /// Patterns whose questions come to the same share a family, and so a place.
  enum Family: UInt8 {
    case definition, cause, condition, procedure, quantity, comparison, location, time, object
    case action, subject

    /// Families of one theme ask for the same part of a sentence.
    var theme: Int {
      switch self {
      case .definition: 0
      case .object, .action: 1
      case .cause: 2
      case .condition, .time: 3
      case .procedure: 4
      case .quantity: 5
      case .comparison: 6
      case .location: 7
      case .subject: 8
      }
    }
  }

  let family: Family
  let question: String
  /// Points before those for the answer and the place are added.
  let score: Int
  /// Where in the section's bytes the answer stands; nil for the whole sentence.
  var answer: Range<Int>?

  init(_ family: Family, _ question: String, _ score: Int, answer: Range<Int>? = nil) {
    self.family = family
    self.question = question
    self.score = score
    self.answer = answer
  }
}
