import StemmaText

/// What a prompt may want of its answer besides, said in a sentence after it: something that a given
/// answer has.
struct AnswerDemand {
  enum Form: String, CaseIterable {
    case words = "Use at most "
    case sentences = "Answer in at least "
    case mention = "Mention \""
    case reason = "Give the reason"

    /// How its sentence begins.
    var opening: String { rawValue }
  }

  let form: Form
  let text: String

  private init(_ form: Form, _ rest: String) {
    self.form = form
    text = form.opening + rest
  }

  private static let fewestWords = 6
  private static let shortestMention = 5
  /// Limits of words are multiples of this.
  private static let step = 5

  /// A limit of words, a number of sentences, a word that must be in it, and a reason.
  ///
  /// - Returns: one of each form at most, always in the same order.
  static func met(by answer: String, to question: String) -> [AnswerDemand] {
    var demands: [AnswerDemand] = []
    let words = Constraint.count(.words, in: answer)
    if words >= fewestWords {
      demands.append(AnswerDemand(.words, "\((words + step - 1) / step * step) words."))
    }
    let sentences = Passage(answer).sentences.count
    if sentences > 1 { demands.append(AnswerDemand(.sentences, "\(sentences) sentences.")) }
    if let word = mention(in: answer, beyond: question) {
      demands.append(AnswerDemand(.mention, "\(word)\" in the answer."))
    }
    let isReason = question.hasPrefix("Why ") || question.hasPrefix("What is the reason ")
    if !isReason, answer.contains(" because ") {
      demands.append(AnswerDemand(.reason, " as well."))
    }
    return demands
  }

  /// What a prompt is made of wherever a demand may begin in it, the last such place first.
  static func parts(of prompt: String) -> [(question: String, demand: String)] {
    let bytes = Array(prompt.utf8)
    let starts = Form.allCases.flatMap { form in
      bytes.ranges(of: Array(" \(form.opening)".utf8)).map(\.lowerBound)
    }
    return starts.sorted(by: >).map { start in
      (
        String(decoding: bytes[..<start], as: UTF8.self),
        String(decoding: bytes[(start + 1)...], as: UTF8.self)
      )
    }
  }

  /// The longest plain word of the answer that says something and that the question lacks; the first of
  /// several as long.
  private static func mention(in answer: String, beyond question: String) -> String? {
    let asked = ContentWords.of(question)
    var best: String?
    for word in WorseAnswer.words(answer)
    where word.utf8.count >= shortestMention && word.utf8.count > best?.utf8.count ?? 0
      && word.utf8.allSatisfy({ (0x61...0x7A).contains($0) })
    {
      if let stem = ContentWords.of(word).first, !asked.contains(stem) { best = word }
    }
    return best
  }
}
