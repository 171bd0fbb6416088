import StemmaRecord
import StemmaTesting
import Testing

@Suite("Inputs that other programs read")
struct ConvertedInputTests {
  private static let manifest = """
    stemma: 1
    dataset: tides
    task: qa
    inputs: {documents: [texts]}
    sampling: {seed: 4}
    per_section: 2
    """

  private static let page = """
    <html><body><h1>Tides</h1><p>The tide is the slow rise and fall of the sea, which the moon's pull
    causes twice a day on most coasts.</p><p>A spring tide is a tide that comes when sun and moon stand
    in one line with the earth, and it is higher than others.</p></body></html>
    """

  private func workspace() throws -> Workspace {
    let work = try Workspace()
    try work.write("tides.yaml", Self.manifest)
    try work.write("texts/tides.html", Self.page)
    try work.write(
      "texts/harbour.pdf",
      TinyPDF.bytes(pages: [
        ["1"],
        [
          "A harbour is a place where ships lie safe from wind and waves. The harbour master",
          "opens the gate of the dock when the tide is high.",
        ],
      ]))
    return work
  }

  @Test("what was read is made again without the programs, and named with the version")
  func remade() throws {
    let work = try workspace()
    let run = try work.stemma("run", "tides.yaml", "--json").expect(0).json()
    #expect((run["records"]?.integer ?? 0) > 1)
    let records = try #require(
      try work.stemma("sample", "tides@1", "-n", "1000", "--json").expect(0).json()["records"]?
        .array)
    let inputs = Set(records.compactMap { $0["origin"]?["input"]?.string })
    #expect(inputs == ["texts/tides.html", "texts/harbour.pdf"])
    let ofPDF = try #require(
      records.first { $0["origin"]?["input"] == "texts/harbour.pdf" }?["id"]?.string)
    let trace = try work.stemma("trace", "tides@1", ofPDF, "--json").expect(0).json()
    #expect(trace["section"]?["page"] == 2)
    #expect(try work.stemma("trace", "tides@1", ofPDF).expect(0).text.contains(", page 2"))

    try work.remove("texts")
    let remade = try Program.stemma().run(
      ["reproduce", "tides@1", "--json"], in: work.folder, environment: ["PATH": "/nowhere"])
    #expect(try remade.expect(0).json()["outcome"] == "identical")
    let told = try Program("/usr/bin/git").run(
      ["-C", work.path("store/history.git"), "show", "tides:execution.json"], in: work.folder)
    let converters = try JSONReader.read(told.expect(0).output)["converters"]
    #expect(converters?["texts/tides.html"]?.string?.hasPrefix("pandoc ") == true)
    #expect(converters?["texts/harbour.pdf"]?.string?.hasPrefix("pdftotext ") == true)
  }

  @Test("without its program a document is an error that names the package")
  func missing() throws {
    let work = try workspace()
    let error = try Program.stemma().run(
      ["plan", "tides.yaml", "--skip-unreadable", "--json"], in: work.folder,
      environment: ["PATH": "/nowhere"]
    ).expect(65).error()
    #expect(error["code"] == "document.tool-missing")
    #expect(error["nextStep"]?.string?.contains("apt-get install") == true)
  }

  @Test("what cannot be read ends a run, or is left out, named and counted")
  func skipped() throws {
    let work = try workspace()
    try work.write("texts/empty.pdf", TinyPDF.bytes(pages: [[]]))
    try work.write("texts/broken.docx", "this is none")
    let error = try work.stemma("run", "tides.yaml", "--json").expect(65).error()
    #expect(error["code"] == "document.other-form" && error["place"] == "texts/broken.docx")
    let run = try work.stemma("run", "tides.yaml", "--skip-unreadable").expect(0)
    #expect(run.errorText.contains("skipped  texts/broken.docx"))
    #expect(run.errorText.contains("skipped  texts/empty.pdf"))
    #expect(run.errorText.contains("skipped  2 of 4 inputs"))
    let other = try workspace()
    #expect(
      try other.stemma("run", "tides.yaml", "--json").expect(0).json()["receipt"]
        == work.stemma("show", "tides@1", "--json").expect(0).json()["receipt"])
  }

  @Test("a folder stands for its documents whatever the case of their suffixes")
  func capitals() throws {
    let work = try workspace()
    try work.write("texts/KILNS.MD", "A kiln is an oven in which clay is fired to a hard ware.")
    try work.write("texts/sea.HTML", Self.page)
    let plan = try work.stemma("plan", "tides.yaml", "--json").expect(0).json()
    #expect(plan["inputs"] == 4)
  }

  @Test("a converter goes with stemma, and one that is interrupted makes no document unreadable")
  func interrupted() throws {
    let work = try workspace()
    let pandoc = "#!/bin/sh\necho $$ >'\(work.path("pid"))'\nexec sleep 300\n"
    try work.write("bin/pandoc", pandoc)
    let path = "\(work.path("bin")):/usr/bin:/bin"
    let killed = try work.shell(
      """
      chmod +x bin/pandoc
      PATH='\(path)' "$STEMMA" plan tides.yaml & stemma=$!
      until [ -s pid ]; do sleep 0.05; done
      kill -KILL $stemma
      for turn in $(seq 200); do
        kill -0 "$(cat pid)" 2>/dev/null || exit 0
        sleep 0.05
      done
      exit 1
      """)
    killed.expect(0)
    try work.write("bin/pandoc", "#!/bin/sh\nkill -INT $$\n")
    let error = try work.shell(
      "chmod +x bin/pandoc; PATH='\(path)' \"$STEMMA\" plan tides.yaml --skip-unreadable --json"
    ).expect(130).error()
    #expect(error["code"] == "run.interrupted")
  }

  @Test("under nohup a converter outlasts the terminal, as stemma does")
  func nohup() throws {
    let work = try workspace()
    let (begun, end) = (work.path("begun"), work.path("end"))
    try work.write(
      "bin/pandoc",
      """
      #!/bin/sh
      echo >'\(begun)'
      until [ -e '\(end)' ]; do sleep 0.05; done
      exec /usr/bin/pandoc "$@"

      """)
    // All that belongs to the terminal hears that it is gone.
    try work.shell(
      """
      chmod +x bin/pandoc
      PATH='\(work.path("bin")):/usr/bin:/bin' setsid nohup "$STEMMA" plan tides.yaml & group=$!
      until [ -e begun ]; do sleep 0.05; done
      kill -HUP "-$group"
      echo >end
      wait $group
      """
    ).expect(0)
  }
}
