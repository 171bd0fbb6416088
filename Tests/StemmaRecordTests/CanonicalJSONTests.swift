import StemmaRecord
import StemmaTesting
import Testing

@Suite("canonical JSON")
struct CanonicalJSONTests {
  @Test("keys are ordered by UTF-16 code units, so U+FFFD stands after U+10000")
  func keyOrder() {
    let value: JSONValue = [
      "\u{FFFD}": 1, "\u{10000}": 2, "\u{20AC}": 3, "\r": 4, "\u{FB33}": 5, "1": 6, "\u{1F600}": 7,
      "\u{80}": 8, "\u{F6}": 9, "": 10, "a": 11, "B": 12,
    ]
    let keys = value.object?.members.map(\.key.unicodeScalars.first?.value)
    #expect(
      keys == [
        nil, 0x0D, 0x31, 0x42, 0x61, 0x80, 0xF6, 0x20AC, 0x10000, 0x1F600, 0xFB33, 0xFFFD,
      ])
  }

  @Test("a key stands before the longer one it begins")
  func prefixes() {
    #expect(CanonicalJSON.text(["aa": 1, "a": 2, "ab": 3]) == #"{"a":2,"aa":1,"ab":3}"#)
  }

  @Test("only what must be escaped is, and in its shortest form")
  func escapes() {
    let text = "\u{0}\u{8}\t\n\u{B}\u{C}\r\u{1F} \"\\/\u{7F}\u{80}\u{2028}é\u{1F600}"
    #expect(
      CanonicalJSON.text(.string(text))
        == #""\u0000\b\t\n\u000b\f\r\u001f \"\\/"# + "\u{7F}\u{80}\u{2028}é\u{1F600}\"")
  }

  @Test("scalars are counted as Swift counts them", arguments: 1...4)
  func scalars(seed: Int) {
    var dice = Dice(UInt64(seed))
    for _ in 0..<200 {
      // Some longer than the blocks in which bytes are counted.
      let text = (0...Int.random(in: 0..<64, using: &dice)).map { _ in dice.text() }.joined()
      #expect(text.scalarCount == text.unicodeScalars.count, "seed \(seed)")
    }
  }

  @Test("keys of all kinds are ordered by UTF-16 code units", arguments: 1...8)
  func manyKeys(seed: Int) {
    var dice = Dice(UInt64(seed))
    var object = JSONObject()
    for _ in 0..<200 { object[dice.text() + dice.text()] = 1 }
    let keys = object.members.map { Array($0.key.utf16) }
    for (one, next) in zip(keys, keys.dropFirst()) {
      #expect(one.lexicographicallyPrecedes(next), "seed \(seed)")
    }
  }

  @Test("a mark at any place of a text of any length is escaped, and nothing else is")
  func places() throws {
    for length in 1...40 {
      for place in 0..<length {
        for mark in ["\"", "\\", "\u{1F}", "\u{0}", " ", "!", "#", "[", "]", "\u{7F}", "\u{80}"] {
          let text =
            String(repeating: "a", count: place) + mark
            + String(repeating: "\u{E9}", count: length - place - 1)
          let written = CanonicalJSON.text(.string(text))
          let isEscaped = ["\"", "\\", "\u{1F}", "\u{0}"].contains(mark)
          #expect((written == "\"\(text)\"") == !isEscaped)
          #expect(try JSONReader.read(written.utf8) == .string(text))
        }
      }
    }
  }

  @Test("the standard's own example")
  func example() throws {
    let source = #"""
      { "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false] }
      """#
    let expected = #"""
      {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}
      """#
    #expect(CanonicalJSON.text(try JSONReader.read(source.utf8)) == expected)
  }

  @Test("what was written is read back, and written again gives the same bytes", arguments: 1...8)
  func roundTrip(seed: Int) throws {
    var dice = Dice(UInt64(seed))
    for _ in 0..<200 {
      let value = dice.json()
      let bytes = CanonicalJSON.bytes(value)
      let text = CanonicalJSON.text(value)
      let read = try JSONReader.read(bytes)
      #expect(read == value, "seed \(seed): \(text)")
      #expect(CanonicalJSON.bytes(read) == bytes, "seed \(seed): \(text)")
      #expect(read.hashValue == value.hashValue, "seed \(seed): \(text)")
      #expect(try JSONReader.read(IndentedJSON.bytes(value)) == value, "seed \(seed): \(text)")
    }
  }

  @Test("members given in any order make the same bytes", arguments: 1...4)
  func memberOrder(seed: Int) throws {
    var dice = Dice(UInt64(seed))
    let names = (0..<40).map { _ in dice.text() }
    let keys = Array(Set(names.map { Array($0.utf8) })).map { String(decoding: $0, as: UTF8.self) }
    let members = keys.enumerated().map { (key: $1, value: JSONValue.integer($0)) }
    let sorted = try #require(JSONObject(unsorted: members), "seed \(seed)")
    let shuffled = try #require(JSONObject(unsorted: members.shuffled(using: &dice)))
    #expect(shuffled == sorted, "seed \(seed)")
    var grown = JSONObject()
    for (key, value) in members.shuffled(using: &dice) { grown[key] = value }
    #expect(CanonicalJSON.bytes(.object(grown)) == CanonicalJSON.bytes(.object(sorted)))
  }

  @Test("canonically equivalent texts stay two keys and two values")
  func equivalence() throws {
    let composed = "\u{E9}"
    let decomposed = "e\u{301}"
    #expect(JSONValue.string(composed) != .string(decomposed))
    var object: JSONObject = [composed: 1]
    #expect(object[decomposed] == nil)
    object[decomposed] = 2
    #expect(object.members.count == 2)
    let read = try JSONReader.read(CanonicalJSON.bytes(.object(object)))
    #expect(read == .object(object))
    #expect(JSONObject(unsorted: [(composed, 1), (decomposed, 2)])?.members.count == 2)
    #expect(RecordID(composed) != RecordID(decomposed))
    #expect(Set([RecordID(composed), RecordID(decomposed)]).count == 2)
  }

  @Test("a key given twice is refused, set to nil is removed, set again is replaced")
  func members() {
    #expect(JSONObject(unsorted: [("a", 1), ("b", 2), ("a", 1)]) == nil)
    var object: JSONObject = ["a": 1, "b": 2]
    object["a"] = nil
    object["c"] = nil
    object["b"] = 3
    #expect(object == ["b": 3])
  }

  @Test("indented JSON has a member a line and ends in a line feed; empty ones stay short")
  func indented() {
    let text = String(
      decoding: IndentedJSON.bytes(["b": [1, [:]], "a": ["x": []]]), as: UTF8.self)
    #expect(
      text == """
        {
          "a": {
            "x": []
          },
          "b": [
            1,
            {}
          ]
        }

        """)
  }
}
