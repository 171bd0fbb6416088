import StemmaRecord
import StemmaTesting
import Testing

@Suite("Standard output and standard error")
struct StreamTests {
  @Test("data goes to standard output alone, in every command")
  func dataOnly() throws {
    for stop in try Tour.shared.get().stops where stop.schema != "error.schema.json" {
      #expect(try JSONReader.read(stop.bytes) == stop.document)
    }
    let workspace = try Workspace.published()
    for arguments in [["run", "tides.yaml"], ["log"], ["reproduce", "tides@1"], ["verify"]] {
      let result = try Program.stemma().run(arguments, in: workspace.folder).expect(0)
      #expect(!result.output.isEmpty)
      #expect(result.errors.isEmpty, "\(result.errorText)")
    }
  }

  @Test("neither progress nor colour is written where there is no terminal")
  func plain() throws {
    let workspace = try Workspace.tidal()
    let result = try workspace.stemma("run", "tides.yaml").expect(0)
    #expect(!(result.output + result.errors).contains(0x1B))
    #expect(!result.output.contains(UInt8(ascii: "\r")))
  }

  @Test("a reader that goes away ends nothing in a crash")
  func closedPipe() throws {
    let workspace = try Workspace.published()
    let first = try workspace.shell("\"$STEMMA\" export tides@1 | head -n 1").expect(0)
    #expect(first.errors.isEmpty)
    #expect(first.output.split(separator: UInt8(ascii: "\n")).count == 1)
    // The reader is gone before anything is written.
    let gone = try workspace.shell(
      "(sleep 0.3; \"$STEMMA\" export tides@1; echo $? > status) | true; sleep 1; cat status")
    #expect(gone.text == "0\n")
    #expect(gone.errors.isEmpty, "\(gone.errorText)")
  }

  @Test("data that could not be written is told, and is no success")
  func fullDevice() throws {
    let workspace = try Workspace.published()
    for command in ["export tides@1", "log --json", "show tides@1"] {
      let full = try workspace.shell("\"$STEMMA\" \(command) > /dev/full").expect(1)
      #expect(full.errorText.contains("command.unwritable"), "\(command)")
    }
  }

  @Test("closed standard files are never the store's: nothing of it is written over")
  func closedFiles() throws {
    let workspace = try Workspace.published()
    try workspace.shell("\"$STEMMA\" export tides@1 >&-").expect(1)
    try workspace.shell("\"$STEMMA\" show tides@1 <&- >&- 2>&-").expect(1)
    try workspace.shell("\"$STEMMA\" run tides.yaml <&- >&- 2>&-").expect(1)
    try workspace.stemma("verify").expect(0)
    try workspace.stemma("log").expect(0)
  }

  @Test("control characters in a document's heading are shown, not obeyed")
  func controlCharacters() throws {
    let workspace = try Workspace.tidal()
    // As references and as themselves; control bytes themselves make a document no text.
    let heading = "# Tides &#27;[2J&#x1B;]0;owned&#7; \u{9B}31m \u{202E}evil"
    try workspace.write(
      "tides.md", Workspace.tides.replacing("# Tides", with: heading))
    try workspace.stemma("run", "tides.yaml").expect(0)
    let record = try workspace.anyRecord(of: "tides@1")
    for arguments in [
      ["plan", "tides.yaml", "--prompts", "1"], ["sample", "tides@1"],
      ["trace", "tides@1", record], ["show", "tides@1"], ["compare", "tides@1", "tides@1"],
      ["lineage", "tides@1"], ["lineage", "tides@1", "--graphviz"], ["reproduce", "tides@1"],
    ] {
      let result = try Program.stemma().run(arguments, in: workspace.folder).expect(0)
      #expect(Self.isHarmless(result.text), "\(arguments): \(result.text)")
    }
    let sample = try workspace.stemma("sample", "tides@1").expect(0)
    #expect(sample.text.contains("\\u{202e}evil"))
  }

  @Test("control characters in a file's name and in a manifest are shown, not obeyed")
  func controlCharactersInNames() throws {
    let workspace = try Workspace.tidal()
    let name = "dir/\u{1B}[31mred\nline.md"
    try workspace.write(name, Workspace.tides)
    try workspace.write("red.yaml", Workspace.manifest(documents: "dir"))
    try workspace.stemma("run", "red.yaml").expect(0)
    let record = try workspace.anyRecord(of: "tides@1")
    for arguments in [
      ["plan", "red.yaml"], ["sample", "tides@1"], ["trace", "tides@1", record],
      ["show", "tides@1"], ["lineage", "tides@1"], ["lineage", "tides@1", "--graphviz"],
    ] {
      let result = try Program.stemma().run(arguments, in: workspace.folder).expect(0)
      #expect(Self.isHarmless(result.text), "\(arguments): \(result.text)")
      #expect(!result.text.contains("\nline.md"), "\(arguments)")
    }
    try workspace.write("bad.yaml", "stemma: 1\n\"\\e[31mred\": 1\n")
    let error = try workspace.stemma("run", "bad.yaml").expect(65)
    #expect(Self.isHarmless(error.errorText), "\(error.errorText)")
  }

  private static func isHarmless(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      scalar == "\n"
        || ![.control, .format].contains(scalar.properties.generalCategory)
    }
  }
}
