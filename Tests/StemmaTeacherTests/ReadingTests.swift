import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaTeacher

@Suite("What is read")
struct ReadingTests {
  private func read(_ dialect: any Dialect, _ text: String) throws -> Reading? {
    dialect.reading(of: try JSONReader.read(Array(text.utf8)))
  }

  @Test(
    "finish reasons are told apart",
    arguments: [
      ("stop", .stop), ("length", .length), ("content_filter", .refusal), ("tool_calls", .stop),
    ] as [(String, Answer.FinishReason)])
  func openAIFinish(word: String, reason: Answer.FinishReason) throws {
    let reading = try read(
      OpenAIDialect(),
      #"{"choices":[{"message":{"content":"x"},"finish_reason":"\#(word)"}]}"#)
    #expect(reading?.answer == Answer(text: "x", finishReason: reason))
  }

  @Test("OpenAI's refusals, parts, null contents and token counts are read")
  func openAI() throws {
    let refused = try read(
      OpenAIDialect(),
      #"{"choices":[{"message":{"content":null,"refusal":"No."},"finish_reason":"stop"}]}"#)
    #expect(refused?.answer == Answer(text: "No.", finishReason: .refusal))
    let parts = try read(
      OpenAIDialect(),
      #"""
      {"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"image"},
      {"type":"text","text":"b"}]}}],"usage":{"prompt_tokens":3,"completion_tokens":4},"id":"i",
      "system_fingerprint":null}
      """#)
    #expect(parts?.answer.text == "ab")
    #expect(parts?.usage == TokenUsage(prompt: 3, completion: 4))
    #expect(parts?.evidence == ["id": "i"])
    let empty = try read(OpenAIDialect(), #"{"choices":[{"message":{"content":null}}]}"#)
    #expect(empty?.answer == Answer(text: ""))
  }

  @Test("thinking is kept out of the answer")
  func thinking() throws {
    let anthropic = try read(
      AnthropicDialect(),
      #"""
      {"type":"message","id":"m","content":[{"type":"thinking","thinking":"hm"},
      {"type":"redacted_thinking","data":"x"},{"type":"text","text":"Yes."}],
      "stop_reason":"end_turn","usage":{"input_tokens":2,"cache_read_input_tokens":5,"output_tokens":9}}
      """#)
    #expect(anthropic?.answer.text == "Yes.")
    #expect(anthropic?.usage == TokenUsage(prompt: 7, completion: 9))
    let gemini = try read(
      GeminiDialect(),
      #"""
      {"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"Yes."}]},
      "finishReason":"STOP"}],
      "usageMetadata":{"promptTokenCount":2,"candidatesTokenCount":1,"thoughtsTokenCount":8}}
      """#)
    #expect(gemini?.answer.text == "Yes.")
    #expect(gemini?.usage == TokenUsage(prompt: 2, completion: 9))
    for (text, kept) in [
      ("<think>hm</think>\n\nYes.", "Yes."), ("hm, well</think>Yes.", "Yes."),
      ("<think>hm", ""), ("Use <think> and </think>.", "Use <think> and </think>."),
      ("a < b", "a < b"),
    ] {
      #expect(Thinking.removed(from: text) == kept)
    }
  }

  @Test(
    "Anthropic's stop reasons are told apart",
    arguments: [
      ("end_turn", .stop), ("stop_sequence", .stop), ("max_tokens", .length),
      ("model_context_window_exceeded", .length), ("refusal", .refusal),
    ] as [(String, Answer.FinishReason)])
  func anthropicFinish(word: String, reason: Answer.FinishReason) throws {
    let reading = try read(
      AnthropicDialect(), #"{"type":"message","content":[],"stop_reason":"\#(word)"}"#)
    #expect(reading?.answer == Answer(text: "", finishReason: reason))
  }

  @Test(
    "Gemini's finish reasons are told apart",
    arguments: [
      ("STOP", .stop), ("MAX_TOKENS", .length), ("SAFETY", .refusal), ("RECITATION", .refusal),
      ("PROHIBITED_CONTENT", .refusal),
    ] as [(String, Answer.FinishReason)])
  func geminiFinish(word: String, reason: Answer.FinishReason) throws {
    let reading = try read(GeminiDialect(), #"{"candidates":[{"finishReason":"\#(word)"}]}"#)
    #expect(reading?.answer == Answer(text: "", finishReason: reason))
  }

  @Test("a blocked prompt is a refusal")
  func blocked() throws {
    let reading = try read(GeminiDialect(), #"{"promptFeedback":{"blockReason":"SAFETY"}}"#)
    #expect(reading?.answer.finishReason == .refusal)
  }

  @Test("Ollama's answers are read")
  func ollama() throws {
    let reading = try read(
      OllamaDialect(),
      #"{"model":"m","message":{"content":"x"},"done_reason":"length","eval_count":4,"prompt_eval_count":3}"#
    )
    #expect(reading?.answer == Answer(text: "x", finishReason: .length))
    #expect(reading?.usage == TokenUsage(prompt: 3, completion: 4))
  }

  @Test("whatever a server says, reading it ends", arguments: 0..<40 as Range<UInt64>)
  func hostile(seed: UInt64) throws {
    var dice = Dice(seed)
    let dialects: [any Dialect] = Provider.all.map(\.dialect)
    for provider in Provider.all {
      var bytes = Fixture.answer(provider: provider.name).body
      for _ in 0..<Int.random(in: 1...6, using: &dice) {
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 5))
        default:
          bytes.insert(contentsOf: "[{}\"9".utf8.shuffled(using: &dice), at: place)
        }
        if bytes.isEmpty { break }
      }
      let value = try? JSONReader.read(bytes, depthLimit: 64)
      for dialect in dialects {
        let reader = ResponseReader(
          dialect: dialect, provider: provider, teacher: "t", origin: "o", extraMembers: [])
        for status in [200, 400, 429] {
          let ending = reader.ending(ResponseHead(status: status, headers: []), value)
          if value == nil, case .answered = ending {
            Issue.record("seed \(seed): an answer out of nothing")
          }
        }
      }
    }
    #expect(!dialects.isEmpty)
  }
}
