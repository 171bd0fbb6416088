import StemmaRecord
import Testing

@testable import StemmaText

@Suite("Normal forms")
struct NormalFormTests {
  private func normal(_ text: String) -> String {
    String(decoding: NormalForm(text).bytes, as: UTF8.self)
  }

  @Test(
    "letters become small, all but letters and digits becomes single spaces",
    arguments: [
      ("What IS  a «Stemma», then?", "what is a stemma then"), ("", ""), (" ?! — … ", ""),
      ("x", "x"), ("don't re-read 3.14", "don t re read 3 14"), ("ÄÖÜ ß ÇŞ", "äöü ß çş"),
      ("ΣΊΣΥΦΟΣ", "σίσυφοσ"), ("İstanbul I ı", "i\u{307}stanbul i ı"), ("桥梁。石头", "桥梁 石头"),
      ("हिन्दी ٣٤", "हिन्दी ٣٤"), ("a\u{0}b\nc\u{A0}d", "a b c d"), ("🜁x🜁", "x"),
    ])
  func forms(text: String, form: String) {
    #expect(normal(text).utf8.elementsEqual(form.utf8))
  }

  @Test("canonically equivalent texts keep forms of their own")
  func canonicalEquivalence() {
    let composed = NormalForm("Caf\u{C9}")
    let decomposed = NormalForm("CafE\u{301}")
    #expect("Caf\u{C9}" == "CafE\u{301}")
    #expect(composed != decomposed)
    #expect(composed.bytes == Array("caf\u{E9}".utf8))
    #expect(decomposed.bytes == Array("cafe\u{301}".utf8))
  }

  @Test(
    "a normal form is its own normal form",
    arguments: [
      "Über die Brücke!", "İstanbul", "ǅ ǈ", "ﬁ Ⅷ ①", "A.B.C.",
    ])
  func idempotent(text: String) {
    #expect(normal(normal(text)).utf8.elementsEqual(normal(text).utf8))
  }

  @Test("plain ASCII has the form it has beside other letters", arguments: 1...20)
  func ascii(seed: UInt64) {
    var draws = Draws(seed: seed, item: ItemKey(["test": "ascii"]), slot: 0)
    for _ in 0..<50 {
      let scalars = (0..<draws.below(40)).map { _ -> Character in
        let code = draws.below(4) == 0 ? 0x20 : draws.below(128)
        return Character(Unicode.Scalar(UInt8(code)))
      }
      let text = String(scalars)
      let beside = normal(text + " é")
      #expect(beside == (normal(text).isEmpty ? "é" : normal(text) + " é"), "seed \(seed): \(text)")
    }
  }

  @Test("the Unicode tables are of the version that is named")
  func unicodeVersion() {
    var newest = (major: 0, minor: 0)
    for value in UInt32(0)..<0x32000 {
      if let age = Unicode.Scalar(value)?.properties.age { newest = max(newest, age) }
    }
    // Other tables give other forms: whoever changes this raises the revision.
    #expect("\(newest.major).\(newest.minor)" == NormalForm.unicodeVersion)
  }

  private func max(_ one: (major: Int, minor: Int), _ other: (major: Int, minor: Int)) -> (
    major: Int, minor: Int
  ) {
    one < other ? other : one
  }
}
