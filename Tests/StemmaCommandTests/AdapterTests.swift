import StemmaRecord
import StemmaTesting
import Testing

@Suite("Adapters, and the teacher `self`")
struct AdapterTests {
  private func work(_ values: [UInt8] = [1, 2]) throws -> Workspace {
    let work = try Workspace.published()
    for value in values { try work.write("\(value).safetensors", ServedAdapter.weights(value)) }
    return work
  }

  private func add(
    _ work: Workspace, _ teacher: String, file: Int = 1, version: String = "1"
  ) throws -> ProgramResult {
    try work.stemma(
      "adapter", "add", "tides", "--version", version, "--teacher", teacher, "--file",
      "\(file).safetensors", "--json", environment: ["VLLM_API_KEY": "very-secret"])
  }

  private func run(_ work: Workspace, _ set: String = "teacher=self") throws -> JSONValue {
    try work.stemma(
      "run", "tides.yaml", "--set", set, "--json", environment: ["VLLM_API_KEY": "very-secret"]
    ).expect(0).json()
  }

  @Test("without one nothing is asked, and the ways out are named with line and column")
  func missing() throws {
    let work = try work()
    try work.write(
      "self.yaml", Workspace.manifest().replacing("teacher: embedded", with: "teacher: self"))
    for command in ["run", "plan", "why-miss"] {
      let error = try work.stemma(command, "self.yaml", "--json").expect(65).error()
      let problem = try #require(error["problems"]?.array?.first)
      #expect(problem["code"] == "manifest.no-adapter")
      #expect(problem["place"] == "self.yaml:6:10")
      let next = problem["nextStep"]?.string ?? ""
      #expect(next.contains("stemma adapter add tides --version N") && next.contains("embedded"))
    }
    // An adapter of another dataset is none of this one's.
    _ = try add(work, "ollama:m").expect(0)
    try work.write(
      "other.yaml", Workspace.manifest(dataset: "other").replacing("embedded", with: "self"))
    try work.stemma("plan", "other.yaml").expect(65)
    try work.stemma("plan", "self.yaml").expect(0)
  }

  @Test("its digest is kept, and it leads from version to version, up and down, in a new index too")
  func lineage() throws {
    let served = try ServedAdapter()
    let work = try work()
    let added = try add(work, served.teacher).expect(0).json()
    let digest = try work.shell("sha256sum 1.safetensors").text.prefix(64)
    #expect(added["adapter"]?.string == "sha256:\(digest)" && added["added"] == true)
    #expect(try add(work, served.teacher).expect(0).json()["added"] == false)
    #expect(try run(work)["version"] == "tides@2" && served.asked > 0)
    let show = try work.stemma("show", "tides@2", "--json").expect(0).json()
    #expect(show["adapters"] == [.string("sha256:\(digest)")] && show["grade"] == "recorded")
    #expect(show["plan"]?["teacher"]?["adapter"]?.string == "sha256:\(digest)")
    #expect(show["execution"]?["pin"]?["parent"] == "base")

    let up = try work.stemma("lineage", "tides@2", "--json").expect(0).json()["ancestors"]?.array?
      .first
    #expect(up?["versions"] == ["tides@1"] && up?["adapter"]?.string == "sha256:\(digest)")
    let down = try work.stemma("lineage", "tides@1", "--json").json()["descendants"]?.array?.first
    #expect(down?["versions"] == ["tides@2"] && down?["adapter"]?.string == "sha256:\(digest)")
    let graph = try work.stemma("lineage", "tides@2", "--graphviz").expect(0).text
    let node = "\"adapter sha256:\(digest.prefix(12))\""
    #expect(graph.contains("  \"tides@1\" -> \(node) [label=\"trained\"];\n"))
    #expect(graph.contains("  \(node) -> \"tides@2\" [label=\"answered\"];\n"))
    let record = try work.anyRecord(of: "tides@2")
    let teacher = try work.stemma("trace", "tides@2", record, "--json").json()["teacher"]
    #expect(teacher?.string == "vllm-server:lora with adapter sha256:\(digest.prefix(12))")

    func answers() throws -> [[UInt8]] {
      try [["tides@1"], ["tides@2"], ["tides@1", "--json"], ["tides@2", "--graphviz"]].map {
        try Program.stemma().run(["lineage"] + $0, in: work.folder).expect(0).output
      } + [work.stemma("adapter", "list", "tides", "--json").expect(0).output]
    }
    let before = try answers()
    try work.stemma("reindex").expect(0)
    #expect(try answers() == before)
    for suffix in ["", "-wal", "-shm"] { try? work.remove("store/lineage.sqlite\(suffix)") }
    try work.stemma("gc", "--yes").expect(0)
    #expect(try answers() == before)
    try work.stemma("verify").expect(0)
    let log = try work.shell("git -C store/history.git log -p refs/stemma/events").text
    #expect(log.contains("\"adapter\": \"sha256:\(digest)\""))
    #expect(try work.shell("grep -rc very-secret store | grep -v ':0$'").text.isEmpty)
  }

  @Test("made again with the server and the file gone; the newest adapter answers for itself alone")
  func again() throws {
    let work = try work()
    var old: ServedAdapter? = try ServedAdapter()
    let teacher = try #require(old?.teacher)
    _ = try add(work, teacher).expect(0)
    let first = try run(work)
    let asked = try #require(old?.asked)
    // Other weights under the same name: nothing that the old ones answered is theirs.
    _ = try add(work, teacher, file: 2, version: "head").expect(0)
    let second = try run(work)
    #expect(old?.asked == 2 * asked && second["receipt"] != first["receipt"])
    let digest = try work.shell("sha256sum 1.safetensors").text.prefix(64)
    #expect(
      try run(work, "teacher={provider: self, adapter: 'sha256:\(digest.prefix(8))'}")["receipt"]
        == first["receipt"])
    #expect(old?.asked == 2 * asked)
    old = nil
    for file in ["1.safetensors", "2.safetensors", "tides.yaml", "tides.md"] {
      try work.remove(file)
    }
    for version in ["tides@2", "tides@3", "tides@4"] {
      let report = try work.stemma("reproduce", version, "--json").expect(0).json()
      #expect(report["outcome"] == "identical" && report["replayed"]?.integer == asked)
    }
    let ties = try work.stemma("lineage", "tides@3", "--json").json()["ancestors"]?.array ?? []
    #expect(ties.compactMap { $0["versions"]?.array?.first?.string } == ["tides@2", "tides@1"])
    #expect(ties.map { $0["steps"] } == [1, 2])
  }

  @Test("where it is served now is the last word; the receipt stays")
  func moved() throws {
    let work = try work()
    let (old, new) = (try ServedAdapter(), try ServedAdapter())
    _ = try add(work, old.teacher).expect(0)
    let first = try run(work)
    _ = try add(work, new.teacher).expect(0)
    let again = try work.stemma(
      "run", "tides.yaml", "--set", "teacher=self", "--fresh", "--json"
    ).expect(0).json()
    #expect(again["receipt"] == first["receipt"] && again["published"] == false)
    #expect(new.asked == old.asked)
    let list = try work.stemma("adapter", "list", "tides", "--json").json()["adapters"]?.array ?? []
    #expect(list.map { $0["teacher"]?.string } == [new.teacher, old.teacher])
    #expect(list.allSatisfy { $0["answeredFor"] == ["tides@2"] })
  }

  @Test("a folder, a pipe, a device, nothing, or no weights are refused, and no event is kept")
  func hostile() throws {
    let work = try work([])
    try work.write("empty", "")
    try work.write("text", "This is no file of weights, and longer than eight bytes.")
    try work.write("cut", Array(ServedAdapter.weights(1).dropLast()))
    _ = try work.shell("mkfifo pipe")
    for (file, code) in [
      (".", "input.is-folder"), ("pipe", "input.not-plain"), ("/dev/zero", "input.not-plain"),
      ("none", "input.unreadable"), ("-", "input.unreadable"), ("empty", "adapter.empty"),
      ("text", "adapter.head-too-long"), ("cut", "adapter.cut-off"),
    ] {
      let error = try work.stemma(
        "adapter", "add", "tides", "--version", "1", "--teacher", "hf:m", "--json", "--file=\(file)"
      ).expect(65).error()
      #expect(error["code"]?.string == code && error["place"]?.string == file)
    }
    try work.write("w", ServedAdapter.weights(1))
    func add(_ dataset: String, _ version: String, _ teacher: String = "hf:m") throws
      -> ProgramResult
    {
      try work.stemma(
        "adapter", "add", dataset, "--version", version, "--teacher", teacher, "--file", "w",
        "--json")
    }
    #expect(try add("tides", "9").expect(1).error()["code"] == "store.unknown-version")
    #expect(try add("none", "1").expect(1).error()["code"] == "store.unknown-dataset")
    #expect(try add("tides", "").expect(64).error()["code"] == "store.malformed-version-name")
    let secret = try add("tides", "1", "vllm-server:http://me:very-secret@h#m").expect(65)
    #expect(try secret.error()["code"] == "adapter.teacher-unreadable")
    #expect(!secret.errorText.contains("very-secret"))
    try add("tides@1", "1").expect(64)
    // Where an option is missing, stemma's own version is not told instead.
    try work.stemma("adapter", "add", "tides", "--version", "1").expect(64)
    try work.stemma("adapter", "add", "tides", "--teacher", "hf:m", "--file", "w").expect(64)
    #expect(try work.stemma("adapter", "list", "tides").expect(0).text.hasPrefix("No adapter yet"))
    #expect(
      try work.stemma("adapter", "list", "none", "--json").expect(1).error()["code"]
        == "store.unknown-dataset")
    #expect(try work.shell("git -C store/history.git log refs/stemma/events").status != 0)
  }
}
