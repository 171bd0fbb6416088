import StemmaRecord
import Testing

@Suite("questions and what is recorded of them")
struct QuestionTests {
  private func question(
    dialect: String = "openai", model: String = "m", body: JSONObject = ["model": "m", "n": 1],
    item: String = "a", slots: Range<Int> = 0..<2, candidate: Int = 0, attempt: Int = 0,
    seed: UInt64? = 7, role: Role = .teacher, adapter: String? = nil
  ) -> Question {
    Question(
      TeacherRequest(
        dialect: dialect, model: model, body: body,
        adapter: adapter.map { AdapterDigest(ObjectID(of: .bytes, $0.utf8)) }),
      for: PromptKey(
        item: ItemKey(["item": .string(item)]), slots: slots, candidate: candidate,
        attempt: attempt), seed: seed, role: role)
  }

  @Test("a key is a function of everything that decides an answer, and of where it belongs")
  func keys() {
    let all = [
      question(), question(dialect: "ollama"), question(model: "n"), question(body: ["model": "m"]),
      question(item: "b"), question(slots: 0..<3), question(slots: 1..<2), question(candidate: 1),
      question(attempt: 1), question(seed: 8), question(seed: nil), question(role: .judge),
      question(role: .sway), question(adapter: "old"), question(adapter: "new"),
    ]
    #expect(Set(all.map(\.key)).count == all.count)
    #expect(question().key == question().key)
    // Stores hold answers under such keys: another value would lose them all.
    #expect(
      question().key.description
        == "7564ecd27025dca156f189e90b89500f0f7cee894193ec96544f2615398a29b5")
    #expect(TranscriptKey(question().key.description) == question().key)
    #expect(TranscriptKey("sha256:00") == nil)
  }

  @Test("features tell short values as they are, and long ones by their hash")
  func features() {
    let long = String(repeating: "long ", count: 40)
    let question = question(body: ["messages": .string(long), "temperature": "0.7"])
    let features = question.features
    #expect(features["body"]?["temperature"] == "0.7" && features["seed"] == "7")
    let shown = features["body"]?["messages"]?.string ?? ""
    #expect(shown.hasPrefix("#") && shown.utf8.count == 17)
    #expect(features["slots"] == [0, 2] && features["item"]?.string?.utf8.count == 64)
  }

  @Test(
    "what is recorded of an exchange is read back as it was",
    arguments: [nil, TokenUsage(prompt: 3, completion: 0)])
  func exchanges(usage: TokenUsage?) {
    for result: RecordedExchange.Result in [
      .answered(Answer(text: "")), .answered(Answer(text: "a\n", finishReason: .length)),
      .answered(Answer(text: "no", finishReason: .refusal)), .failed(reason: "too long"),
    ] {
      let exchange = RecordedExchange(result, usage: usage)
      #expect(RecordedExchange(json: exchange.json) == exchange)
    }
    for wrong: JSONValue in [[:], ["text": "a"], ["finish": "later", "text": "a"], ["tokens": 1]] {
      #expect(RecordedExchange(json: wrong) == nil)
    }
  }

  @Test("what can still be answered is not recorded")
  func ends() {
    #expect(RecordedExchange(Exchange(.exhausted(reason: "r"), sendings: 1)) == nil)
    #expect(RecordedExchange(Exchange(.final(reason: "r", nextStep: "n"), sendings: 1)) == nil)
    #expect(RecordedExchange(Exchange(.failed(reason: "r"), sendings: 1))?.isAnswered == false)
  }
}
