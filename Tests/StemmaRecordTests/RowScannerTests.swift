import StemmaRecord
import StemmaTesting
import Testing

@Suite("rows, scanned")
struct RowScannerTests {
  /// What the scanner makes of a line; nil where it leaves the line to the reader.
  private func scan(_ line: [UInt8]) -> [UInt8]? {
    var scanner = RowScanner()
    let out = ByteBuffer(capacity: 16)
    guard line.withUnsafeBytes({ scanner.read($0) }) else { return nil }
    scanner.appendRow(to: out)
    return Array(out.bytes)
  }

  private func read(_ line: [UInt8]) -> [UInt8]? {
    guard let object = (try? JSONReader.read(line))?.object else { return nil }
    return CanonicalJSON.bytes(.object(object))
  }

  @Test("what it takes is what the reader and the canonical writer make", arguments: 1...40)
  func sameAsReader(seed: Int) throws {
    var dice = Dice(UInt64(seed))
    var taken = 0
    for _ in 0..<200 {
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0...6, using: &dice) { object[dice.text()] = dice.json() }
      let line = CanonicalJSON.bytes(.object(object))
      if let made = scan(line) {
        taken += 1
        #expect(made == line, "seed \(seed): \(String(decoding: line, as: UTF8.self))")
      }
      var broken = line
      if let place = broken.indices.randomElement(using: &dice) {
        broken[place] = UInt8.random(in: 0...255, using: &dice)
      }
      if let made = scan(broken) { #expect(made == read(broken), "seed \(seed): \(broken)") }
    }
    #expect(taken > 0, "seed \(seed)")
  }

  @Test(
    "it writes canonically what is not",
    arguments: [
      (#"{"b":1,"a":2}"#, #"{"a":2,"b":1}"#), (#" { "a" : [ 1 , 2 ] } "#, #"{"a":[1,2]}"#),
      (#"{"a":"\u00e9\/\u0041"}"#, #"{"a":"é/A"}"#),
      (#"{"a":"\u001F\u0009"}"#, #"{"a":"\u001f\t"}"#),
      (#"{"a":{"d":{},"c":[]}}"#, #"{"a":{"c":[],"d":{}}}"#),
      (#"{"a":"\ud83d\ude00"}"#, #"{"a":"😀"}"#), ("{}", "{}"),
      (#"{"ab":1,"a":2}"#, #"{"a":2,"ab":1}"#),
      (#"{"a":-12.5,"b":0.000001}"#, #"{"a":-12.5,"b":0.000001}"#),
    ])
  func canonical(line: String, wanted: String) {
    #expect(scan(Array(line.utf8)).map { String(decoding: $0, as: UTF8.self) } == wanted)
  }

  @Test(
    "it leaves to the reader what it does not know, and what is wrong",
    arguments: [
      "", "[1]", "1", "{", #"{"a":1"#, #"{"a":1,}"#, #"{"a":1}x"#, #"{"a":1,"a":2}"#, #"{"a":1.0}"#,
      #"{"a":-0}"#, #"{"a":1e2}"#, #"{"a":0.0000001}"#, #"{"a":1234567890123456}"#, #"{"a":01}"#,
      #"{"a":"\ud800"}"#, #"{"a":"\x"}"#, #"{"a":tru}"#, "{\"a\":\"\u{1}\"}", "{\"\u{FFFF}\":1}",
      #"{"a\n":1}"#, #"{"a":1 2}"#, #"{"a" 1}"#,
    ])
  func leftAlone(line: String) {
    #expect(scan(Array(line.utf8)) == nil)
  }

  @Test("members are put in order, however many", arguments: [2, 23, 24, 25, 26, 300])
  func sorted(count: Int) {
    var dice = Dice(UInt64(count))
    let members = (0..<count).map { "\"key\($0)\":\($0)" }.shuffled(using: &dice)
    let line = Array("{\(members.joined(separator: ","))}".utf8)
    #expect(scan(line) == read(line))
    let twice = Array("{\((members + [members[0]]).joined(separator: ","))}".utf8)
    #expect(scan(twice) == nil)
  }

  @Test("a byte that is not copied is seen at every place of a text", arguments: 0...40)
  func everyPlace(length: Int) {
    for place in 0..<length {
      for byte: UInt8 in [0x00, 0x1F, 0x22, 0x5C, 0x7F, 0x80, 0xC3, 0xFF] {
        var text = [UInt8](repeating: UInt8(ascii: "a"), count: length)
        text[place] = byte
        let line = Array(#"{"a":""#.utf8) + text + Array(#""}"#.utf8)
        let made = scan(line)
        if byte == 0x7F { #expect(made == line) }
        if let made { #expect(made == read(line), "\(byte) at \(place)") }
      }
    }
  }

  @Test("bad UTF-8 is never taken", arguments: 1...20)
  func badText(seed: Int) {
    var dice = Dice(UInt64(seed))
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 1...12, using: &dice)).map { _ in
        UInt8.random(in: 0x20...255, using: &dice)
      }
      let line = Array(#"{"a":""#.utf8) + bytes + Array(#""}"#.utf8)
      if let made = scan(line) { #expect(made == read(line), "seed \(seed): \(bytes)") }
    }
  }

  @Test("deep nesting is bounded")
  func depth() {
    func line(_ depth: Int) -> [UInt8] {
      Array(
        (#"{"a":"# + String(repeating: "[", count: depth)
          + String(repeating: "]", count: depth) + "}").utf8)
    }
    #expect(scan(line(RowScanner.depthLimit - 1)) != nil)
    #expect(scan(line(RowScanner.depthLimit)) == nil)
    #expect(scan(line(1 << 20)) == nil)
  }

  @Test("texts are counted in scalars")
  func scalars() {
    let line = Array(#"{"a":"é\n😀\u0001","b":3,"c":""}"#.utf8)
    var scanner = RowScanner()
    #expect(line.withUnsafeBytes { scanner.read($0) })
    var lengths: [String: Int] = [:]
    scanner.forEachText { lengths[String(decoding: $0, as: UTF8.self)] = $1 }
    #expect(lengths == [#""a""#: 4, #""c""#: 0])
  }

  @Test("a member is put in its place, and never over another", arguments: ["a", "m", "z"])
  func added(key: String) throws {
    var scanner = RowScanner()
    let line = Array(#"{"b":1,"n":2}"#.utf8)
    #expect(line.withUnsafeBytes { scanner.read($0) })
    for (name, wanted) in [(key, JSONValue.string("x")), ("b", 1)] {
      let out = ByteBuffer(capacity: 16)
      Array(#""x""#.utf8).withUnsafeBufferPointer {
        scanner.appendRow(to: out, adding: CanonicalJSON.bytes(.string(name)), $0)
      }
      let row = try JSONReader.read(Array(out.bytes))
      #expect(row[name] == wanted)
      #expect(CanonicalJSON.bytes(row) == Array(out.bytes))
    }
  }
}
