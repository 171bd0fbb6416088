import StemmaRecord
import StemmaTesting
import Testing

@Suite("Conversations and texts of kinds at the command line")
struct ConversationCommandTests {
  private func workspace(_ name: String) throws -> Workspace {
    let workspace = try Workspace()
    try workspace.stemma(
      "run", Repository.path("experiments/\(name).yaml"), "--store", "store", "--quiet"
    ).expect(0)
    return workspace
  }

  private func rows(_ result: ProgramResult) throws -> [JSONValue] {
    try result.expect(0).output.split(separator: UInt8(ascii: "\n")).map { try JSONReader.read($0) }
  }

  @Test("all turns are exported, and what is imported again is exported as it was")
  func exports() throws {
    let workspace = try workspace("chats")
    let rows = try rows(workspace.stemma("export", "chats", "--format", "jsonl"))
    let chats = try self.rows(workspace.stemma("export", "chats", "--format", "chatml"))
    let shared = try self.rows(workspace.stemma("export", "chats", "--format", "sharegpt"))
    #expect(rows.count >= 20 && chats.map { $0["messages"] } == rows.map { $0["messages"] })
    var lengths: Set<Int> = []
    for (row, shared) in zip(rows, shared) {
      let turns = try #require(Message.turns(row["messages"]))
      #expect(TurnOrder.problem(of: turns) == nil && turns[0].role == "system")
      lengths.insert(turns.count { $0.role == "user" })
      #expect(
        shared["conversations"]?.array?.compactMap { $0["value"]?.string } == turns.map(\.content))
    }
    #expect(lengths == [1, 2, 3])
    for format in ["chatml", "messages"] {
      let name = "again-\(format)"
      try workspace.stemma("export", "chats", "--format", format, "-o", "\(name).jsonl").expect(0)
      try workspace.stemma("import", "\(name).jsonl", "--dataset", name).expect(0)
      let back = try self.rows(workspace.stemma("export", name, "--format", format))
      #expect(back == chats)
    }
  }

  @Test("what a mix says of turns is how many questions there are")
  func mixedTurns() throws {
    let workspace = try Workspace()
    try workspace.stemma(
      "run", Repository.path("experiments/chats.yaml"), "--store", "store", "--quiet", "--set",
      "mix={turns: {single: 2, multi: 1, '3': 1}}", "--set", "count=16"
    ).expect(0)
    let rows = try rows(workspace.stemma("export", "chats", "--with", "mix"))
    var counts: [String: Set<Int>] = [:]
    for row in rows {
      let turns = try #require(Message.turns(row["messages"]))
      let value = try #require(row["metadata"]?["mix"]?["turns"]?.string)
      counts[value, default: []].insert(turns.count { $0.role == "user" })
    }
    #expect(rows.count == 16)
    #expect(counts["single"] == [1] && counts["3"] == [3])
    #expect(counts["multi"]?.isSubset(of: [2, 3]) == true)
  }

  @Test("alpaca takes conversations of one question, and refuses others with what else there is")
  func alpaca() throws {
    let workspace = try workspace("chats")
    let error = try workspace.stemma(
      "export", "chats", "--format", "alpaca", "--output", "rows.json", "--json"
    ).error()
    #expect(error["code"] == "export.unfit")
    #expect(error["nextStep"]?.string?.contains("sharegpt") == true)
    try workspace.stemma(
      "run", Repository.path("experiments/chats.yaml"), "--set", "turns=1", "--quiet"
    ).expect(0)
    let rows =
      try JSONReader.read(
        workspace.stemma("export", "chats", "--format", "alpaca").expect(0).output
      ).array ?? []
    #expect(rows.count >= 20 && rows.allSatisfy { $0["output"]?.string?.isEmpty == false })
  }

  @Test("the check finds nothing wrong with either, and knows turns, system prompts and balance")
  func check() throws {
    for (name, lines) in [
      ("chats", ["turns", "system_prompts", "truncated_answers"]), ("texts", ["truncated_answers"]),
    ] {
      let workspace = try workspace(name)
      let report = try workspace.stemma("check", name, "--json").expect(0).json()
      for line in lines {
        let found = report["lines"]?.array?.first { $0["name"]?.string == line }
        #expect(found?["total"]?.integer ?? 0 > 0, "\(name) \(line)")
      }
      let summary = try workspace.stemma("show", name, "--json").expect(0).text
      #expect(summary.contains("topic"))
    }
  }

  @Test("a new user's mistakes are told with what to do")
  func mistakes() throws {
    let workspace = try Workspace()
    for (fields, words) in [
      ("task: chat\n", "topics"), ("task: chat\ntopics: [tides]\n", "documents"),
      ("task: text\ntopics: [tides]\nteacher: ollama:m\n", "document_types"),
      ("task: chat\ntopics: [tides]\ndocument_type: [a]\nteacher: ollama:m\n", "document_types"),
      ("task: qa\ninputs: {documents: [a.md]}\ntopics: [tides]\n", "expand"),
    ] {
      try workspace.write("m.yaml", "stemma: 1\ndataset: d\n\(fields)")
      let result = try workspace.stemma("plan", "m.yaml").expect(65)
      #expect(result.errorText.contains(words), "\(result.errorText)")
    }
  }
}
