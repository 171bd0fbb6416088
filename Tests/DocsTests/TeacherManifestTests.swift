import Foundation
import StemmaTesting
import Testing

@Suite("Manifests of teachers behind a network")
struct TeacherManifestTests {
  @Test(
    "there is one for each provider, and it can be planned without a server or a key",
    arguments: ["openai", "anthropic", "gemini", "ollama", "vllm-server", "hf", "hf-router"])
  func plan(provider: String) throws {
    let place = try Place()
    let manifest = try Repository.text("experiments/\(provider).yaml")
    #expect(manifest.contains("\nteacher: \(provider):"))
    let outcome = try place.type(["stemma plan experiments/\(provider).yaml --prompts 1"])
    #expect(outcome.failed == nil, "\(outcome.output)")
    #expect(outcome.output.contains(provider))
  }
}
