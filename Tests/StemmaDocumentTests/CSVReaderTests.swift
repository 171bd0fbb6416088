import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("comma-separated values")
struct CSVReaderTests {
  private func records(_ text: String) throws(CSVReader.Failure) -> [CSVReader.Record] {
    var reader = try CSVReader(Array(text.utf8))
    var records: [CSVReader.Record] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  private func fields(_ text: String) throws -> [[String]] { try records(text).map(\.fields) }

  private func failure(_ text: String) -> CSVReader.Failure? {
    do throws(CSVReader.Failure) {
      _ = try records(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "fields are what RFC 4180 makes of them",
    arguments: [
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
      ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
      ("\u{FEFF}a,b\n", [["a", "b"]]),
      ("\"a,b\",\"c\"\"d\",\"e\nf\"\n", [["a,b", "c\"d", "e\nf"]]),
      ("a,\n,\n\n\nb,c\n", [["a", ""], ["", ""], ["b", "c"]]),
      (" a , b \n", [[" a ", " b "]]),
      ("\"\",\"\"\"\"\n", [["", "\""]]),
      ("\"\"\n", [[""]]),
      ("ä,日本\n", [["ä", "日本"]]),
      ("", []), ("\n\r\n\r", []),
    ])
  func forms(text: String, wanted: [[String]]) throws { #expect(try fields(text) == wanted) }

  @Test("a record is told by the line it begins on, whatever the line ends in its fields")
  func lines() throws {
    let found = try records("a,b\n\"1\r\n2\n3\r4\",x\n\nc,d\n")
    #expect(found.map(\.line) == [1, 2, 7])
  }

  @Test(
    "what is no CSV is told with its line",
    arguments: [
      ("a,b\nc\"d,e\n", 2, CSVReader.Failure.Reason.strayQuote),
      ("a\n\"b\"c\n", 2, .textBehindQuote),
      ("a\nb,\"c\n\nd\n", 2, .openQuote),
      ("\"", 1, .openQuote),
      ("a\n\n\"b\" ,c\n", 3, .textBehindQuote),
    ])
  func broken(text: String, line: Int, reason: CSVReader.Failure.Reason) {
    #expect(failure(text) == CSVReader.Failure(line: line, reason: reason))
  }

  @Test(
    "bytes that are no UTF-8 are told with their line",
    arguments: [
      ([0x61, 0xFF], 1), (Array("a,b\nc,".utf8) + [0xE9, 0x0A], 2),
      (Array("\u{FEFF}é,b\r\n\"c\r\nd\",e\rf".utf8) + [0xC3], 4),
    ] as [([UInt8], Int)])
  func otherEncoding(bytes: [UInt8], line: Int) {
    #expect(throws: CSVReader.Failure(line: line, reason: .notUTF8)) { _ = try CSVReader(bytes) }
  }

  @Test("fields and columns are bounded")
  func bounds() throws {
    let long = String(repeating: "x", count: CSVReader.fieldLimitBytes)
    #expect(try fields("\"\(long)\",\(long)") == [[long, long]])
    #expect(failure("a\n\(long)x")?.reason == .tooLongField)
    #expect(failure("a\n\"\(long)x\"")?.reason == .tooLongField)
    let wide = String(repeating: ",", count: CSVReader.columnLimit - 1)
    #expect(try fields(wide).map(\.count) == [CSVReader.columnLimit])
    #expect(failure(wide + ",")?.reason == .tooManyFields)
  }

  @Test("whatever is written as CSV is read as it was", arguments: 1...40)
  func roundTrip(seed: Int) throws {
    var dice = Dice(seed: seed)
    let letters = ["a", ",", "\"", "\n", "\r", "\r\n", " ", "é", "\u{1F41D}", ""]
    let width = 1 + dice.below(5)
    let rows = (0..<1 + dice.below(20)).map { _ in
      (0..<width).map { _ in (0..<dice.below(7)).map { _ in dice.pick(letters) }.joined() }
    }
    let end = seed % 2 == 0 ? "\n" : "\r\n"
    let text = rows.map { row in
      row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + end
    }.joined()
    #expect(try fields(text) == rows, "seed \(seed)")
  }

  @Test("no bytes make it fail otherwise than by saying so", arguments: 1...60)
  func hostile(seed: Int) {
    var dice = Dice(seed: seed)
    let usual: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0x61, 0x00]
    let bytes = (0..<400).map { _ in
      dice.below(8) > 0 ? dice.pick(usual) : seed % 2 == 0 ? 0x62 : UInt8(dice.below(256))
    }
    do throws(CSVReader.Failure) {
      var reader = try CSVReader(bytes)
      var count = 0
      while try reader.next() != nil { count += 1 }
      #expect(count <= bytes.count)
    } catch {
      #expect((1...401).contains(error.line))
    }
  }
}
