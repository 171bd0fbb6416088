import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("tables")
struct TableReaderTests {
  private func rows(_ text: String, _ name: String = "t.csv") throws(TableError) -> [SourceRow] {
    try TableReader().rows(of: Array(text.utf8), name: name)
  }

  /// Each problem as `code place`.
  private func problems(_ text: String, _ name: String = "t.csv") -> [String] {
    do throws(TableError) {
      _ = try rows(text, name)
      return []
    } catch {
      return error.problems.map { "\($0.code) \($0.place ?? "")" }
    }
  }

  @Test("CSV, an array and JSON Lines of the same rows give rows of the same names and columns")
  func forms() throws {
    let csv = try rows("id,title\n7,A\n,B\n".replacing(",B", with: "8,B"), "a/T.CSV")
    let lines = try rows(
      "{\"id\": \"7\", \"title\": \"A\"}\n\n{\"id\": \"8\", \"title\": \"B\"}", "t.jsonl")
    let array = try rows(
      "[{\"id\": \"7\", \"title\": \"A\"},\n{\"id\": \"8\", \"title\": \"B\"}]", "t.json")
    for found in [csv, lines, array] {
      #expect(found.map(\.name) == ["7", "8"])
      #expect(
        found.map(\.columns) == [["id": "7", "title": "A"], ["id": "8", "title": "B"]])
    }
    #expect(csv.map(\.place) == [2, 3] && lines.map(\.place) == [1, 3])
    #expect(array.map(\.place) == [1, 2])
  }

  @Test(
    "where the header has no comma, semicolons part fields, or tabs, as in documents",
    arguments: ["id;title;n\n7;A,B;1\n", "id\ttitle\tn\n7\tA,B\t1\n", "id;title;n\n7;\"A,B\";1"])
  func separators(text: String) throws {
    #expect(try rows(text).map(\.columns) == [["id": "7", "n": "1", "title": "A,B"]])
  }

  @Test("a row without an id is named by what it says, and does not move when one is inserted")
  func names() throws {
    let one = try rows("a,b\n1,2\n")
    let more = try rows("a,b\n0,0\n1,2\n1,2\n")
    #expect(one[0].name.hasPrefix("#") && one[0].name == more[1].name)
    #expect(more[2].name == one[0].name + ".1")
    #expect(try rows("a,b\n1,3\n")[0].name != one[0].name)
  }

  @Test("values of JSON stay what they are, and are kept to the byte")
  func values() throws {
    let text = #"{"n": 1.5, "list": [1, {"deep": null}], "flag": true, "text": "ä"}"#
    let row = try rows(text, "t.jsonl")[0]
    #expect(
      CanonicalJSON.text(.object(row.columns))
        == #"{"flag":true,"list":[1,{"deep":null}],"n":1.5,"text":"ä"}"#)
    #expect(row.text(of: "list") == #"[1,{"deep":null}]"# && row.text(of: "text") == "ä")
    #expect(row.text(of: "none") == nil)
  }

  @Test("what is kept of a file is read back as the same rows")
  func kept() throws {
    let reader = TableReader()
    let text = "id,a\nx,\"1,\n2\"\ny,\n"
    let kept = try reader.text(of: Array(text.utf8), name: "t.csv")
    #expect(reader.rows(of: kept, name: "t.csv") == (try rows(text)))
    #expect(reader.rows(of: "{\"id\":\"x\"}\n", name: "t.csv") == nil)
    let deep = String(repeating: "[", count: 29) + String(repeating: "]", count: 29)
    let nested = try reader.text(of: Array("{\"a\":\(deep)}".utf8), name: "t.jsonl")
    #expect(reader.rows(of: nested, name: "t.jsonl")?.count == 1)
  }

  @Test(
    "each mistake is told with its line, all at once",
    arguments: [
      ("", "t.csv", ["tables.empty t.csv"]),
      ("a,b\n", "t.csv", ["tables.empty t.csv"]),
      ("a,,a\n1,2,3\n", "t.csv", ["tables.not-csv t.csv:1", "tables.not-csv t.csv:1"]),
      ("a,b\n1\n1,2,3\n1,2\n", "t.csv", ["tables.not-csv t.csv:2", "tables.not-csv t.csv:3"]),
      ("a\n\"b\n", "t.csv", ["tables.not-csv t.csv:2"]),
      ("id,a\n1,x\n1,y\n ,z\n", "t.csv", ["tables.duplicate-id t.csv:3", "tables.bad-id t.csv:4"]),
      (
        "{\"a\": 1}\n5\n{\"a\"\n", "t.jsonl",
        ["tables.wrong-type t.jsonl:2", "tables.not-json t.jsonl:3"]
      ),
      ("[{\"a\": 1}, 2]", "t.json", ["tables.wrong-type t.json:1"]),
      ("a,b\n1,2\n", "t.txt", ["tables.not-json t.txt:1", "tables.not-json t.txt:2"]),
    ])
  func mistakes(text: String, name: String, wanted: [String]) {
    #expect(problems(text, name) == wanted)
  }

  @Test("of very many problems a hundred are told, and how many follow")
  func many() {
    let text = "a,b\n" + String(repeating: "1\n", count: 250)
    let found = problems(text)
    #expect(found.count == 101 && found.last == "tables.too-many-problems t.csv:102")
  }

  @Test("a row is bounded")
  func bounds() {
    let long = String(repeating: "x", count: TableReader.rowLimitBytes)
    #expect(problems("{\"a\": \"\(long)\"}", "t.jsonl") == ["tables.too-long t.jsonl:1"])
    let wide = (0...CSVReader.columnLimit).map { "\"c\($0)\":1" }.joined(separator: ",")
    #expect(problems("{\(wide)}", "t.jsonl") == ["tables.too-many-columns t.jsonl:1"])
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    #expect(problems("{\"a\": \(deep)}", "t.jsonl") == ["tables.not-json t.jsonl:1"])
  }
}
