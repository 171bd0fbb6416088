import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("Documents of rows")
struct RowTests {
  private func fault(_ text: String, _ format: DocumentFormat) -> DocumentError? {
    do throws(DocumentError) {
      _ = try DocumentReader().sections(of: text, name: "rows", format: format)
      return nil
    } catch {
      return error
    }
  }

  @Test("a row's text is a section under its title, with its line as its place")
  func lines() throws {
    let found = try sections(
      """
      {"title": "Tides", "text": "The sea rises.\\n\\nIt sinks\\nagain.", "id": 4}

      {"Heading": "Ebb", "Content": "The water goes out.", "body": "Not this."}
      {"body": "A row without a title."}
      """, .jsonLines)
    #expect(
      found.map(Cut.init) == [
        Cut(["Tides"], "The sea rises.\n\nIt sinks again."), Cut(["Ebb"], "The water goes out."),
        Cut([], "A row without a title."),
      ])
    #expect(found.map(\.line) == [1, 3, 4])
  }

  @Test("a row without a text is all its values by their names; what says nothing is no section")
  func values() throws {
    #expect(
      try cuts(
        #"""
        {"name": "Bay", "depth": 12, "deep": {"a": [1, true]}, "none": null, "title": "A"}
        {"title": "Only a title"}
        {"text": "  ", "remark": "Said here."}
        {"remark": "—"}
        """#, .jsonLines)
        == [
          Cut(["A"], "- deep: {\"a\":[1,true]}\n- depth: 12\n- name: Bay"),
          Cut([], "- remark: Said here."),
        ])
  }

  @Test("the first line of a CSV names its columns; values may hold separators and line ends")
  func csv() throws {
    let found = try sections(
      "title,text,n\nTides,\"It rises, and \"\"sinks\"\".\n\nTwice.\",1\n\nEbb,\"5\"\" deep\",2\n",
      .csv)
    #expect(
      found.map(Cut.init) == [
        Cut(["Tides"], "It rises, and \"sinks\".\n\nTwice."), Cut(["Ebb"], "5\" deep"),
      ])
    #expect(found.map(\.line) == [2, 6])
    #expect(
      try cuts("place,depth\nBay,12\n,\n", .csv) == [Cut([], "- place: Bay\n- depth: 12")])
  }

  @Test(
    "semicolons and tabs part values where the first line has no comma",
    arguments: [
      ("a;b\n1,5;2\n", "- a: 1,5\n- b: 2"), ("a\tb\n1,5\t2;3\n", "- a: 1,5\n- b: 2;3"),
      ("\"x,y\";b\n1;2\n", "- x,y: 1\n- b: 2"), ("a,b;c\n1,2;3\n", "- a: 1\n- b;c: 2;3"),
    ])
  func separators(text: String, wanted: String) throws {
    #expect(try cuts(text, .csv).map(\.text) == [wanted])
  }

  @Test("a row is cut only where it is too long, and at sentences")
  func longRows() throws {
    let text = (0..<40).map { longParagraph("arch \($0)") }.joined(separator: " ")
    let line = CanonicalJSON.text(["text": .string(text), "title": "Arches"])
    let found = try sections(line + "\n" + line, .jsonLines)
    #expect(found.count > 4)
    #expect(found.allSatisfy { $0.text.hasSuffix("morning.") && $0.headingPath == ["Arches"] })
    #expect(Set(found.map(\.occurrence)) == [0, 1])
  }

  @Test("what is wrong with a row is said with its line")
  func faults() {
    func bad(_ line: Int, _ fault: RowFault) -> DocumentError {
      .badRow(name: "rows", line: line, fault)
    }
    #expect(
      fault("{}\n{\"a\":", .jsonLines)
        == bad(2, .notJSON(JSONError.Reason.unexpectedEnd.rawValue)))
    #expect(fault("{}\n\n[1]", .jsonLines) == bad(3, .notAnObject))
    let deep = String(repeating: "[", count: 100_000)
    #expect(
      fault("{\"a\":\(deep)", .jsonLines) == bad(1, .notJSON(JSONError.Reason.tooDeep.rawValue)))
    #expect(fault("a,b\n1,2\n3\n", .csv) == bad(3, .uneven(found: 1, wanted: 2)))
    #expect(fault("a,b\n\"1\n2\",3\n4,5,6\n", .csv) == bad(4, .uneven(found: 3, wanted: 2)))
    #expect(fault("a\n1\n\"2\n3\n", .csv) == bad(3, .notCSV(.openQuote)))
    #expect(fault("a\n1\"2\n", .csv) == bad(2, .notCSV(.strayQuote)))
    #expect(fault("a\n\"1\"2\n", .csv) == bad(2, .notCSV(.textBehindQuote)))
    #expect(fault(String(repeating: ",", count: 2_000), .csv) == bad(1, .notCSV(.tooManyFields)))
    for error in [fault("[]", .jsonLines), fault("a\n1,2\n", .csv)] {
      #expect(error?.code == "document.bad-row" && error?.nextStep.isEmpty == false)
    }
  }

  @Test("more rows than are read are an error")
  func tooMany() {
    let rows = String(repeating: "{}\n", count: Rows.countLimit + 1)
    #expect(
      fault(rows, .jsonLines)
        == .badRow(name: "rows", line: Rows.countLimit + 1, .tooManyRows))
  }

  @Test("whatever bytes are read as rows end in sections or an error", arguments: 0..<40)
  func noise(seed: Int) throws {
    var dice = Dice(seed: seed)
    let pieces = [
      "\"", ",", "\n", "{", "}", "text", ":", "a b", ";", "\t", "[", "\\", "é", "\u{0C}",
    ]
    let text = (0..<400).map { _ in dice.pick(pieces) }.joined()
    for format in [DocumentFormat.jsonLines, .csv] {
      do throws(DocumentError) {
        let found = try DocumentReader().sections(of: text, name: "n", format: format)
        #expect(found.allSatisfy { !$0.text.isEmpty && $0.text.unicodeScalars.count <= 2_400 })
      } catch {
        #expect(error.code == "document.bad-row")
      }
    }
  }
}
