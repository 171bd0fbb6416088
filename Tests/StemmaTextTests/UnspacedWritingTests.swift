import StemmaText
import Testing

@Suite("Writing without spaces")
struct UnspacedWritingTests {
  @Test(
    "every such character is a word by itself, with the marks upon it; other words stay whole",
    arguments: [
      ("中文字", 3), ("日本語のテスト", 7), ("Swift 言語 is fast", 5), ("ABC中DEF", 3), ("が", 1),
      ("か\u{3099}き", 2), ("สวัสดี", 4), ("ภาษาไทย", 7), ("한국어 문장", 2), ("plain words", 2),
      ("żółć", 1),
      ("𠮷野家", 3), ("中。文", 2), ("", 0),
    ])
  func words(text: String, count: Int) {
    #expect(HashedWords(of: [text]).words.count == count, "\(text)")
  }

  @Test("spaces between them make no difference, so texts that say the same are alike")
  func alike() {
    #expect(HashedWords(of: ["今日は 雨です"]).digest == HashedWords(of: ["今日は雨です。"]).digest)
    #expect(HashedWords(of: ["今日は雨です"]).digest != HashedWords(of: ["今日は雪です"]).digest)
  }
}
