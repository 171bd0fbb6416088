import StemmaRecord
import Testing

@Suite("Money")
struct MoneyTests {
  @Test(
    "prices and amounts are exact",
    arguments: [
      ("0.15", 1, "0.00000015"), ("0.000001", 1, "0.000000000001"), ("2.5", 400_000, "1"),
      ("15", 1_000_003, "15.000045"), ("0", 5, "0"),
    ])
  func exact(price: String, tokens: Int, dollars: String) throws {
    let price = try #require(Millionths(price))
    let zero = Millionths(count: 0)
    let asked = TokenPrice(input: price, output: zero)
    let said = TokenPrice(input: zero, output: price)
    #expect(asked.cost(TokenUsage(prompt: tokens, completion: 9)).decimal == dollars)
    #expect(said.cost(TokenUsage(prompt: 9, completion: tokens)).decimal == dollars)
    #expect(TokenPrice(json: asked.json) == asked)
  }

  @Test(
    "what is shown is never less than it is",
    arguments: [
      (0, "$0"), (1, "$0.0001"), (100_000_000, "$0.0001"), (100_000_001, "$0.0002"),
      (999_999_999_999, "$1.0000"), (1_000_000_000_000, "$1.00"), (1_000_000_000_001, "$1.01"),
      (12_500_000_000_000, "$12.50"), (-1, "$0.0000"),
    ])
  func shown(picodollars: Int128, text: String) {
    #expect(Money(picodollars: picodollars).description == text)
  }

  @Test("a share is rounded up, and a budget of dollars is what it says")
  func shares() throws {
    #expect(Money(picodollars: 10).share(1, of: 3) == Money(picodollars: 4))
    #expect(Money(picodollars: 9).share(2, of: 3) == Money(picodollars: 6))
    #expect(Money(dollars: try #require(Millionths("2.50"))).decimal == "2.5")
  }

  private func limit(_ dialect: String, _ body: JSONObject) -> Int? {
    TeacherRequest(dialect: dialect, model: "m", body: body).answerLimit
  }

  @Test("an answer's limit is where its dialect has it, for all choices together")
  func limits() {
    #expect(limit("openai", ["max_tokens": 7]) == 7)
    #expect(limit("openai", ["max_tokens": 7, "max_completion_tokens": 9, "n": 3]) == 27)
    #expect(limit("openai", ["max_tokens": .null]) == nil)
    #expect(limit("openai", ["max_tokens": "7"]) == nil)
    #expect(limit("anthropic", ["max_tokens": 5]) == 5)
    #expect(limit("gemini", ["max_tokens": 5]) == nil)
    #expect(
      limit("gemini", ["generationConfig": ["maxOutputTokens": 5, "candidateCount": 2]]) == 10)
    #expect(limit("ollama", ["options": ["num_predict": 5]]) == 5)
    #expect(limit("ollama", ["options": ["num_predict": -1]]) == nil)
  }

  @Test("a prompt has no more tokens than its texts have bytes, and what a service adds")
  func prompts() {
    let text = "Grüße 🌍"
    let request = TeacherRequest(
      dialect: "openai", model: "m",
      body: ["messages": [["content": .string(text), "role": "user"]]])
    #expect(request.bounds.prompt > text.utf8.count + 512)
    #expect(request.bounds.completion == nil)
  }
}
