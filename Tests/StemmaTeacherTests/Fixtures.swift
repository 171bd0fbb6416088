import StemmaRecord
import StemmaTesting
import Synchronization

@testable import StemmaTeacher

/// Time that passes only while somebody sleeps.
final class FakeClock: Sendable {
  private let state = Mutex((now: Duration.zero, sleeps: [Duration]()))

  /// Each sleep so far, in order.
  var sleeps: [Duration] { state.withLock(\.sleeps) }

  var now: Duration { state.withLock(\.now) }

  var timing: Timing {
    Timing(
      now: { self.now },
      sleep: { wait in
        try Task.checkCancellation()
        self.state.withLock {
          $0.now += wait
          $0.sleeps.append(wait)
        }
      })
  }
}

enum Fixture {
  static let key = "sk-test-0123456789abcdef"

  /// A question with each value of sampling that is not nil.
  static func prompt(
    _ text: String = "What is a pump?", system: String? = "Be brief.",
    sampling: Sampling = Sampling(), schema: JSONValue? = nil, slot: Int = 0, candidate: Int = 0,
    attempt: Int = 0
  ) -> Prompt {
    let section = Section(
      input: "pumps.md", headingPath: [], text: "A pump moves fluids.", occurrence: 0, line: 1)
    return Prompt(
      key: PromptKey(
        item: ItemKey(["item": "one"]), slots: slot..<slot + 1, candidate: candidate,
        attempt: attempt),
      messages: (system.map { [Message(role: "system", content: $0)] } ?? [])
        + [Message(role: "user", content: text)],
      sampling: sampling, schema: schema,
      context: PromptContext(
        task: "qa", section: section, strategy: "extraction", domain: nil, constraints: []))
  }

  static let schema: JSONValue = [
    "additionalProperties": false, "properties": ["answer": ["type": "string"]],
    "required": ["answer"], "type": "object",
  ]

  /// The variables that hold `key`, for each provider.
  static let keys = [
    "OPENAI_API_KEY": key, "ANTHROPIC_API_KEY": key, "GEMINI_API_KEY": key, "HF_TOKEN": key,
    "VLLM_API_KEY": key,
  ]

  /// A teacher at a server, whose waits take no time.
  static func teacher(
    _ provider: String = "openai", at url: String, timeout: Duration = .seconds(600),
    clock: FakeClock = FakeClock(), environment: [String: String] = keys,
    _ change: (inout TeacherChoice) -> Void = { _ in }
  ) throws -> any LiveTeacher {
    var choice = TeacherChoice(
      provider: provider, model: provider == "hf-router" ? "m:p" : "m", baseURL: url)
    change(&choice)
    return try Teachers.make(
      choice, environment: environment, seed: 1, timing: clock.timing
    ) {
      $0.timeout = timeout
      $0.connectTimeout = .seconds(600)
    }
  }

  /// What a service answers that says `text`.
  static func answer(_ text: String = "Good.", provider: String = "openai") -> FaultServer.Response
  {
    let body: JSONValue =
      switch provider {
      case "anthropic":
        [
          "content": [["text": .string(text), "type": "text"]], "id": "msg_1", "model": "m-1",
          "stop_reason": "end_turn", "type": "message",
          "usage": ["input_tokens": 12, "output_tokens": 6],
        ]
      case "gemini":
        [
          "candidates": [
            [
              "content": ["parts": [["text": .string(text)]], "role": "model"],
              "finishReason": "STOP",
            ]
          ],
          "modelVersion": "m-1",
          "usageMetadata": ["candidatesTokenCount": 6, "promptTokenCount": 12],
        ]
      case "ollama":
        [
          "done": true, "done_reason": "stop", "eval_count": 6,
          "message": ["content": .string(text), "role": "assistant"], "model": "m",
          "prompt_eval_count": 12,
        ]
      default:
        [
          "choices": [
            [
              "finish_reason": "stop", "index": 0,
              "message": ["content": .string(text), "refusal": .null, "role": "assistant"],
            ]
          ],
          "id": "c1", "model": "m-1", "system_fingerprint": "fp",
          "usage": ["completion_tokens": 6, "prompt_tokens": 12, "total_tokens": 18],
        ]
      }
    return FaultServer.Response(200, CanonicalJSON.bytes(body))
  }
}

extension LiveTeacher {
  func ask(_ prompt: Prompt = Fixture.prompt()) async throws -> Exchange {
    // As a run does it: other tests keep Swift's own threads busy.
    try await withTaskExecutorPreference(executors.first) {
      try await send(request(for: prompt))
    }
  }
}

extension Exchange {
  var answer: Answer? { if case .answered(let answer) = result { answer } else { nil } }
  var failure: String? { if case .failed(let reason) = result { reason } else { nil } }
  var exhaustion: String? { if case .exhausted(let reason) = result { reason } else { nil } }
  var finality: (reason: String, nextStep: String)? {
    if case .final(let reason, let nextStep) = result { (reason, nextStep) } else { nil }
  }
}
