import StemmaRecord
import StemmaText

/// Rates rows by rule: how far they are borne out by what they were made from, and how they are put.
struct EmbeddedJudge {
  /// The words of the source, in small letters.
  private let source: Set<String>

  init(_ subject: Subject) { self.init(source: subject.sourceText) }

  /// - Parameter text: what rows are held against.
  init(source text: String) { source = Set(Self.words(text)) }

  /// - Returns: an answer that rates each row, numbered from 1.
  func answer(about rows: [JSONObject]) -> Answer {
    let ratings = rows.enumerated().map { place, row -> JSONValue in
      var rating = points(of: row)
      rating["id"] = .integer(place + 1)
      return .object(rating)
    }
    return Answer(text: CanonicalJSON.text(["ratings": .array(ratings)]))
  }

  /// What it says of one row, part by part.
  func points(of row: JSONObject) -> JSONObject {
    let turns = Message.turns(row["messages"]) ?? []
    let asked =
      row.text(under: RowFields.judgedQuestion)
      ?? turns.first { $0.role == "user" }?.content ?? ""
    let told =
      row.text(under: RowFields.judgedAnswer)
      ?? turns.filter { $0.role == "assistant" }.map(\.content).joined(separator: " ")
    let (question, answer) = (Self.words(asked), Self.words(told))
    let grounded = Self.hundredths(of: answer, in: source)
    // Where nothing is asked, an answer is to the point that keeps to its source.
    let near =
      asked.isEmpty ? grounded : Self.hundredths(of: question, in: source.union(answer))
    let repeated = Self.hundredths(of: answer, in: Set(question))
    var clarity = 0
    if asked.isEmpty || Self.isWhole(asked) && question.count >= 3 && question.count <= 40 {
      clarity += 1
    }
    if Self.isWhole(told), answer.count <= 120 { clarity += 1 }
    // An answer that only gives the question back teaches nothing.
    let usefulness = repeated >= 90 ? 0 : Self.step(answer.count, [4, 8, 14])
    return [
      "accuracy": .integer(answer.isEmpty ? 0 : Self.step(grounded, [40, 65, 85])),
      "clarity": .integer(clarity), "relevance": .integer(Self.step(near, [30, 60])),
      "usefulness": .integer(usefulness),
    ]
  }

  /// How many of the bounds a number reaches.
  private static func step(_ number: Int, _ bounds: [Int]) -> Int { bounds.count { number >= $0 } }

  /// Begins as a sentence does, and ends as one.
  private static func isWhole(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return false
    }
    return !first.properties.isLowercase && [".", "?", "!", ")", "\"", "`"].contains(last)
  }

  /// Words of four letters and more that are in a set, in hundredths of all such words.
  private static func hundredths(of words: [String], in set: Set<String>) -> Int {
    let long = words.filter { $0.utf8.count >= 4 }
    guard !long.isEmpty else { return words.isEmpty ? 0 : 100 }
    return long.count { set.contains($0) } * 100 / long.count
  }

  private static func words(_ text: String) -> [String] {
    NormalForm(text).bytes.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
  }
}
