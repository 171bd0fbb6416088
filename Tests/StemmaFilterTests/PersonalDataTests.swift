import StemmaRecord
import Testing

@testable import StemmaFilter

@Suite("The filter pii")
struct PersonalDataTests {
  private func found(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return PersonalData.spans(in: text, of: PersonalData.allCases).map {
      "\($0.kind.rawValue) \(String(decoding: bytes[$0.bytes], as: UTF8.self))"
    }
  }

  static let personal = [
    ("email", "ann.lee+news@mail.weaver.shop"), ("email", "o'brien_4@uni-ulm.de"),
    ("email", "jörg@müller.de"), ("email", "A@B.CO"),
    ("phone", "+49 171 2345678"), ("phone", "+1 (212) 736-5000"), ("phone", "+442079460958"),
    ("phone", "+33 6 12 34 56 78"), ("phone", "212-736-5000"), ("phone", "(212) 736-5000"),
    ("phone", "0171 2345678"), ("phone", "030/901820"), ("phone", "06 12 34 56 78"),
    ("card", "4111 1111 1111 1111"), ("card", "5500-0000-0000-0004"),
    ("card", "378282246310005"), ("card", "6011111111111117"), ("card", "30569309025904"),
    ("key", "AKIAIOSFODNN7EXAMPLE"), ("key", "ghp_" + String(repeating: "a1B2", count: 9)),
    ("key", "sk-proj-" + String(repeating: "x9_", count: 9)),
    ("key", "hf_" + String(repeating: "Qw3", count: 11)),
    ("key", "AIza" + String(repeating: "Z_9-a", count: 7)),
    ("key", "xoxb-1234567890-abcdef"),
    ("key", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVPmB92K27u"),
    (
      "key",
      "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----"
    ),
  ]

  @Test(
    "each is found as a whole, between words, in brackets and at either end", arguments: personal)
  func found(kind: String, text: String) {
    for around in [("", ""), ("Write to ", " today."), ("(", ")"), ("Ja: ", ", oder?")] {
      #expect(found(around.0 + text + around.1) == ["\(kind) \(text)"])
    }
  }

  @Test(
    "what only looks like it is left alone",
    arguments: [
      "Wait 15 minutes, from 2024-01-02 to 2024-12-31 23:59:59.", "Version 1.2.3-4567890 of 2026.",
      "The sum is 4111 1111 1111 1112.", "Write to ann@example.com or bob@mail.example.org.",
      "An address has an @ in it: a@b.", "ISBN 978-3-16-148410-0 and RFC 6749.",
      "3.14159265358979323846 is pi, 0.1234567890 is not.",
      "10.0.0.1 to 192.168.100.200, port 8080",
      "sha256:4111111111111111aaaa", "Order 1234567 of 12 345 678 units in 1,000,000 boxes.",
      "0000 0000 0000 0000", "UUID 123e4567-e89b-12d3-a456-426614174000",
      "a key: sk-short, AKIA123, ghp_short", "1992 - 1995 and 2000-2010",
    ])
  func innocent(text: String) { #expect(found(text) == []) }

  @Test("one wrong digit, and a card's number is none", arguments: 0..<16)
  func luhn(place: Int) {
    let digits = "4539578763621486".compactMap(\.wholeNumberValue)
    #expect(CardNumber.isValid(digits))
    for digit in 0...9 where digit != digits[place] {
      var wrong = digits
      wrong[place] = digit
      #expect(!CardNumber.isValid(wrong))
    }
  }

  @Test(
    "of a text sprinkled with them all are redacted, and nothing else changes",
    arguments: [1, 2, 3, 4, 5] as [UInt64])
  func redaction(seed: UInt64) {
    var draws = Draws(seed: seed, item: ItemKey(["test": "pii"]), slot: 0)
    let words = ["Über", "water", "grinds", "the", "beans,", "nicht", "→", "\u{1F375}", "at 12."]
    for _ in 0..<100 {
      var (whole, wanted): ([String], [String]) = ([], [])
      for _ in 0..<(5 + draws.below(20)) {
        let word = words[Int(draws.below(UInt64(words.count)))]
        whole.append(word)
        wanted.append(word)
        guard draws.below(4) == 0 else { continue }
        let (kind, text) = Self.personal[Int(draws.below(UInt64(Self.personal.count)))]
        // A word between, since numbers in a row may be one.
        whole += [text, "and"]
        wanted += ["[\(kind.uppercased())]", "and"]
      }
      let text = whole.joined(separator: " ")
      let once = PersonalData.redact(text, PersonalData.spans(in: text, of: PersonalData.allCases))
      #expect(once == wanted.joined(separator: " "), "seed \(seed)")
      #expect(found(once) == [])
    }
  }

  @Test("a row is dropped by the first kind, redacted, or only told of; the verdict counts it")
  func actions() throws {
    let row: JSONObject = [
      "question": "Who is ann@weaver.shop?", "answer": "Call 212-736-5000 or ann@weaver.shop.",
      "tags": ["+49 171 2345678", .integer(4_111_111_111_111_111)],
    ]
    let one = candidate("a", row)
    var drop = try chain("pii", [:])
    #expect(drop.judge(one)[0].reason == "email")
    #expect(drop.judge(one)[0].found == ["email": 2, "phone": 2])
    var report = try chain("pii", ["action": .word("report")])
    #expect(report.judge(one)[0].isKept && report.judge(one)[0].found["phone"] == 2)
    let redact = try chain("pii", ["action": .word("redact"), "kinds": .texts(["phone"])])
    let findings = redact.examine(one, row: CanonicalJSON.bytes(.object(row)))
    #expect(
      findings.row == [
        "question": "Who is ann@weaver.shop?", "answer": "Call [PHONE] or ann@weaver.shop.",
        "tags": ["[PHONE]", .integer(4_111_111_111_111_111)],
      ])
    let clean = candidate("b", "What is it?", "A thing.")
    #expect(redact.examine(clean, row: CanonicalJSON.bytes(.object(clean.row))).row == nil)
  }

  @Test("filters after it see the row redacted, so that rows alike but for it are duplicates")
  func order() throws {
    let question = "Whom does one ask about the opening hours of the library on Sunday?"
    let names = ["pii", "duplicates"].map { name in
      FilterChoice(
        name: name, parameters: name == "pii" ? ["action": .word("redact")] : [:])
    }
    var chain = try FilterChain(names, schema: questionSchema)
    for (place, text) in ["4@uni.shop", "5@uni.shop"].enumerated() {
      let verdicts = chain.run(candidate("r\(place)", question, text))
      #expect(verdicts.last?.filter == "duplicates")
      #expect((verdicts.last?.reason == nil) == (place == 0))
    }
  }

  @Test("a long row of digits, at signs or half keys ends")
  func long() {
    for part in ["1", "4 ", "@", "a@b.", "+1", "eyJ", "sk-", "-----BEGIN PRIVATE KEY-----"] {
      let text = String(repeating: part, count: 200_000 / part.utf8.count)
      let spans = PersonalData.spans(in: text, of: PersonalData.allCases)
      #expect(
        zip(spans, spans.dropFirst()).allSatisfy { $0.bytes.upperBound <= $1.bytes.lowerBound })
    }
  }
}
