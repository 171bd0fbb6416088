import Testing

@testable import StemmaPage

@Suite("Text from outside on a page")
struct VisibleTextTests {
  @Test(
    "nothing of it is markup, whatever is joined to it",
    arguments: ["", "\u{301}", "\u{200D}", "\u{FE0F}", "\u{20E3}"])
  func markup(joined: String) {
    for (sign, escaped) in [
      ("<", "&lt;"), (">", "&gt;"), ("&", "&amp;"), ("\"", "&quot;"), ("'", "&#39;"),
    ] {
      let page = Library.render("change", ["word": sign + joined, "id": "a" + sign + joined])
      // Looked for as bytes: what is joined to a sign hides it from a search by characters.
      let shown = VisibleText.escaped(joined)
      for wanted in ["<h3>\(escaped)\(shown)", "<code>a\(escaped)\(shown)"] {
        #expect(Array(page.utf8).contains(Array(wanted.utf8)), "\(wanted)")
      }
    }
  }

  @Test("in an attribute of a part of a template neither")
  func attribute() {
    let page = Library.render("distribution", ["alternative": "\"\u{301} onload=\"x"])
    #expect(
      Array(page.utf8).contains(Array("aria-label=\"&quot;\u{301} onload=&quot;x\"".utf8)))
  }

  @Test("control characters are shown; line feeds and tabs stay")
  func control() {
    #expect(VisibleText.escaped("a\u{0}b\u{1B}[2J\u{7F}") == "a\\u{0}b\\u{1b}[2J\\u{7f}")
    #expect(VisibleText.escaped("\u{202E}x\u{2028}y\u{FEFF}") == "\\u{202e}x\\u{2028}y\\u{feff}")
    #expect(VisibleText.escaped("one\n\ttwo\r\n") == "one\n\ttwo\\u{d}\n")
    #expect(VisibleText.escaped("naïve Ω 水") == "naïve Ω 水")
  }

  @Test("no template puts in anything unescaped")
  func templates() {
    for (name, source) in Library.sources {
      #expect(!source.contains("{{{") && !source.contains("{{&"), "\(name)")
      #expect(!source.contains("<script") && !source.contains(" style="), "\(name)")
    }
  }

  @Test("base64 is that of RFC 4648")
  func base64() {
    let known = [
      "": "", "66": "Zg==", "666f": "Zm8=", "666f6f": "Zm9v", "666f6f62": "Zm9vYg==",
      "666f6f6261": "Zm9vYmE=", "666f6f626172": "Zm9vYmFy", "fbff": "+/8=",
    ]
    for (hex, text) in known { #expect(Base64.text(ofHex: hex) == text) }
  }
}
