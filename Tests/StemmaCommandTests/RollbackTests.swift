import StemmaRecord
import StemmaTesting
import Testing

@Suite("Rollback")
struct RollbackTests {
  @Test("a new version gets the old receipt; history only grows")
  func rollback() throws {
    let workspace = try Workspace.twoVersions()
    let report = try workspace.stemma("rollback", "tides", "--to", "1", "--json").expect(0).json()
    #expect(report["version"] == "tides@3")
    #expect(report["published"] == true)
    let first = try workspace.stemma("show", "tides@1", "--json").json()
    #expect(report["receipt"] == first["receipt"])
    let log = try workspace.stemma("log", "tides", "--json").json()
    #expect(
      log["versions"]?.array?.map { $0["name"] } == ["tides@3", "tides@2", "tides@1"])
    try workspace.stemma("reproduce", "tides@3").expect(0)
    try workspace.stemma("verify").expect(0)
  }

  @Test("rolling back to what head already is makes nothing")
  func nothingToDo() throws {
    let workspace = try Workspace.twoVersions()
    let report = try workspace.stemma("rollback", "tides", "--to", "2", "--json").expect(0).json()
    #expect(report["published"] == false)
    #expect(report["version"] == "tides@2")
  }

  @Test("the manifest comes back as it was written, comments included")
  func restore() throws {
    let workspace = try Workspace.tidal()
    let text = "# mine\n" + Workspace.manifest()
    try workspace.write("tides.yaml", text)
    try workspace.stemma("run", "tides.yaml").expect(0)
    try workspace.write("tides.yaml", Workspace.manifest(fields: "domain: the sea"))
    try workspace.stemma("run", "tides.yaml").expect(0)
    let report = try workspace.stemma(
      "rollback", "tides", "--to", "1", "--restore-manifest", "--json"
    ).expect(0).json()
    #expect(report["manifest"] == .string(workspace.path("tides.yaml")))
    #expect(try workspace.read("tides.yaml") == Array(text.utf8))
    let again = try workspace.stemma("run", "tides.yaml", "--json").expect(0).json()
    #expect(again["published"] == false)
  }

  @Test("a manifest that was run with --set comes back with what was set, and runs to its receipt")
  func restoreOverrides() throws {
    let workspace = try Workspace.tidal()
    let made = try workspace.stemma(
      "run", "tides.yaml", "--set", "sampling.temperature=0.9", "--set", "domain=the sea", "--json"
    ).expect(0).json()
    try workspace.stemma("run", "tides.yaml").expect(0)
    try workspace.stemma("rollback", "tides", "--to", "1", "--restore-manifest").expect(0)
    let text = String(decoding: try workspace.read("tides.yaml"), as: UTF8.self)
    #expect(text.contains("temperature: 0.9"))
    #expect(text.contains("domain: the sea"))
    let again = try workspace.stemma("run", "tides.yaml", "--json").expect(0).json()
    #expect(again["receipt"] == made["receipt"])
    #expect(again["version"] == "tides@3")
    #expect(again["published"] == false)
  }

  @Test("unsaved changes are never written over, and nothing is published then")
  func unsaved() throws {
    let workspace = try Workspace.twoVersions()
    let mine = Workspace.manifest(fields: "domain: not yet run")
    try workspace.write("tides.yaml", mine)
    let error = try workspace.stemma(
      "rollback", "tides", "--to", "1", "--restore-manifest", "--json"
    ).expect(1).error()
    #expect(error["code"] == "command.unsaved-changes")
    #expect(error["place"] == .string(workspace.path("tides.yaml")))
    #expect(try workspace.read("tides.yaml") == Array(mine.utf8))
    let log = try workspace.stemma("log", "tides", "--json").json()
    #expect(log["versions"]?.array?.count == 2)
    try workspace.stemma(
      "rollback", "tides", "--to", "1", "--restore-manifest", "--manifest", "new/other.yaml"
    ).expect(0)
    #expect(try workspace.read("new/other.yaml") == Array(Workspace.manifest().utf8))
  }

  @Test("a manifest that is gone is written again")
  func gone() throws {
    let workspace = try Workspace.twoVersions()
    try workspace.remove("tides.yaml")
    try workspace.stemma("rollback", "tides", "--to", "1", "--restore-manifest").expect(0)
    #expect(try workspace.read("tides.yaml") == Array(Workspace.manifest().utf8))
  }

  @Test("after a rollback the next run of the newer manifest makes the next version")
  func onward() throws {
    let workspace = try Workspace.twoVersions()
    try workspace.stemma("rollback", "tides", "--to", "1").expect(0)
    let report = try workspace.stemma("run", "kilns.yaml", "--json").expect(0).json()
    #expect(report["version"] == "tides@4")
  }
}
