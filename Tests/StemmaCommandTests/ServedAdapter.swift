import StemmaRecord
import StemmaTesting
import Synchronization

/// A server with an adapter, whose answer is a function of the request.
final class ServedAdapter: Sendable {
  private let server: FaultServer
  private let counter = Counter()

  private final class Counter: Sendable {
    let seen = Mutex(0)
  }

  init() throws {
    let counter = counter
    server = try FaultServer { _, request in
      guard request.method == "POST" else {
        return .response(
          .init(200, #"{"data":[{"id":"base"},{"id":"lora","root":"/l","parent":"base"}]}"#))
      }
      counter.seen.withLock { $0 += 1 }
      let id = ObjectID(of: .prompt, request.body).hex.prefix(12)
      let rows = (0..<4).map { number -> JSONValue in
        [
          "answer": .string("It is said that \(id) comes before \(number)."),
          "question": .string("What is said of \(id) and of \(number)?"),
        ]
      }
      let answer: JSONValue = [
        "choices": [
          [
            "finish_reason": "stop", "index": 0,
            "message": [
              "content": .string(CanonicalJSON.text(["pairs": .array(rows)])),
              "role": "assistant",
            ],
          ]
        ], "id": "c", "model": "lora", "usage": ["completion_tokens": 5, "prompt_tokens": 9],
      ]
      return .response(.init(200, CanonicalJSON.text(answer)))
    }
  }

  var url: String { server.url }
  var asked: Int { counter.seen.withLock { $0 } }
  var teacher: String { "vllm-server:\(server.url)#lora" }

  /// A file of weights: one tensor of four bytes.
  static func weights(_ value: UInt8) -> [UInt8] {
    let head = Array(#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#.utf8)
    return [UInt8(head.count), 0, 0, 0, 0, 0, 0, 0] + head + [UInt8](repeating: value, count: 4)
  }
}
