import StemmaFilter
import StemmaRecord
import StemmaStore

// Ratings are kept for each row by itself, whichever batch asked: they serve every later question about
// the same row.
extension LiveRespondent {
  func ratings(
    of alone: [Prompt], together: @Sendable ([Int]) -> Prompt
  ) async throws -> [Reply] {
    let questions = alone.map { Question(teacher, $0) }
    let keys = questions.map(\.key)
    var replies: [Reply?] = []
    for (question, key) in zip(questions, keys) { replies.append(try recall(question, key)) }
    let open = replies.indices.filter { replies[$0] == nil }
    if open.count > 1 {
      // An interruption may have come between an answer and the ratings in it.
      let whole = Question(teacher, together(Array(alone.indices)))
      let known = try alone.count > open.count ? recall(whole, whole.key) : nil
      let asked = known == nil ? open : Array(alone.indices)
      let answered: Reply
      if let known {
        answered = known
      } else {
        let question = Question(teacher, together(open))
        let key = question.key
        answered =
          if let before = try recall(question, key) { before } else {
            try await ask(question, key)
          }
      }
      let ratings = Self.ratings(in: answered, count: asked.count)
      var isFirst = true
      for (place, rating) in zip(asked, ratings) where replies[place] == nil {
        guard let rating else { continue }
        replies[place] = try await keep(
          rating, questions[place], keys[place], from: answered, isFirst: isFirst)
        isFirst = false
      }
    }
    var all: [Reply] = []
    for (place, reply) in replies.enumerated() {
      if let reply {
        all.append(reply)
      } else {
        // Passed over or garbled: asked again, alone.
        all.append(try await ask(questions[place], keys[place]))
      }
    }
    return all
  }

  private static func ratings(in reply: Reply, count: Int) -> [JudgeRating?] {
    guard case .answered(let answer) = reply.exchange.result, answer.finishReason == .stop else {
      return []
    }
    return JudgeRating.ratings(in: answer.text, count: count)
  }

  /// Journals a rating as if it had been asked for alone; the batch's response stands beside the first.
  private func keep(
    _ rating: JudgeRating, _ question: Question, _ key: TranscriptKey, from batch: Reply,
    isFirst: Bool
  ) async throws -> Reply {
    var occasion: JSONObject = ["sendings": 0]
    var raw: [UInt8] = []
    if let recorded = batch.recorded {
      occasion["batch"] = .string(recorded.key.description)
      if isFirst, let source = recorded.source {
        raw = try source.journal.entry(at: source.place).raw
      }
    }
    return try await book.write(
      RecordedExchange(.answered(Answer(text: rating.alone))), key,
      teacher: question.request.teacher, features: question.features, cost: .zero, occasion, raw)
  }
}
