import Foundation
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@Suite("Export")
struct ExportTests {
  static let formats = ["jsonl", "chatml", "alpaca"]

  @Test("to a file and to standard output, twice, come the same bytes", arguments: formats)
  func sameBytes(format: String) throws {
    let workspace = try Workspace.published()
    let streamed = try workspace.stemma("export", "tides@1", "--format", format).expect(0)
    #expect(streamed.errors.isEmpty)
    let dashed = try workspace.stemma("export", "tides@1", "-f", format, "-o", "-").expect(0)
    #expect(dashed.output == streamed.output)
    for name in ["one", "two", "one"] {
      try workspace.stemma("export", "tides@1", "-f", format, "-o", name).expect(0)
      #expect(try workspace.read(name) == streamed.output)
    }
  }

  @Test("a table has all that rows bring, also what they call metadata")
  func ownMetadata() throws {
    let workspace = try Workspace()
    try workspace.write(
      "rows.jsonl",
      """
      {"id":"1","metadata":{"version":"x","k":1},"q":"a"}
      {"id":"2","q":"b","metadata":{"k":2}}
      {"id":"3","q":"c"}
      """)
    try workspace.stemma("import", "rows.jsonl", "--dataset", "d", "--id", "id").expect(0)
    let csv = try workspace.stemma("export", "d", "-f", "csv").expect(0).text
    #expect(
      csv.split(separator: "\r\n") == [
        "id,q,metadata", #"1,a,"{""k"":1,""version"":""x""}""#, #"2,b,"{""k"":2}""#, "3,c,",
      ])
    try workspace.stemma("export", "d", "-f", "csv", "--with", "version").expect(1)
  }

  @Test("an export that is interrupted leaves nothing behind")
  func interrupted() throws {
    let workspace = try Workspace()
    let text = String(repeating: "what it says, and more ", count: 40)
    let rows = (0..<20_000).map { "{\"id\":\"\($0)\",\"t\":\"\(text)\"}" }
    try workspace.write("rows.jsonl", rows.joined(separator: "\n"))
    try workspace.stemma("import", "rows.jsonl", "--dataset", "d", "--id", "id").expect(0)
    func temporary() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: workspace.folder)
        .filter { $0.hasSuffix(".tmp") }
    }
    let running = try Program.stemma().start(
      ["export", "d", "-o", "out.csv"], in: workspace.folder)
    for _ in 0..<30_000 where try temporary().isEmpty { usleep(2_000) }
    try #require(try !temporary().isEmpty)
    running.send(SIGTERM)
    #expect(try running.wait().status == 130)
    #expect(try temporary().isEmpty)
    #expect(!workspace.exists("out.csv"))
  }

  @Test("where no format is named a file that ends in .csv is one; what is named goes before")
  func suffix() throws {
    let workspace = try Workspace.published()
    func export(_ arguments: [String]) throws -> [UInt8] {
      try Program.stemma().run(["export", "tides@1"] + arguments, in: workspace.folder).expect(0)
        .output
    }
    let (csv, lines) = (try export(["-f", "csv"]), try export([]))
    #expect(csv != lines)
    let named: [(name: String, format: [String], expected: [UInt8])] = [
      ("a.csv", [], csv), ("a.csv", ["-f", "jsonl"], lines), ("csv", [], lines),
      ("a.txt", [], lines),
    ]
    for (name, format, expected) in named {
      _ = try export(["-o", name] + format)
      #expect(try workspace.read(name) == expected, "\(name) \(format)")
    }
  }

  @Test("JSON Lines hold each row's fields and the record's id, in the version's order")
  func jsonl() throws {
    let workspace = try Workspace.published()
    let rows = try lines(of: workspace.stemma("export", "tides@1"))
    let records = try #require(
      try workspace.stemma("sample", "tides@1", "-n", "1000", "--json").json()["records"]?.array)
    #expect(!rows.isEmpty)
    #expect(rows.map { $0["id"] } == records.map { $0["id"] })
    #expect(rows.map { $0["question"] } == records.map { $0["row"]?["question"] })
    #expect(rows.allSatisfy { $0.object?.members.map(\.key) == ["answer", "id", "question"] })
  }

  @Test("ChatML has a user's and an assistant's message on each line")
  func chatml() throws {
    let workspace = try Workspace.published()
    let rows = try lines(of: workspace.stemma("export", "tides@1"))
    let chats = try lines(of: workspace.stemma("export", "tides@1", "--format", "chatml"))
    #expect(chats.count == rows.count)
    for (chat, row) in zip(chats, rows) {
      let messages = try #require(chat["messages"]?.array)
      #expect(messages.map { $0["role"] } == ["user", "assistant"])
      #expect(messages.map { $0["content"] } == [row["question"], row["answer"]])
    }
  }

  @Test("Alpaca is one array of instruction, input and output")
  func alpaca() throws {
    let workspace = try Workspace.published()
    let rows = try lines(of: workspace.stemma("export", "tides@1"))
    let array = try #require(
      try workspace.stemma("export", "tides@1", "--format", "alpaca").json().array)
    #expect(array.count == rows.count)
    for (element, row) in zip(array, rows) {
      #expect(element["instruction"] == row["question"])
      #expect(element["input"] == "")
      #expect(element["output"] == row["answer"])
    }
  }

  @Test("a failed export leaves the older file as it was, and nothing beside it")
  func failure() throws {
    let workspace = try Workspace.published()
    try workspace.write("kept.jsonl", "older")
    let store = try Store(at: workspace.path("store"))
    let receipt = try store.receipt(try store.version("tides@1").receipt)
    try workspace.damage(try #require(try store.records(of: receipt).leaves().first).id)
    try workspace.stemma("export", "tides@1", "--output", "kept.jsonl").expect(12)
    #expect(try workspace.read("kept.jsonl") == Array("older".utf8))
    let left = try workspace.shell("ls").text.split(separator: "\n")
    #expect(left == ["kept.jsonl", "store", "tides.md", "tides.yaml"])
  }

  @Test("a symbolic link stays one, a file keeps its mode, and a pipe is written to")
  func specialFiles() throws {
    let workspace = try Workspace.published()
    let expected = try workspace.stemma("export", "tides@1").output
    try workspace.write("real.jsonl", "older")
    _ = try workspace.shell("chmod 640 real.jsonl; ln -s real.jsonl link; mkfifo pipe")
    try workspace.stemma("export", "tides@1", "--output", "link").expect(0)
    #expect(try workspace.read("real.jsonl") == expected)
    #expect(try workspace.shell("readlink link; stat -c %a real.jsonl").text == "real.jsonl\n640\n")
    let piped = try workspace.shell(
      "cat pipe & \"$STEMMA\" export tides@1 --output pipe >&2; wait; test -p pipe")
    #expect(piped.expect(0).output == expected)
    let device = try workspace.shell(
      "\"$STEMMA\" export tides@1 --output /dev/stdout 2>&1 | head -c 1000000")
    #expect(device.output.starts(with: expected))
  }

  @Test("in a folder that is there or ends in `/` the file has a name of its own")
  func folders() throws {
    let workspace = try Workspace.published()
    let expected = try workspace.stemma("export", "tides@1", "-f", "messages").output
    for folder in ["new/", "new", "new/deeper/"] {
      let report = try workspace.stemma(
        "export", "tides@1", "-f", "messages", "-o", folder, "--json"
      ).expect(0).json()
      let path = folder.hasSuffix("/") ? "\(folder)data.jsonl" : "\(folder)/data.jsonl"
      #expect(report["files"]?.array?.first?["path"]?.string == path)
      #expect(try workspace.read(path) == expected)
      try workspace.remove(path)
    }
  }

  @Test("of an imported conversation no question is joined with another one's answer")
  func conversations() throws {
    func turn(_ role: String, _ text: String) -> String {
      #"{"role": "\#(role)", "content": "\#(text)"}"#
    }
    let pair = [turn("user", "A?"), turn("assistant", "a.")]
    for (name, turns, isPair) in [
      ("one", pair, true), ("told", [turn("system", "Be brief.")] + pair, true),
      ("two", pair + [turn("user", "B?"), turn("assistant", "b.")], false),
      ("turned", [pair[1], pair[0]], false),
    ] {
      let workspace = try Workspace()
      let line = #"{"messages": [\#(turns.joined(separator: ", "))]}"#
      try workspace.write("c.jsonl", line + "\n")
      try workspace.stemma("import", "c.jsonl", "--dataset", "c", "--store", "store").expect(0)
      let alpaca = try workspace.stemma("export", "c", "--format", "alpaca", "--json", "-o", "o")
      if isPair {
        let row = try JSONReader.read(workspace.read("o")).array?.first
        #expect(row == ["input": "", "instruction": "A?", "output": "a."], "\(name)")
      } else {
        #expect(alpaca.status == 1, "\(name)")
        #expect(try alpaca.error()["code"] == "export.several-turns", "\(name)")
      }
      let chats = try lines(of: workspace.stemma("export", "c", "--format", "chatml"))
      #expect(chats.first?["messages"]?.array?.count == turns.count)
    }
  }

  @Test("a side without records is a table without rows; one that is not there is told")
  func emptySide() throws {
    let workspace = try Workspace.tidal(fields: "split: {validation: 0.01}\ncount: 3\n")
    try workspace.stemma("run", "tides.yaml").expect(0)
    let sides = try workspace.stemma("show", "tides", "--json").json()["counts"]?["sides"]
    let empty = try #require(
      ["train", "validation"].first { sides?[$0]?.integer == 0 }, "\(String(describing: sides))")
    let csv = try workspace.stemma("export", "tides", "-f", "csv", "--side", empty).expect(0)
    #expect(csv.text == "id,answer,question\n" || csv.text == "id,answer,question\r\n")
    let error = try workspace.stemma("export", "tides", "--side", "test", "--json", "-o", "x")
    #expect(try error.expect(1).error()["code"] == "export.no-side")
  }

  @Test("a folder is no file to write")
  func folder() throws {
    let workspace = try Workspace.published()
    try workspace.stemma("export", "tides@1", "--output", "store").expect(65)
  }

  private func lines(of result: ProgramResult) throws -> [JSONValue] {
    result.expect(0)
    #expect(result.output.last == UInt8(ascii: "\n"))
    return try result.output.split(separator: UInt8(ascii: "\n")).map { try JSONReader.read($0) }
  }
}
