import StemmaRecord
import StemmaTesting

@testable import StemmaRun

/// A service that is asked for parts of records, whose answer is a function of the request.
enum StepService {
  /// Whatever a service may come to, by the request.
  static func any(_ request: TeacherRequest, _ hash: UInt64) -> Exchange.Result {
    let text = request.body["messages"]?.array?.last?["content"]?.string ?? ""
    switch hash % 16 {
    case 0: return .failed(reason: "The prompt is too long.")
    case 1: return .answered(Answer(text: full(text, hash), finishReason: .length))
    case 2: return .answered(Answer(text: "I would rather not.", finishReason: .refusal))
    case 3: return .answered(Answer(text: "Here you are: {"))
    default: return .answered(Answer(text: some(text, hash)))
    }
  }

  /// All that is asked for.
  static func full(_ request: TeacherRequest, _ hash: UInt64) -> Exchange.Result {
    let text = request.body["messages"]?.array?.last?["content"]?.string ?? ""
    return .answered(Answer(text: full(text, hash)))
  }

  /// What a prompt shows to go on with.
  static func rows(_ text: String) -> [JSONValue]? {
    text.split(separator: "\n").first { $0.hasPrefix("[{\"id\":1,") }
      .flatMap { (try? JSONReader.read(Array($0.utf8)))?.array }
  }

  private static func full(_ text: String, _ hash: UInt64) -> String {
    answer(text, parts(text, hash))
  }

  /// With one more or fewer, out of order, under a wrong number, or of a wrong form.
  private static func some(_ text: String, _ hash: UInt64) -> String {
    var parts = parts(text, hash)
    switch hash % 16 {
    case 4: parts.append(parts[0])
    case 5: parts.removeLast()
    case 6: parts[0]["id"] = 99
    case 7: parts[parts.count - 1]["note"] = true
    case 8: if rows(text) != nil { parts.reverse() }
    case 9: if isEvolving(text) { parts[0]["prompt"] = rows(text)?.first?["prompt"] }
    default: break
    }
    return answer(text, parts)
  }

  private static func parts(_ text: String, _ hash: UInt64) -> [JSONObject] {
    guard let rows = rows(text) else {
      let wanted = text.split(separator: "Write ").last.flatMap { Int($0.prefix { $0 != " " }) }
      let field = text.contains("\"prompt\"") ? "prompt" : "question"
      return (0..<(wanted ?? 1)).map { number in
        [field: .string("What is said of \(hash) and of \(number)?")]
      }
    }
    return rows.map { row in
      let asked = (row["question"] ?? row["prompt"])?.string ?? ""
      return ["id": row["id"] ?? .null, field(text): .string("It is \(hash), to «\(asked)».")]
    }
  }

  /// What a later step is asked for.
  private static func field(_ text: String) -> String {
    ["answer", "chosen", "rejected", "prompt"].first { text.contains("\"\($0)\":{") } ?? ""
  }

  /// Whether prompts are to be made harder.
  private static func isEvolving(_ text: String) -> Bool {
    rows(text) != nil && field(text) == "prompt"
  }

  private static func answer(_ text: String, _ parts: [JSONObject]) -> String {
    let list =
      rows(text) != nil && !isEvolving(text)
      ? "answers" : text.contains("\"prompts\"") ? "prompts" : "questions"
    return CanonicalJSON.text([list: .array(parts.map { .object($0) })])
  }
}
