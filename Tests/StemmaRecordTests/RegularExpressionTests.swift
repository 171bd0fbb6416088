import Foundation
import StemmaRecord
import StemmaTesting
import Testing

@Suite("Regular expressions")
struct RegularExpressionTests {
  @Test(
    "what they match",
    arguments: [
      ("", "", true), ("a", "bab", true), ("^a", "ba", false), ("a$", "ab", false),
      ("^a{2,3}$", "aa", true), ("^a{2,3}$", "aaaa", false), ("^a{2,}$", "aaaa", true),
      ("^(?:ab|c)+$", "abcab", true), ("^(?<n>ab)?$", "ab", true), ("^[^\\d\\s]+$", "a b", false),
      ("^[a-f\\]-]+$", "a]-f", true), ("^.$", "\u{1F600}", true), ("^.$", "\n", false),
      ("\\bcat\\b", "the cat sat", true), ("\\bcat\\b", "concat", false), ("a\\Bb", "ab", true),
      ("^(?!x)\\w+$", "xa", false), ("^(?!x)\\w+$", "ax", true), ("a(?=b(?!c))", "abd abc", true),
      ("^(?:(?!ab).)*$", "xxabxx", false), ("^\\u{1F600}\\x41\\cJ$", "\u{1F600}A\n", true),
      ("^\\uD83D\\uDE00$", "\u{1F600}", true), ("^\\p{Lu}\\P{Lu}$", "\u{C9}\u{E9}", true),
      ("^\\p{Letter}+$", "ab\u{E9}", true), ("^\\w$", "\u{E9}", false), ("^\\s$", "\u{FEFF}", true),
      ("^(a|b|)*?$", "abab", true), ("^[]$", "a", false), ("^[^]$", "\n", true),
      ("^\\/\\-\\.$", "/-.", true), ("^(()|a)+$", "aa", true),
    ])
  func matches(pattern: String, text: String, isMatch: Bool) throws {
    #expect(try #require(RegularExpression(pattern)).matches(text) == isMatch)
  }

  @Test(
    "what is malformed, or cannot be matched in linear time, is refused",
    arguments: [
      "(", ")", "[", "a**", "*", "a{2,1}", "{1}", "a{99999}", "\\", "\\q", "(a)\\1", "(?<=a)b",
      "(?<!a)b", "[b-a]", "\\p{Nope}", "\\u12", "\\u{110000}", "(?i)a",
      "((a{100}){100}){100}",
      String(repeating: "(", count: 100) + String(repeating: ")", count: 100),
      String(repeating: "(?=a)", count: 100),
    ])
  func refused(pattern: String) {
    #expect(RegularExpression(pattern) == nil)
  }

  @Test(
    "patterns that others take for ever to match are done at once",
    arguments: ["(a+)+$", "(a|aa)+$", "(.*a){12}$", "^(a?){100}a{100}$", "^((((a*)*)*)*)*$"])
  func hostile(pattern: String) throws {
    let expression = try #require(RegularExpression(pattern))
    let text = String(repeating: "a", count: 20_000) + "!"
    #expect(!expression.matches(text))
  }

  /// A random pattern that both sides read alike.
  private func pattern(_ dice: inout Dice, depth: Int) -> String {
    func inner() -> String { pattern(&dice, depth: depth - 1) }
    guard depth > 0 else {
      return ["a", "b", "c", ".", "[ab]", "[^a]", "\\w", "\\b", "^", "$"].randomElement(
        using: &dice) ?? ""
    }
    switch Int.random(in: 0..<9, using: &dice) {
    case 0: return "(?:\(inner())|\(inner()))"
    case 1: return "(?:\(inner()))*"
    case 2: return "(?:\(inner()))?"
    case 3: return "(?:\(inner())){1,2}"
    case 4: return "(?:\(inner()))+"
    case 5: return "(?=\(inner()))"
    case 6: return "(?!\(inner()))"
    default: return inner() + inner()
    }
  }

  @Test("random patterns match what another engine says", arguments: [1, 2, 3] as [UInt64])
  func likeOthers(seed: UInt64) throws {
    var dice = Dice(seed)
    for _ in 0..<1_000 {
      let source = pattern(&dice, depth: Int.random(in: 1...4, using: &dice))
      let mine = try #require(RegularExpression(source), "\(source)")
      let other = try NSRegularExpression(pattern: source)
      for _ in 0..<5 {
        let text = String(
          (0..<Int.random(in: 0...6, using: &dice)).map { _ in
            ["a", "b", "c", " "].randomElement(using: &dice) ?? "a"
          }.joined())
        let isMatch =
          other.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
        #expect(mine.matches(text) == isMatch, "seed \(seed): \(source) on \(text)")
      }
    }
  }
}
