import StemmaRecord
import StemmaTesting
import Testing

@Suite("Doctor")
struct DoctorTests {
  private struct Report {
    let status: Int32
    let findings: [String: (status: String, what: String, nextStep: String?)]

    init(_ work: Workspace) throws {
      let result = try work.stemma("doctor", "--json")
      status = result.status
      var findings: [String: (String, String, String?)] = [:]
      for finding in try result.json()["findings"]?.array ?? [] {
        findings[finding["name"]?.string ?? ""] = (
          finding["status"]?.string ?? "", finding["what"]?.string ?? "",
          finding["nextStep"]?.string
        )
      }
      self.findings = findings
    }
  }

  @Test("without a store it looks at the machine, and all is well")
  func withoutStore() throws {
    let report = try Report(Workspace())
    #expect(report.status == 0)
    for name in ["libgit2", "libzstd", "SQLite", "cmark-gfm", "mimalloc"] {
      #expect(report.findings[name]?.what.first?.isNumber == true, "\(name)")
    }
    #expect(report.findings["git"]?.status == "ok")
    #expect(report.findings["clock"]?.status == "ok")
    #expect(report.findings["store"]?.status == "ok")
  }

  @Test("with a whole store nothing is a problem, a second process is kept out, no trace is left")
  func wholeStore() throws {
    let work = try Workspace.published()
    let report = try Report(work)
    #expect(report.status == 0)
    #expect(report.findings["locks"]?.what == "another process is kept out")
    for name in ["format", "permissions", "history", "index", "leftovers", "clock against history"]
    {
      #expect(report.findings[name]?.status == "ok", "\(name)")
    }
    #expect(try work.list("store/tmp").isEmpty)
    let text = try work.stemma("doctor").expect(0).text
    #expect(text.contains("ok       format: stemma store 2"))
    #expect(text.contains("0 problems"))
  }

  @Test("what dead writers left behind is a warning, and gc puts it right")
  func leftovers() throws {
    let work = try Workspace.published()
    try work.write("store/tmp/1-0.pack", "half a pack")
    try work.write("store/runs/tides/aa/lock", "")
    let report = try Report(work)
    #expect(report.status == 0)
    #expect(report.findings["leftovers"]?.status == "warning")
    #expect(report.findings["leftovers"]?.nextStep == "stemma gc")
    try work.stemma("gc", "--yes").expect(0)
    #expect(try Report(work).findings["leftovers"]?.status == "ok")
  }

  @Test("a lock that git left behind is a warning, and the next command that writes removes it")
  func staleLock() throws {
    let work = try Workspace.published()
    try work.write("store/history.git/refs/heads/tides.lock", "")
    let report = try Report(work)
    #expect(report.status == 0)
    #expect(report.findings["history"]?.status == "warning")
    #expect(report.findings["history"]?.what.contains("tides.lock") == true)
    try work.stemma("tag", "tides@1", "best").expect(0)
    #expect(try Report(work).findings["history"]?.status == "ok")
  }

  @Test("another layout and a damaged branch are problems, each with a next step")
  func problems() throws {
    let work = try Workspace.published()
    try work.flip("store/history.git/refs/heads/tides", at: 20)
    let branch = try Report(work)
    #expect(branch.status == 1)
    #expect(branch.findings["history"]?.status == "problem")
    #expect(branch.findings["history"]?.what.contains("refs/heads/tides") == true)
    #expect(branch.findings["history"]?.nextStep == "stemma verify")
    try work.write("store/format", "stemma store 9\n")
    let format = try Report(work)
    #expect(format.status == 1)
    #expect(format.findings["format"]?.status == "problem")
    #expect(format.findings["format"]?.nextStep?.isEmpty == false)
  }

  @Test("a clock behind the newest version is a warning, one that cannot be is a problem")
  func clock() throws {
    let work = try Workspace.published()
    let stemma = try Program.stemma().path
    func findings(_ shift: String) throws -> (status: Int32, text: String) {
      let result = try Program("faketime").run(["-f", shift, stemma, "doctor"], in: work.folder)
      return (result.status, result.text)
    }
    let day = try findings("-1d")
    #expect(day.status == 0 && day.text.contains("warning  clock against history"))
    let decade = try findings("-10y")
    #expect(decade.status == 1 && decade.text.contains("problem  clock:"))
  }
}
