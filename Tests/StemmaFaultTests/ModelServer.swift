import Glibc
import StemmaRecord
import StemmaTesting
import Synchronization

/// A server that speaks as ollama does, and whose answer is a function of the request.
final class ModelServer: Sendable {
  private let server: FaultServer
  private let questions: Counter

  private final class Counter: Sendable {
    let seen = Mutex<[String]>([])
  }

  /// - Parameter isExhausted: whether the question of this number is met with a used-up quota.
  init(isExhausted: @escaping @Sendable (Int) -> Bool = { _ in false }) throws {
    let questions = Counter()
    self.questions = questions
    server = try FaultServer { _, request in
      guard request.method == "POST" else {
        return .response(.init(200, #"{"models":[{"name":"m:latest","digest":"d0"}]}"#))
      }
      let id = ObjectID(of: .prompt, request.body).hex
      let number = questions.seen.withLock { seen in
        seen.append(id)
        return seen.count - 1
      }
      if isExhausted(number) {
        return .response(
          .init(429, #"{"error":"quota"}"#, headers: [("Retry-After", "86400")]))
      }
      return .response(.init(200, Self.answer(request.body, id)))
    }
  }

  /// The questions so far, each named by a hash of its request.
  var seen: [String] { questions.seen.withLock { $0 } }
  var count: Int { questions.seen.withLock { $0.count } }
  var url: String { server.url }

  /// Waits until so many questions were put, or two minutes.
  func wait(for number: Int) {
    for _ in 0..<240_000 where count < number { usleep(500) }
  }

  private static func answer(_ body: [UInt8], _ id: String) -> String {
    let text = String(decoding: body, as: UTF8.self)
    let wanted = text.split(separator: "Write ").last.flatMap { Int($0.prefix { $0 != " " }) } ?? 1
    let kind = Int(id.prefix(2), radix: 16) ?? 0
    let rows = (0..<(kind % 9 == 0 ? wanted + 1 : wanted)).map { number -> JSONValue in
      [
        "answer": .string("It is said that \(id.prefix(12)) comes before \(number)."),
        "question": .string("What is said of \(id.prefix(12)) and of \(number)?"),
      ]
    }
    let content = kind % 7 == 0 ? "Sorry: {" : Self.list(rows, text)
    return CanonicalJSON.text([
      "done": true, "done_reason": .string(kind % 11 == 0 ? "length" : "stop"), "eval_count": 5,
      "id": .string(id), "message": ["content": .string(content), "role": "assistant"],
      "model": "m", "prompt_eval_count": 9,
    ])
  }

  /// Pairs, or as many questions, or as many answers: what the request asks for.
  private static func list(_ pairs: [JSONValue], _ text: String) -> String {
    if text.contains("without answers") {
      return CanonicalJSON.text([
        "questions": .array(pairs.map { ["question": $0["question"] ?? .null] })
      ])
    }
    guard let all = text.split(separator: "Answer all ").dropFirst().last else {
      return CanonicalJSON.text(["pairs": .array(pairs)])
    }
    let wanted = Int(all.prefix { $0 != " " }) ?? 1
    return CanonicalJSON.text([
      "answers": .array(
        (1...wanted).map { ["answer": .string("It is said to be \($0)."), "id": .integer($0)] })
    ])
  }
}
