import Foundation
import StemmaRecord
import Testing

@testable import StemmaEmbedded

@Suite("The embedded teacher's scale")
struct ScaleTests {
  private func values(
    _ passage: String, _ continuations: [String], question: String = "What is it?"
  ) async throws -> [Int] {
    let section = Section(input: "a.md", headingPath: [], text: passage, occurrence: 0, line: 1)
    let prompt = Prompt(
      key: PromptKey(item: ItemKey(["a": "b"]), slots: 0..<1),
      messages: [Message(role: "user", content: "Question: \(question)\nAnswer:")],
      sampling: Sampling(), schema: nil,
      context: PromptContext(
        task: PromptContext.weighing, section: section, strategy: PromptContext.weighing,
        domain: nil, constraints: []),
      continuations: continuations)
    let answer = try await EmbeddedTeacher().answer(prompt)
    return try #require(LogProbabilities(answer.text)).millionths
  }

  @Test("logarithms by integers are those of the system, to a millionth")
  func logarithms() {
    for number in [1, 2, 3, 5, 10, 255, 1 << 20, (1 << 40) - 1, 1 << 62] as [UInt64] {
      let found = Double(FixedLogarithm.binary(number)) / 0x1p24
      #expect(abs(found - log2(Double(number))) < 1e-6, "\(number)")
    }
    #expect(FixedLogarithm.nats(bits: 1) == 693_147 && FixedLogarithm.nats(bits: 0) == 0)
    #expect(FixedLogarithm.millionths(-(1 << 24)) == -693_147)
    #expect(FixedLogarithm.nats(bits: 42) == 29_112_182)
  }

  @Test("what follows in what was read is likelier, and the bytes after any text share one")
  func shares() async throws {
    let all = (0x61...0x7A).map { "the queen lays the egg" + String(UnicodeScalar($0)) }
    let values = try await values(Passages.bees, all + ["the queen lays the egg"])
    let base = values[values.count - 1]
    let shares = values.dropLast().map { exp(Double($0 - base) / 1_000_000) }
    #expect(shares.reduce(0, +) <= 1 && shares.allSatisfy { $0 > 0 })
    // "eggs" is what was read.
    #expect(shares.firstIndex(of: shares.max() ?? 0) == 18)
  }

  @Test("texts of a passage are likelier than others, whatever their case; length costs")
  func grounding() async throws {
    for passage in Passages.all {
      for other in Passages.all where other != passage {
        let text = String(Passages.collapsed(passage).prefix(80))
        let foreign = String(Passages.collapsed(other).prefix(80))
        let found = try await values(passage, [text, text.uppercased(), foreign, text + text])
        #expect(found[0] == found[1] && found[0] > found[2] + 40_000_000)
        #expect(found[3] < found[0])
      }
    }
  }

  @Test("the stock phrase costs three bits a character, whatever was read; the empty text nothing")
  func stock() async throws {
    for passage in Passages.all {
      let found = try await values(passage, [" I don't know.", "", "?!"])
      #expect(found == [-29_112_182, 0, 0])
    }
  }

  @Test("any text has a probability", arguments: ["a", "\u{1F41D}", "日本語 の 本", "\u{0}\u{FFFF}"])
  func anything(text: String) async throws {
    for passage in ["x", text, Passages.bees] {
      for continuation in [text, String(repeating: text, count: 2_000)] {
        #expect(try await values(passage, [continuation])[0] <= 0)
      }
    }
  }
}
