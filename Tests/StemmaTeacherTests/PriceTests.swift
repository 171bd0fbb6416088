import StemmaRecord
import Testing

@testable import StemmaTeacher

@Suite("What tokens cost")
struct PriceTests {
  private func price(_ provider: String, _ model: String) -> String? {
    Teachers.price(TeacherChoice(provider: provider, model: model)).map {
      "\($0.price.input) \($0.price.output)"
    }
  }

  @Test("a model of the lists has its price, also with the day of its making, and no other has")
  func lists() {
    #expect(price("openai", "gpt-4o-mini") == "0.15 0.6")
    #expect(price("openai", "gpt-4o-mini-2024-07-18") == "0.15 0.6")
    #expect(price("openai", "gpt-4o-2024-05-13") == "5 15")
    #expect(price("openai", "gpt-4o-2024-08-06") == "2.5 10")
    #expect(price("anthropic", "claude-3-5-haiku-20241022") == "0.8 4")
    #expect(price("gemini", "gemini-2.5-flash") == "0.3 2.5")
    for model in ["gpt-4o-audio", "gpt-4o-mini-x", "gpt", "", "-2024-05-13", "gpt-4o-2024-5-13"] {
      #expect(price("openai", model) == nil, "\(model)")
    }
    #expect(price("hf-router", "gpt-4o:host") == nil)
  }

  @Test("local models are free; a manifest's price goes before; elsewhere no list holds")
  func sources() {
    for provider in ["ollama", "vllm-server", "hf"] {
      #expect(
        Teachers.price(TeacherChoice(provider: provider, model: "m"))
          == KnownPrice(.free, .local))
    }
    let own = TokenPrice(input: Millionths(count: 1), output: Millionths(count: 2))
    for provider in ["ollama", "openai"] {
      #expect(
        Teachers.price(TeacherChoice(provider: provider, model: "gpt-4o", price: own))
          == KnownPrice(own, .manifest))
    }
    let plain = TeacherChoice(provider: "openai", model: "gpt-4o")
    #expect(Teachers.price(plain)?.source == .list(date: ListPrices.date))
    var batched = plain
    batched.isBatched = true
    let half = TokenPrice(input: Millionths(count: 1_250_000), output: Millionths(count: 5_000_000))
    #expect(Teachers.price(batched) == KnownPrice(half, .halvedList(date: ListPrices.date)))
    batched.price = own
    #expect(Teachers.price(batched) == KnownPrice(own, .manifest))
    var others = [plain, plain, plain]
    others[0].baseURL = "https://example.org/v1"
    others[1].headers = ["x-tier": "priority"]
    others[2].extraBody = ["service_tier": "priority"]
    for other in others { #expect(Teachers.price(other) == nil) }
  }
}
