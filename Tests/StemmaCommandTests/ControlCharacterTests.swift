import StemmaRecord
import StemmaTesting
import Testing

@Suite("Control characters are shown, not obeyed")
struct ControlCharacterTests {
  /// Clears a screen, rings, goes back over the line, turns the writing round, begins a new title, and
  /// says nothing at all, and ends a line.
  private static let evil =
    "\u{1B}[2J\u{07}\r\u{202E}\u{2066}\u{9B}31m\u{1B}]0;owned\u{07}\u{200B}\u{7F}\u{2028}x"

  private static var quoted: String { CanonicalJSON.text(.string(evil)) }

  /// Runs a command, and looks through all that it says.
  @discardableResult
  private func tell(
    _ workspace: Workspace, _ arguments: String..., telling: Bool = true
  ) throws -> ProgramResult {
    let result = try Program.stemma().run(arguments, in: workspace.folder)
    let said = result.text + result.errorText
    for scalar in said.unicodeScalars where scalar != "\n" {
      let unseen: [Unicode.GeneralCategory] = [.control, .format, .lineSeparator]
      if unseen.contains(scalar.properties.generalCategory) {
        Issue.record(
          "\(arguments) writes \\u{\(String(scalar.value, radix: 16))}: \(said.debugDescription)")
        break
      }
    }
    if telling {
      // Else the test would prove nothing.
      let isShown = ["\\u{1b}", "\\u{202e}"].contains { said.contains($0) }
      #expect(isShown, "\(arguments): \(said)")
    }
    return result
  }

  @Test("of imported records, in every command that prints them")
  func imported() throws {
    let workspace = try Workspace()
    let evil = Self.quoted
    for version in 1...2 {
      let rows = (0..<3).map { number in
        let text = CanonicalJSON.text(
          .string("Row \(number) \(Self.evil) has eight words of version \(version) here."))
        return
          #"{"id": "r\#(number)\#(evil.dropFirst()), \#(evil): \#(evil), "text": \#(text), "l": [\#(evil)]}"#
      }
      try workspace.write("rows.jsonl", rows.joined(separator: "\n") + "\n")
      try tell(workspace, "import", "rows.jsonl", "--dataset", "d", "--id", "id", telling: false)
    }
    try tell(
      workspace, "import", "rows.jsonl", "--dataset", "d", "--id", "id", "--dry-run", telling: false
    )
    let id = "r1" + Self.evil
    try tell(workspace, "sample", "d@1")
    try tell(workspace, "sample", "d@2", "--where", "l=x", telling: false)
    try tell(workspace, "trace", "d@1", id)
    try tell(workspace, "trace", "d@1", Self.evil)
    try tell(workspace, "compare", "d@1", "d@2")
    try tell(workspace, "compare", "d@1", "d@2", "d@1")
    try tell(workspace, "explain", "d@1", "d@2", id)
    try tell(workspace, "explain", "d@1", "d@2", Self.evil)
    try tell(workspace, "contamination", "d@1", "--against", "d@2")
    try tell(workspace, "show", "d@1")
    try tell(workspace, "lineage", "d@1", telling: false)
    try workspace.write(
      "decisions.jsonl",
      #"{"record": \#(CanonicalJSON.text(.string(id))), "decision": "reject", "note": \#(evil)}"#)
    try tell(workspace, "review", "d@1", "--apply", "decisions.jsonl", telling: false)
    try tell(workspace, "show", "d@3")
    try tell(workspace, "compare", "d@1", "d@3")
    try tell(workspace, "explain", "d@1", "d@3", id)
    try workspace.write("decisions.jsonl", #"{"record": \#(evil), "decision": "reject"}"#)
    try tell(workspace, "review", "d@1", "--apply", "decisions.jsonl")
    try workspace.write("rows.jsonl", #"{"id": \#(evil)}"# + "\n" + #"{"id": \#(evil)}"# + "\n")
    try tell(workspace, "import", "rows.jsonl", "--dataset", "d", "--id", "id")
    try tell(workspace, "import", "rows.jsonl", "--dataset", "d", "--id", Self.evil, telling: false)
    try tell(workspace, "note", "d@1", Self.evil, telling: false)
    try tell(workspace, "show", "d@1")
    try tell(workspace, "tag", "d@1", Self.evil)
    try tell(workspace, "show", "d@" + Self.evil)
    try workspace.write("wanted.txt", "\(Self.evil) < 1\n")
    try tell(workspace, "compare", "d@1", "d@2", "--expect", "wanted.txt")
    try tell(
      workspace, "export", "d@1", "--format", "alpaca", "--output", "out.json", telling: false)
    try tell(workspace, "verify", telling: false)
  }

  @Test("of records that were made, of files' names, and of manifests")
  func made() throws {
    let workspace = try Workspace()
    // Documents with control bytes are no texts; marks of direction are in some.
    try workspace.write(
      "t\u{1B}[2J\u{202E}ides.md",
      Workspace.tides.replacing("# Tides", with: "# Ti\u{202E}\u{2066}\u{200B}des"))
    try workspace.write("tides.yaml", Workspace.manifest(documents: #""*.md""#))
    try tell(workspace, "plan", "tides.yaml")
    try tell(workspace, "run", "tides.yaml", telling: false).expect(0)
    let hot = ["sampling.temperature=0.9", "inputs.documents=[\"*.md\"]"]
    try tell(workspace, "run", "tides.yaml", "--set", hot[0], "--set", hot[1], telling: false)
      .expect(0)
    let id = try workspace.anyRecord(of: "tides@1")
    try tell(workspace, "sample", "tides@1")
    try tell(workspace, "trace", "tides@1", id)
    try tell(workspace, "explain", "tides@1", "tides@2", id, telling: false)
    try tell(workspace, "compare", "tides@1", "tides@2", telling: false)
    try tell(workspace, "show", "tides@1")
    try tell(workspace, "lineage", "tides@1")
    try tell(workspace, "why-miss", "tides.yaml", telling: false)
    try tell(workspace, "reproduce", "tides@1", telling: false).expect(0)
    try tell(workspace, "sweep", "tides.yaml", "--over", "domain=\(Self.evil),b", telling: false)
    let seed: JSONValue = [
      "id": .string("s\(Self.evil)"),
      "instruction": .string("Explain coffee \(Self.evil) at home."),
      "response": .string("Grind the beans \(Self.evil) and pour hot water over them slowly."),
    ]
    try workspace.write("seeds.json", CanonicalJSON.text([seed]))
    try workspace.write(
      "seeds.yaml",
      "stemma: 1\ndataset: seeds\ntask: instruction\ninputs: {seeds: [seeds.json]}\ncount: 2\n")
    try tell(workspace, "plan", "seeds.yaml", telling: false).expect(0)
    try tell(workspace, "run", "seeds.yaml", telling: false).expect(0)
    try tell(workspace, "sample", "seeds@1")
    let seeded = try workspace.anyRecord(of: "seeds@1")
    try tell(workspace, "trace", "seeds@1", seeded)
    try tell(workspace, "explain", "seeds@1", "seeds@1", seeded)
    try tell(workspace, "compare", "tides@1", "seeds@1")
  }

  @Test("of what was typed, and of manifests that cannot be read")
  func typed() throws {
    let workspace = try Workspace.published()
    try workspace.write("bad.yaml", "stemma: 1\n\"\\e[2J\\x07\": 1\ntask: \"\\e]0;x\\a\"\n")
    // A manifest's own report writes such letters in YAML's way.
    #expect(try tell(workspace, "plan", "bad.yaml", telling: false).errorText.contains("\\u{1B}"))
    try tell(workspace, "run", "none\(Self.evil).yaml")
    try tell(workspace, "run", "tides.yaml", "--set", "strategy=\(Self.evil)", telling: false)
    try tell(workspace, "sample", "tides@1", "--where", "strategy=\(Self.evil)", telling: false)
    try tell(workspace, "show", "tides@\(Self.evil)")
    try tell(workspace, "log", Self.evil)
    try tell(workspace, "trace", "tides@1", Self.evil)
    try tell(workspace, Self.evil)
  }

  @Test("pictures are drawn on a terminal, of two versions and of several, and nowhere else")
  func pictures() throws {
    let workspace = try Workspace.twoVersions()
    for versions in [["tides@1", "tides@2"], ["tides@1", "tides@2", "tides@1"]] {
      let plain = try Program.stemma().run(["compare"] + versions, in: workspace.folder)
      let shown = try Program("python3").run(
        [Repository.path("Tests/Scripts/review_session.py"), "[]", try Program.stemma().path]
          + ["compare"] + versions, in: workspace.folder)
      #expect(shown.status == 0 && plain.status == 0)
      let bars: Set<Character> = ["▁", "▄", "█"]
      #expect(!shown.text.filter(bars.contains).isEmpty)
      #expect(plain.text.filter(bars.contains).isEmpty)
      // But for pictures both say the same.
      let words = [shown.text, plain.text].map { text in
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\r" }))
          .split(separator: "\n").first { $0.hasPrefix("entropy") }?
          .split(whereSeparator: { " ▁▂▃▄▅▆▇█".contains($0) })
      }
      #expect(words[0] == words[1] && words[0] != nil)
    }
  }
}
