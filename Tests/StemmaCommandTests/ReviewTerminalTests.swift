import StemmaRecord
import StemmaTesting
import Testing

@Suite("Review at a terminal")
struct ReviewTerminalTests {
  private static let keys = "[q]uit"

  private static func play(
    _ steps: [(wait: String, type: String?)], in workspace: Workspace, _ arguments: String...,
    editor: String? = nil
  ) throws -> ProgramResult {
    let script = JSONValue.array(
      steps.map { .array([.string($0.wait), $0.type.map { .string($0) } ?? .null]) })
    return try Program("python3").run(
      [
        Repository.path("Tests/Scripts/review_session.py"), CanonicalJSON.text(script),
        try Program.stemma().path, "review",
      ] + arguments, in: workspace.folder, environment: editor.map { ["EDITOR": $0] } ?? [:])
  }

  private static func pending(_ workspace: Workspace) throws -> [JSONValue] {
    let lines = try workspace.stemma("review", "tides@1", "--export-decisions", "-").expect(0)
    return try lines.output.split(separator: UInt8(ascii: "\n")).map { try JSONReader.read($0) }
  }

  @Test(
    "a session accepts, rejects with a note and edits, is broken off and taken up, and publishes")
  func session() throws {
    let workspace = try Workspace.published()
    try workspace.write(
      "editor.sh", "#!/bin/sh\nsed -i 's/\"question\": \"/&Say: /' \"$2\"\ntest \"$1\" = -x\n")
    _ = try workspace.shell("chmod +x editor.sh")
    let editor = "./editor.sh -x"
    let total = try workspace.stemma("show", "tides@1", "--json").json()["records"]?.integer ?? 0
    let first = try Self.play(
      [
        (Self.keys, "a"), ("2/\(total)", nil), (Self.keys, "n"), ("note: ", "too vague\n"),
        (Self.keys, "r"), ("3/\(total)", nil), (Self.keys, "e"), ("4/\(total)", nil),
        (Self.keys, "b"), ("decided   edit", nil), (Self.keys, "s"), (Self.keys, "q"),
      ], in: workspace, "tides@1", editor: editor
    ).expect(0)
    #expect(first.text.contains("section   tides.md:"))
    #expect(first.text.contains("verdicts  schema: keep"))
    #expect(first.text.contains("question: Say: "))
    #expect(first.text.contains("3 decisions about tides@1 kept; no version yet"))
    let decisions = try Self.pending(workspace)
    #expect(decisions.count == 3)
    #expect(
      Set(decisions.compactMap { $0["decision"]?.string }) == ["accept", "edit", "reject"])
    #expect(decisions.contains { $0["note"] == "too vague" })
    // Taken up where it was left: at the first that is open.
    var steps: [(String, String?)] = [("4/\(total)", nil), (Self.keys, "s")]
    steps += (5..<(total + 1)).map { _ in (Self.keys, "s") }
    let second = try Self.play(
      steps + [("3 decided, \(total - 3) of these \(total) open", nil), ("[p]ublish", "p")],
      in: workspace, "tides@1"
    ).expect(0)
    #expect(
      second.text.contains(
        "tides@2: \(total - 1) records of tides@1, 1 accepted, 1 rejected, 1 edited"))
    try workspace.stemma("reproduce", "tides@2").expect(0)
    #expect(try workspace.list("store/runs").isEmpty)
  }

  @Test("Ctrl-C loses no decision, and leaves the terminal as it was")
  func interrupted() throws {
    let workspace = try Workspace.published()
    try Self.play(
      [(Self.keys, "a"), (Self.keys, "r"), (Self.keys, "^C")], in: workspace, "tides@1"
    ).expect(130)
    #expect(try Self.pending(workspace).count == 2)
    #expect(try workspace.stemma("log", "tides").text.contains("tides@2") == false)
  }

  @Test("a process that is killed has kept every decision, and holds up nobody after it")
  func killed() throws {
    let workspace = try Workspace.published()
    try Self.play(
      [(Self.keys, "a"), (Self.keys, "r"), ("3/", "KILL")], in: workspace, "tides@1"
    ).expect(137)
    #expect(try Self.pending(workspace).count == 2)
    let published = try workspace.stemma("review", "tides@1", "--publish").expect(0)
    #expect(published.text.contains("1 accepted, 1 rejected"))
    try workspace.stemma("review", "tides@1", "--publish").expect(0)
    #expect(try workspace.stemma("log", "tides").text.contains("tides@3") == false)
  }

  @Test("an edit that the task does not want is told, and may be mended or left")
  func badEdit() throws {
    let workspace = try Workspace.published()
    // The first time the editor spoils the row, the second time it puts it right.
    try workspace.write(
      "editor.sh",
      """
      #!/bin/sh
      if test -e once; then echo '{"question": "Why?", "answer": "So."}' > "$1"
      else touch once; echo '{"question": "Why?"}' > "$1"; fi

      """)
    _ = try workspace.shell("chmod +x editor.sh")
    let result = try Self.play(
      [
        (Self.keys, "e"), ("The row lacks a field", nil), ("[e]dit again", "e"),
        (Self.keys, "b"), ("question: Why?", nil), (Self.keys, "u"), (Self.keys, "q"),
      ], in: workspace, "tides@1", "--sample", "2", editor: "./editor.sh"
    ).expect(0)
    #expect(result.text.contains("nothing decided about tides@1; no version"))
    let failing = try Self.play(
      [(Self.keys, "e"), ("ended with 1", nil), ("[e]dit again", "x"), (Self.keys, "q")],
      in: workspace, "tides@1", editor: "false"
    ).expect(0)
    #expect(failing.text.contains("[q]uit"))
  }

  @Test("without a terminal a review says how decisions can be given")
  func noTerminal() throws {
    let workspace = try Workspace.published()
    let result = try workspace.stemma("review", "tides@1", "--json").expect(64)
    #expect(try result.error()["code"] == "command.no-terminal")
  }
}
