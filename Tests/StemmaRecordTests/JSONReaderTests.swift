import StemmaRecord
import StemmaTesting
import Testing

@Suite("the JSON reader")
struct JSONReaderTests {
  static let accepted: [(text: String, value: JSONValue)] = [
    ("0", 0), ("-0", 0), ("-0.0", 0), ("0e5", 0), ("1E0", 1), ("1.0", 1), ("12e2", 1200),
    ("-12", -12), ("-999999999999999", -999_999_999_999_999),
    ("1000000000000000", 1_000_000_000_000_000), ("1e-2", .number(0.01)), ("-1.5E+1", -15),
    ("9007199254740992", 9_007_199_254_740_992),
    ("1e22", .number(1e22)), ("295147905179352830000", .number(0x1p68)),
    ("-9223372036854776000", .number(-9.223372036854776e18)), ("0e-400", 0),
    ("4.9e-324", .number(.leastNonzeroMagnitude)), (" \t\r\n[ ] ", []), ("[[],{}]", [[], [:]]),
    (#"{"":0}"#, ["": 0]), (#"{"a":1,"b":2}"#, ["a": 1, "b": 2]), ("\"\"", ""),
    ("\"\u{7F}\u{2028}\u{FEFF}\"", "\u{7F}\u{2028}\u{FEFF}"),
    (#""\/\b\f\n\r\t\"\\""#, "/\u{8}\u{C}\n\r\t\"\\"),
    (#""\u00e9\u00E9\u0000""#, "éé\u{0}"), (#""\ud83d\ude00\uD83D\uDE00""#, "\u{1F600}\u{1F600}"),
    (#""\uFFFC\uFFFF""#, "\u{FFFC}\u{FFFF}"), (#"{"\u0061":1}"#, ["a": 1]), ("true", true),
    ("null", .null),
    ("[false , null]", [false, .null]),
  ]

  @Test("accepts what is JSON", arguments: accepted.indices)
  func accepts(row: Int) throws {
    let (text, value) = Self.accepted[row]
    #expect(try JSONReader.read(text.utf8) == value, "\(text)")
  }

  static let refused: [(text: String, reason: JSONError.Reason, offset: Int)] = [
    ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("01", .unexpectedByte, 1),
    ("-01", .unexpectedByte, 2), ("-", .unexpectedEnd, 1), ("1.", .unexpectedEnd, 2),
    (".5", .unexpectedByte, 0), ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3),
    ("+1", .unexpectedByte, 0), ("1.e1", .unexpectedByte, 2), ("0x1", .trailingContent, 1),
    ("-a", .unexpectedByte, 1), ("1e400", .numberOutOfRange, 0),
    ("9007199254740993", .numberInexact, 0), ("[1790000000000000001]", .numberInexact, 1),
    ("-9223372036854775808", .numberInexact, 0), ("1e-400", .numberInexact, 0),
    ("123456789012345678901234567890", .numberInexact, 0),
    ("[-1e999]", .numberOutOfRange, 1), ("NaN", .unexpectedByte, 0),
    ("Infinity", .unexpectedByte, 0), ("-Infinity", .unexpectedByte, 1), ("１", .unexpectedByte, 0),
    ("1 2", .trailingContent, 2), ("1,", .trailingContent, 1), ("nul", .unexpectedByte, 0),
    ("TRUE", .unexpectedByte, 0), ("truex", .trailingContent, 4), ("[", .unexpectedEnd, 1),
    ("[1", .unexpectedEnd, 2), ("[1,", .unexpectedEnd, 3), ("[1,]", .unexpectedByte, 3),
    ("[,1]", .unexpectedByte, 1), ("[1 2]", .unexpectedByte, 3), ("[1}", .unexpectedByte, 2),
    ("]", .unexpectedByte, 0), ("{", .unexpectedEnd, 1), (#"{"a"}"#, .unexpectedByte, 4),
    (#"{"a":}"#, .unexpectedByte, 5), (#"{"a":1,}"#, .unexpectedByte, 7),
    (#"{a:1}"#, .unexpectedByte, 1), (#"{'a':1}"#, .unexpectedByte, 1),
    (#"{1:1}"#, .unexpectedByte, 1), (#"{"a" 1}"#, .unexpectedByte, 5),
    (#"{"a":1 "b":2}"#, .unexpectedByte, 7), (#"{"a":1"#, .unexpectedEnd, 6),
    (#"{"a":1,"a":1}"#, .duplicateMember, 0), (#"[{"a":1,"\u0061":2}]"#, .duplicateMember, 1),
    ("\"", .unexpectedEnd, 1), ("\"a", .unexpectedEnd, 2), (#""\"#, .unexpectedEnd, 2),
    (#""\"""#.dropLast().description, .unexpectedEnd, 3), (#""\x""#, .unexpectedByte, 2),
    (#""\u12""#, .unexpectedEnd, 6), (#""\u12G4""#, .unexpectedByte, 5),
    ("\"a\nb\"", .unexpectedByte, 2), ("\"\\na\u{1}\"", .unexpectedByte, 4),
    ("\"\u{0}\"", .unexpectedByte, 1), ("\u{0}", .unexpectedByte, 0),
    ("1\u{0}", .trailingContent, 1),
    (#""\ud83d""#, .invalidText, 1), (#""\ude00""#, .invalidText, 1),
    (#""\ud83dx""#, .invalidText, 1), (#""\ud83d\u0041""#, .invalidText, 1),
    (#""ab\ud83d\n""#, .invalidText, 3), ("\u{FEFF}1", .unexpectedByte, 0),
    ("/*a*/1", .unexpectedByte, 0), ("1//", .trailingContent, 1), ("[1]]", .trailingContent, 3),
    ("\u{A0}1", .unexpectedByte, 0), ("1\u{C}", .trailingContent, 1),
  ]

  @Test("refuses what is not, and says where", arguments: refused.indices)
  func refuses(row: Int) {
    let (text, reason, offset) = Self.refused[row]
    #expect(throws: JSONError(reason, at: offset), "\(text.debugDescription)") {
      try JSONReader.read(text.utf8)
    }
  }

  @Test(
    "refuses invalid UTF-8, at the beginning of its string",
    arguments: [
      [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xFE, 0xFE], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xE2, 0x82],
    ] as [[UInt8]])
  func invalidText(bytes: [UInt8]) {
    let text: [UInt8] = Array("[\"a".utf8) + bytes + Array("\"]".utf8)
    #expect(throws: JSONError(.invalidText, at: 2)) { try JSONReader.read(text) }
    let escaped: [UInt8] = Array("[\"\\n".utf8) + bytes + Array("\"]".utf8)
    #expect(throws: JSONError(.invalidText, at: 2)) { try JSONReader.read(escaped) }
    #expect(throws: JSONError(.unexpectedByte, at: 0)) { try JSONReader.read(bytes) }
    #expect(StrictUTF8.text(bytes) == nil)
  }

  @Test("nesting is allowed to the limit and refused beyond it, without a crash")
  func depth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try JSONReader.read(nested(128).utf8) }
    #expect(throws: JSONError(.tooDeep, at: 128)) { try JSONReader.read(nested(129).utf8) }
    #expect(throws: JSONError(.tooDeep, at: 1)) {
      try JSONReader.read(#"[{"a":1}]"#.utf8, depthLimit: 1)
    }
    let bomb = String(repeating: #"{"a":["#, count: 100_000)
    #expect(throws: JSONError.self) { try JSONReader.read(bomb.utf8) }
  }

  @Test("a text that is cut anywhere, or has a byte changed, is read or refused, never a crash")
  func mutations() throws {
    let source = Array(
      #"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00\n",{"b":null}],"é":true,"n":12345678901234567890}"#.utf8
    )
    for end in 0..<source.count {
      #expect(throws: JSONError.self) { try JSONReader.read(source[..<end]) }
    }
    var dice = Dice(9)
    for _ in 0..<3000 {
      var bytes = source
      bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(in: 0...255, using: &dice)
      guard let value = try? JSONReader.read(bytes) else { continue }
      #expect(try JSONReader.read(CanonicalJSON.bytes(value)) == value, "seed 9")
    }
  }

  @Test("reads from any collection of bytes alike")
  func collections() throws {
    let text = #"{"a":[1,2]}"#
    let scattered = text.utf8.map { [$0] }.joined()
    #expect(try JSONReader.read(Array(scattered).reversed().reversed()) == ["a": [1, 2]])
    #expect(try JSONReader.read(Array("xx\(text)".utf8)[2...]) == ["a": [1, 2]])
  }
}
