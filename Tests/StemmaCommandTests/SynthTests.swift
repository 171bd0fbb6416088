import StemmaRecord
import StemmaTesting
import Testing

@Suite("stemma synth")
struct SynthTests {
  static let notes = """
    ---
    dlm_id: 01KPQ9X1000000000000000000
    ---

    A tide is the rise and fall of the sea that the pull of the moon causes. High water comes \
    about every twelve hours because the earth turns once a day beneath two bulges of water.

    ::instruction::
    ### Q
    Which body pulls the sea?
    ### A
    The moon.

    ::prose::
    A kiln is an oven in which a potter hardens clay at a high temperature. Potters dry each pot \
    for several days because water left in the clay would crack it.

    """

  private func noted(_ text: String = notes) throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("notes.dlm", text)
    return workspace
  }

  private func synth(_ workspace: Workspace, _ arguments: String...) throws -> ProgramResult {
    try Program.stemma().run(["synth"] + arguments, in: workspace.folder)
  }

  @Test(
    "staged pairs are written exactly, and taken out again to the byte", arguments: ["\n", "\r\n"])
  func applyAndRevert(lineEnd: String) throws {
    let work = try noted(Self.notes.replacing("\n", with: lineEnd))
    let before = try work.read("notes.dlm")
    try work.shell("chmod 640 notes.dlm").expect(0)
    let made = try synth(
      work, "instructions", "notes.dlm", "--teacher", "embedded", "--filter", "dedup-only", "--json"
    ).expect(0).json()
    #expect(try work.read("notes.dlm") == before)
    let additions = try #require(made["plan"]?["additions"]?.array)
    #expect(additions.count > 2)
    try synth(work, "apply", "notes.dlm").expect(0)
    let applied = try work.read("notes.dlm")
    #expect(applied.starts(with: before))
    let text = String(decoding: applied, as: UTF8.self)
    for pair in additions {
      let question = try #require(pair["question"]?.string)
      let answer = try #require(pair["answer"]?.string)
      #expect(text.contains("### Q\(lineEnd)\(question)\(lineEnd)"))
      #expect(text.contains("### A\(lineEnd)\(answer)"))
    }
    #expect(try work.shell("stat -c %a notes.dlm").text == "640\n")
    #expect(try synth(work, "apply", "notes.dlm").expect(0).text.contains("as it was"))
    let listed = try synth(work, "list", "notes.dlm", "--json").expect(0).json()
    #expect(listed["generated"]?.array?.count == additions.count)
    #expect(listed["versions"]?.array?.first?["staged"]?.array?.isEmpty == true)
    try synth(work, "revert", "notes.dlm").expect(0)
    #expect(try work.read("notes.dlm") == before)
    let events = try work.stemma("show", "notes@1", "--json").json()["events"]?.array ?? []
    #expect(events.map { $0["action"]?.string } == ["applied", "reverted"])
  }

  @Test("one version's pairs are taken out, another's stay")
  func revertOne() throws {
    let work = try noted()
    for strategy in ["extraction", "expansion"] {
      try synth(
        work, "instructions", "notes.dlm", "--teacher", "embedded", "--filter", "none",
        "--strategy", strategy, "--apply"
      ).expect(0)
    }
    let both = try synth(work, "list", "notes.dlm", "--json").json()["generated"]?.array?.count
    try synth(work, "revert", "notes.dlm", "notes@1").expect(0)
    let left = try synth(work, "list", "notes.dlm", "--json").json()["generated"]?.array ?? []
    #expect(!left.isEmpty && left.count < both ?? 0)
    #expect(left.allSatisfy { $0["strategy"]?.string == "expansion" })
    try synth(work, "revert", "notes.dlm", "2").expect(0)
    #expect(try work.read("notes.dlm") == Array(Self.notes.utf8))
  }

  @Test("of several who apply at once nobody's pairs are lost: who comes too late is refused")
  func atOnce() throws {
    let work = try noted()
    for strategy in ["extraction", "expansion"] {
      try synth(
        work, "instructions", "notes.dlm", "--teacher", "embedded", "--filter", "none",
        "--strategy", strategy
      ).expect(0)
    }
    for _ in 0..<6 {
      try work.write("notes.dlm", Self.notes)
      let runs = try ["notes@1", "notes@2"].map {
        try Program.stemma().start(["synth", "apply", "notes.dlm", $0], in: work.folder)
      }
      let done = try runs.map { try $0.wait() }
      let there = try synth(work, "list", "notes.dlm", "--json").json()["generated"]?.array ?? []
      for (result, strategy) in zip(done, ["extraction", "expansion"]) {
        #expect(result.status == 0 || result.status == 65)
        let isThere = there.contains { $0["strategy"]?.string == strategy }
        #expect(isThere == (result.status == 0), "\(strategy): \(result.errorText)")
      }
    }
  }

  @Test(
    "a name that YAML would read as a number or a truth is a name here",
    arguments: ["2024", "true"])
  func oddNames(name: String) throws {
    let work = try Workspace()
    try work.write("\(name).dlm", Self.notes)
    let made = try synth(
      work, "instructions", "\(name).dlm", "--teacher", "embedded", "--json"
    ).expect(0).json()
    #expect(made["version"]?.string == "\(name)@1")
  }

  @Test("a document that was changed since is refused and stays as it is")
  func changed() throws {
    let work = try noted()
    try synth(work, "instructions", "notes.dlm", "--teacher", "embedded").expect(0)
    let changed = Self.notes.replacing("twelve", with: "thirteen")
    try work.write("notes.dlm", changed)
    let refused = try synth(work, "apply", "notes.dlm", "--json").expect(65)
    #expect(try refused.error()["code"]?.string == "document.changed")
    #expect(try work.read("notes.dlm") == Array(changed.utf8))
  }

  @Test("the flags of the source's example mean this manifest, and each is in it")
  func manifest() throws {
    let work = try noted()
    let flags = [
      "--teacher", "hf:Qwen/Qwen2.5-1.5B-Instruct", "--per-section", "3", "--strategy", "both",
      "--filter", "sway", "--threshold", "0.2", "--max-pairs", "8", "--max-new-tokens", "512",
      "--temp", "0.2", "--top-p", "0.95", "--seed", "7", "--apply",
    ]
    let shown = try Program.stemma().run(
      ["synth", "instructions", "notes.dlm"] + flags + ["--print-manifest"], in: work.folder
    ).expect(0).text
    for line in [
      "dataset: \"notes\"", "task: qa", "  documents: [\"notes.dlm\"]",
      "teacher: \"hf:Qwen/Qwen2.5-1.5B-Instruct\"",
      "sampling: {seed: 7, temperature: 0.2, top_p: 0.95, max_tokens: 512}", "strategy: both",
      "per_section: 3", "count: 8",
      "filters: [schema, duplicates: {threshold: 0.95}, sway: {threshold: 0.2}]",
    ] {
      #expect(shown.contains("\n\(line)\n"), "\(line)")
    }
    #expect(!work.exists("store"))
    // The model says nothing of probabilities: that is told before anything is asked.
    let refused = try Program.stemma().run(
      ["synth", "instructions", "notes.dlm"] + flags + ["--json"], in: work.folder
    ).expect(65).error()
    #expect(refused["code"]?.string == "manifest.teacher-cannot")
    #expect(refused["nextStep"]?.string?.contains("--filter dedup-only") == true)
    let embedded = ["embedded"] + flags.dropFirst(2)
    try work.write(
      "written.yaml", shown.replacing("hf:Qwen/Qwen2.5-1.5B-Instruct", with: "embedded"))
    let made = try Program.stemma().run(
      ["synth", "instructions", "notes.dlm", "--teacher"] + embedded + ["--json"], in: work.folder
    ).expect(0).json()
    #expect(made["filter"]?["threshold"]?.string == "0.2")
    #expect(made["filter"]?["passed"]?.integer ?? 0 >= made["records"]?.integer ?? 0)
    #expect(made["records"]?.integer ?? 9 <= 8)
    #expect(made["applied"] == .bool(true))
  }

  @Test("the printed manifest makes the version that the command makes")
  func sameVersion() throws {
    let work = try noted()
    let flags = ["synth", "instructions", "notes.dlm", "--teacher", "embedded"]
    let shown = try Program.stemma().run(flags + ["--print-manifest"], in: work.folder).expect(0)
    try work.write("notes.yaml", shown.output)
    try Program.stemma().run(flags, in: work.folder).expect(0)
    let again = try work.stemma("run", "notes.yaml", "--json").expect(0).json()
    #expect(again["published"] == .bool(false))
  }

  @Test("`self` without an adapter is told with two ways out, and nothing is made")
  func selfTaught() throws {
    let work = try noted()
    let refused = try synth(work, "instructions", "notes.dlm", "--json").expect(65).error()
    #expect(refused["code"]?.string == "manifest.no-adapter")
    let next = try #require(refused["nextStep"]?.string)
    #expect(next.contains("stemma adapter add notes") && next.contains("hf:MODEL"))
    #expect(!work.exists("store"))
  }

  @Test("what is no document of this form, or nothing was made of, is told")
  func refused() throws {
    let work = try noted()
    try work.write("notes.md", "# Notes\n")
    try work.write("open.dlm", "Prose.\n\n```\n")
    try work.write("other.dlm", "Prose.\n::note::\n")
    func code(_ arguments: String..., status: Int32) throws -> String? {
      try Program.stemma().run(["synth"] + arguments + ["--json"], in: work.folder)
        .expect(status).error()["code"]?.string
    }
    #expect(try code("list", "notes.md", status: 65) == "document.not-dlm")
    #expect(try code("list", "other.dlm", status: 65) == "document.unknown-fence")
    #expect(
      try code("instructions", "open.dlm", "--teacher", "embedded", "--apply", status: 65)
        == "document.open-code-block")
    #expect(try code("apply", "notes.dlm", status: 10) == "store.not-found")
    try work.stemma("init").expect(0)
    try work.stemma("run", "experiments/first.yaml").expect(0)
    #expect(try code("apply", "notes.dlm", status: 1) == "synth.nothing-staged")
    #expect(try code("apply", "notes.dlm", "first@1", status: 1) == "synth.not-of-document")
    let nothing = try synth(work, "list", "notes.dlm").expect(0)
    #expect(nothing.text.contains("Nothing is staged."))
    try synth(work, "instructions", "notes.dlm", "--temp", "warm").expect(64)
  }

  @Test("a live teacher is asked once for each passage; `self` answers when it is registered")
  func live() throws {
    let work = try noted()
    let server = try ServedAdapter()
    let flags = ["synth", "instructions", "notes.dlm", "--filter", "dedup-only", "--json"]
    let made = try Program.stemma().run(
      flags + ["--teacher", server.teacher, "--per-section", "2", "--apply"], in: work.folder
    ).expect(0).json()
    #expect(made["records"]?.integer == 4)
    let asked = server.asked
    #expect(asked == 2)
    // The passages are the same as before their pairs were written below them.
    let again = try Program.stemma().run(
      flags + ["--teacher", server.teacher, "--per-section", "2"], in: work.folder
    ).expect(0).json()
    #expect(again["records"]?.integer == 4)
    #expect(server.asked == asked)
    try work.write("a.safetensors", ServedAdapter.weights(1))
    try work.stemma(
      "adapter", "add", "notes", "--version", "1", "--teacher", server.teacher, "--file",
      "a.safetensors"
    ).expect(0)
    let taught = try Program.stemma().run(flags + ["--per-section", "1"], in: work.folder)
      .expect(0).json()
    #expect(taught["records"]?.integer == 2)
    #expect(server.asked > asked)
    try synth(work, "apply", "notes.dlm").expect(0)
    let marked = String(decoding: try work.read("notes.dlm"), as: UTF8.self)
    #expect(marked.contains("with adapter sha256:"))
    try synth(work, "revert", "notes.dlm").expect(0)
    #expect(try work.read("notes.dlm") == Array(Self.notes.utf8))
  }
}
