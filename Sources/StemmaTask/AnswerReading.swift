public import StemmaRecord

/// What an answer held.
public enum AnswerReading: Hashable, Sendable {
  case rows([JSONObject])
  /// The answer is not of the wanted form; the argument says how.
  case unparsable(String)
}

extension AnswerReading {
  /// An answer longer than this, in bytes, is not read.
  static let answerLimitBytes = 1 << 20
  /// More rows than this are more than anybody asks for in one prompt.
  static let rowLimit = 1000

  /// Reads an answer that is a JSON object with a list of rows.
  ///
  /// - Parameter member: the list's name in the object.
  static func list(_ member: String, in answer: String) -> AnswerReading {
    guard answer.utf8.count <= answerLimitBytes else { return .unparsable("it is too long") }
    let value: JSONValue
    do {
      value = try JSONReader.read(answer.utf8, depthLimit: 16)
    } catch {
      return .unparsable("byte \(error.offset): \(error.reason.rawValue)")
    }
    guard let elements = value[member]?.array else {
      return .unparsable("it has no list `\(member)`")
    }
    var rows: [JSONObject] = []
    for element in elements.prefix(rowLimit) {
      guard let row = element.object else {
        return .unparsable("an element of `\(member)` is no object")
      }
      rows.append(row)
    }
    return .rows(rows)
  }
}
