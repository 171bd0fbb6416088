import StemmaRecord

/// Rates a row as it stands (`qa_rating`), by the rules of the judge: against the passage that it was made
/// from, or the column that holds one. Where there is neither, nothing bears it out.
struct RowRater: EmbeddedTask {
  let names = ["qa_rating"]

  func answer(_ prompt: Prompt, at desk: inout ReadingDesk) -> Answer? {
    guard let row = prompt.context.subject.row else { return nil }
    let rating = prompt.key.slots.contains(0) ? Self.rating(of: row) : nil
    let list = rating.map { [JSONValue.object($0)] } ?? []
    return Answer(text: CanonicalJSON.text(["ratings": .array(list)]))
  }

  /// - Returns: nil where nothing in the row is an answer.
  private static func rating(of row: SourceRow) -> JSONObject? {
    let roles = RowRoles(row.columns)
    let passage = row.passage.map { ($0.headingPath + [$0.text]).joined(separator: "\n") }
    let judge = EmbeddedJudge(source: passage ?? "")
    if roles.kind == .preference || roles.brokenTurn != nil { return nil }
    if let question = roles.question, !roles.answers.isEmpty {
      return judge.points(of: [
        "answer": .string(roles.answers.joined(separator: "\n")), "question": .string(question),
      ])
    }
    // A choice among several, a text of its own.
    let isAnswer = ["correct_answer", "text"].contains { row.columns[$0]?.string != nil }
    return isAnswer ? judge.points(of: row.columns) : nil
  }
}
