import StemmaRecord
import StemmaTesting
import Testing

@Suite("Checks at the command line")
struct CheckTests {
  private func failed(_ result: ProgramResult) throws -> [String] {
    try #require(try result.json()["failed"]?.array).compactMap(\.string)
  }

  @Test(
    "a version that a run made has no fault, and its export has none but that nothing describes it")
  func sound() throws {
    let workspace = try Workspace.published()
    let version = try workspace.stemma("check", "tides@1", "--json").expect(0)
    #expect(try failed(version).isEmpty)
    try workspace.stemma("export", "tides@1", "-o", "rows.jsonl").expect(0)
    #expect(
      try failed(workspace.stemma("check", "rows.jsonl", "--json").expect(4)) == ["statistics"])
    try workspace.stemma("check", "rows.jsonl", "--skip", "statistics").expect(0)
    try workspace.stemma("export", "tides@1", "-f", "chatml", "-o", "chats/").expect(0)
    try workspace.stemma("check", "chats/training_data.jsonl").expect(0)
    try workspace.stemma("export", "tides@1", "-f", "alpaca", "-o", "chats/rows.json").expect(0)
    let array = try workspace.stemma("check", "chats/rows.json", "--json").expect(0).json()
    let kept = try workspace.stemma("show", "tides@1", "--json").json()["records"]
    #expect(array["lines"]?.array?.first?["total"] == kept)
  }

  @Test("what holds no row is no success")
  func empty() throws {
    let workspace = try Workspace.published()
    try workspace.write("empty.jsonl", "\n\n")
    for command in [
      "check empty.jsonl --json", "check tides@1 --held-out empty.jsonl --json",
      "export nope@1 2>/dev/null | \"$STEMMA\" check - --json",
    ] {
      let result = try workspace.shell("\"$STEMMA\" \(command)").expect(65)
      #expect(try result.error()["code"] == "input.no-rows")
    }
  }

  @Test("a schema of rows need not know the ids that an export gives them")
  func exportedIDs() throws {
    let workspace = try Workspace.published()
    try workspace.stemma("export", "tides@1", "-o", "rows.jsonl").expect(0)
    for (task, status) in [("qa", Int32(0)), ("mcq", 4)] {
      let schema = Repository.path("schemas/\(task).row.schema.json")
      try workspace.stemma(
        "check", "rows.jsonl", "--skip", "statistics", "--schema", schema
      ).expect(status)
    }
    // One that knows them is heeded.
    try workspace.write("ids.json", #"{"properties": {"id": {"type": "integer"}}}"#)
    try workspace.write("ids.jsonl", #"{"id": 1, "t": "a b"}"# + "\n" + #"{"id": "x", "t": "c d"}"#)
    let result = try workspace.stemma(
      "check", "ids.jsonl", "--skip", "statistics", "--schema", "ids.json", "--json"
    ).expect(4).json()
    #expect(result["lines"]?.array?.first { $0["name"] == "schema" }?["faults"] == 1)
  }

  @Test("each faulty line of a file is named with its number, whatever ends it")
  func faulty() throws {
    let workspace = try Workspace()
    try workspace.write(
      "rows.jsonl",
      """
      \u{FEFF}{"question":"Why is it so?","answer":"So it is."}\r
      {"question":"Why is it so?","answer":"It is not."}\r

      {"question":"Who goes there?","answer":""}
      ["no object"]
      {"question":"What now?","answer":"Nothing new
      """)
    let result = try workspace.stemma("check", "rows.jsonl", "--skip", "statistics", "--json")
      .expect(4)
    #expect(try failed(result) == ["json", "questions", "empty_answers"])
    let lines = try #require(try result.json()["lines"]?.array)
    func places(_ name: String) -> [String] {
      lines.first { $0["name"]?.string == name }?["examples"]?.array?
        .compactMap { $0["place"]?.string } ?? []
    }
    #expect(places("json") == ["rows.jsonl:5", "rows.jsonl:6"])
    #expect(places("questions") == ["rows.jsonl:2"])
    #expect(places("empty_answers") == ["rows.jsonl:4"])
    let wide = try workspace.stemma(
      "check", "rows.jsonl", "--skip", "statistics", "--limit", "json=0.5", "--limit",
      "questions=1",
      "--limit", "empty_answers=0.5")
    wide.expect(0)
    let piped = try workspace.shell("cat rows.jsonl | \"$STEMMA\" check - --json")
    #expect(try failed(piped) == ["json", "questions", "empty_answers"])
  }

  @Test("a line beyond 16 MiB is one fault and moves no other's number, in an array as well")
  func longLine() throws {
    let workspace = try Workspace()
    let long = #"{"question":""# + String(repeating: "x", count: 33 << 20) + #""}"#
    let rows = [#"{"question":"Why is it so?","answer":"So it is."}"#, long, "[]", "{"]
    for (text, offset) in [
      (rows.joined(separator: "\n"), 0), ("[\n\(rows.joined(separator: " ,\r\n"))\n]", 1),
    ] {
      try workspace.write("rows.json", text)
      let result = try workspace.stemma("check", "rows.json", "--json").expect(4)
      let json = try result.json()["lines"]?.array?.first { $0["name"] == "json" }
      let examples = try #require(json?["examples"]?.array)
      #expect(json?["total"] == 4)
      #expect(
        examples.map { $0["place"]?.string } == [2, 3, 4].map { "rows.json:\($0 + offset)" })
      #expect(examples.first?["what"] == "the line has more than 16 MiB")
    }
  }

  @Test("an array that was cut off between two elements is told", arguments: ["\n", " \r\n ", ""])
  func cutArray(end: String) throws {
    let workspace = try Workspace()
    let rows = ##"[{"question":"Why?","answer":"So."},\##n{"question":"How?","answer":"Slowly."}"##
    try workspace.write("cut.json", rows + end)
    try workspace.write("whole.json", rows + end + "]" + end)
    func json(_ file: String) throws -> JSONValue? {
      try workspace.stemma("check", file, "--json").json()["lines"]?.array?.first {
        $0["name"] == "json"
      }
    }
    #expect(try json("whole.json")?["faults"] == 0)
    let cut = try json("cut.json")
    #expect(cut?["faults"] == 1)
    let first = cut?["examples"]?.array?.first
    #expect(first?["what"] == "it begins with `[`, but does not end with `]`")
    #expect(first?["place"] == "cut.json")
    // An element that is an array does not close the one around it.
    try workspace.write("nested.json", "[{\"q\":\"a\"},\n[{\"q\":\"b\"}]" + end)
    #expect(try json("nested.json")?["faults"] == 1)
  }

  @Test(
    "an array's commas may be missing or too many; each such fault is its line's",
    arguments: [
      ("[{A},\n{A}\n,\n{A}]", nil, 3), ("[\n{A}\n{A},\n\n{A}\n]", 2, 3),
      ("[{A},\n{A},\n]", 2, 2), ("[{A},\n{A},]", 2, 2),
      ("[,\n{A}]", 1, 2), ("[{A},\n,\n{A}]", 2, 3),
      ("[{A}]\n{A}]", 2, 2), ("[{A},\n\"\n{A}]", 2, 3),
      ("[{A}\n,{A}]", nil, 2), ("[{A}\n,\n]", 1, 1),
      ("[{A}\n,\n,{A}]", 3, 3), ("[ {A} , \r\n {A} \r\n]", nil, 2),
      ("\u{FEFF}[\n{A}\r\n{A}]\n", 2, 2), ("[\n{A}\n]", nil, 1),
      ("{A}\n{A}\n", nil, 2), ("{A},\n{A}\n", 1, 2),
      ("[\n1,\n{A}\n]", 2, 2), ("[\n1\n,\n{A}\n]", 2, 2), ("[{A}]\n]", 2, 2),
    ] as [(String, Int?, Int)])
  func commas(text: String, faulty: Int?, lines: Int) throws {
    let workspace = try Workspace()
    var rows = ""
    let parts = text.split(separator: "{A}", omittingEmptySubsequences: false)
    for (number, part) in parts.enumerated() {
      if number > 0 { rows += #"{"question":"What is \#(number)?","answer":"It is \#(number)."}"# }
      rows += part
    }
    try workspace.write("rows.json", rows)
    let result = try workspace.stemma("check", "rows.json", "--skip", "statistics", "--json")
    let json = try result.json()["lines"]?.array?.first { $0["name"] == "json" }
    let places = json?["examples"]?.array?.compactMap { $0["place"]?.string } ?? []
    #expect(places == (faulty.map { ["rows.json:\($0)"] } ?? []))
    // A line counts once, whatever is wrong around it.
    #expect(json?["total"] == .integer(lines))
    result.expect(faulty == nil ? 0 : 4)
  }

  @Test("a comma is missed wherever the file is cut into pieces", arguments: ["1", "3"])
  func commasOfLongArrays(width: String) throws {
    let workspace = try Workspace()
    let rows = (0..<4000).map { number in
      #"{"question":"What is \#(number)?","answer":"It is \#(number)."}"#
        + (number % 500 == 250 ? "" : ",")
    }
    // What is before the array fills a piece.
    let blank = String(repeating: "\n", count: 100_000)
    try workspace.write(
      "rows.json", blank + "[\n" + rows.joined(separator: "\n").dropLast() + "\n]")
    let result = try workspace.stemma(
      "check", "rows.json", "--examples", "20", "--json", "--width", width)
    let json = try result.json()["lines"]?.array?.first { $0["name"] == "json" }
    let places = json?["examples"]?.array?.compactMap { $0["place"]?.string } ?? []
    #expect(places == (0..<8).map { "rows.json:\(100_000 + $0 * 500 + 252)" })
    #expect(json?["total"] == 4000)
  }

  @Test("what is wrong with a line is told with its byte, and the same at any width")
  func width() throws {
    let workspace = try Workspace()
    var text = ""
    for number in 0..<3000 {
      text += #"  {"question":"What is \#(number % 2500)?","answer":"It is \#(number) of many."}"#
      text += number.isMultiple(of: 700) ? "}\n" : "\n"
    }
    try workspace.write("rows.jsonl", text)
    let reports = try [1, 2, 5].map { width in
      try workspace.stemma("check", "rows.jsonl", "--json", "--width", "\(width)").expect(4)
    }
    #expect(Set(reports.map(\.output)).count == 1)
    let json = try reports[0].json()["lines"]?.array?.first { $0["name"] == "json" }
    #expect(json?["faults"] == 5)
    let first = json?["examples"]?.array?.first
    #expect(first?["place"] == "rows.jsonl:1")
    #expect(first?["what"]?.string?.hasSuffix("(byte 56)") == true, "\(first ?? .null)")
  }

  @Test("a file that is not there is said to be none, not a version that is missing")
  func missing() throws {
    let workspace = try Workspace()
    for source in ["rows.jsonl", "rows.json", "./rows"] {
      let error = try workspace.stemma("check", source, "--json").expect(65).errorText
      #expect(error.contains("input.unreadable") && error.contains("rows"), "\(error)")
    }
  }

  @Test("words of any of a template's prompts are found in a version's answers")
  func templates() throws {
    let workspace = try Workspace.tidal(fields: "template: words.json\nfilters: []")
    let spoken = "A tide is the rise and fall of the sea that the pull of the moon causes."
    for (system, isLeaked) in [(spoken, true), ("You know the sea.", false)] {
      try workspace.write(
        "words.json",
        """
        {"name": "words", "userPrompt": ["{count} of {section}", "{section}: {count}"],
         "systemPrompt": {"You write rows.": 1, "\(system)": 3}}
        """)
      try workspace.stemma("run", "tides.yaml").expect(0)
      let check = try workspace.stemma("check", "tides@head", "--json")
      #expect(try failed(check).contains("leaked_prompt") == isLeaked)
    }
  }

  @Test("held-out rows are held against the others, and rows against a schema of one's own")
  func others() throws {
    let workspace = try Workspace()
    let row =
      #"{"question":"Which tide is the highest of the month?","answer":"The spring tide is."}"#
    try workspace.write("train.jsonl", row + "\n")
    try workspace.write("held.jsonl", row.replacing("The spring", with: "the spring") + "\n")
    let leaked = try workspace.stemma(
      "check", "train.jsonl", "--held-out", "held.jsonl", "--skip", "statistics", "--json")
    #expect(try failed(leaked.expect(4)).contains("split_leakage"))
    try workspace.write("row.schema.json", #"{"required":["answer","source"]}"#)
    let other = try workspace.stemma(
      "check", "train.jsonl", "--schema", "row.schema.json", "--skip", "statistics", "--json")
    #expect(try failed(other.expect(4)) == ["schema"])
    try workspace.write("bad.schema.json", #"{"required":"answer"}"#)
    try workspace.stemma("check", "train.jsonl", "--schema", "bad.schema.json").expect(65)
    try workspace.stemma("check", "train.jsonl", "--limit", "json=2").expect(64)
    try workspace.stemma("check", "train.jsonl", "--skip", "colour").expect(64)
    try workspace.stemma("check", "none@1").expect(10)
  }

  @Test("a version's manifest sets limits, which change neither what is made nor its receipt")
  func manifest() throws {
    let workspace = try Workspace.tidal(fields: "filters: []")
    try workspace.stemma("run", "tides.yaml").expect(0)
    let rows = try workspace.stemma("export", "tides@1").output
    let doubled = String(decoding: rows + rows, as: UTF8.self)
    try workspace.write("rows.jsonl", doubled)
    try workspace.stemma("import", "rows.jsonl", "--dataset", "twice").expect(0)
    let names = try failed(workspace.stemma("check", "twice@1", "--json").expect(4))
    #expect(names.contains("exact_duplicates"))
    let receipt = try workspace.stemma("show", "tides@1", "--json").json()["receipt"]
    let again = try workspace.stemma(
      "run", "tides.yaml", "--set", "check={near_duplicates: 0.5}", "--set", "dataset=other",
      "--json"
    ).expect(0).json()
    #expect(again["receipt"] == receipt)
    let report = try workspace.stemma("check", "other@1", "--json").json()
    let line = report["lines"]?.array?.first { $0["name"] == "near_duplicates" }
    #expect(line?["limit"] == "0.5")
    try workspace.stemma("run", "tides.yaml", "--set", "check={colour: 0.5}").expect(65)
    try workspace.stemma("run", "tides.yaml", "--set", "check={json: 1.5}").expect(65)
  }
}
