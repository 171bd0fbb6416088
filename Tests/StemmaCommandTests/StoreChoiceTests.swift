import StemmaRecord
import StemmaTesting
import Testing

@Suite("Which store is used")
struct StoreChoiceTests {
  @Test("a run without a store makes ./store in the working folder")
  func made() throws {
    let workspace = try Workspace.tidal()
    try workspace.write("sub/here", "")
    let report = try workspace.stemma("run", "../tides.yaml", "--json", below: "sub").json()
    #expect(report["store"] == .string(workspace.path("sub/store")))
    #expect(!workspace.exists("store"))
  }

  @Test("--store is used before STEMMA_STORE, and both before what lies upwards")
  func precedence() throws {
    let workspace = try Workspace.published()
    let environment = ["STEMMA_STORE": "by-variable"]
    let variable = try workspace.stemma("run", "tides.yaml", "--json", environment: environment)
    #expect(try variable.json()["store"] == .string(workspace.path("by-variable")))
    let option = try workspace.stemma(
      "run", "tides.yaml", "--store", "by-option", "--json", environment: environment)
    #expect(try option.json()["store"] == .string(workspace.path("by-option")))
    try workspace.stemma("run", "tides.yaml", "--set", "sampling.seed=8").expect(0)
    func versions(_ environment: [String: String], _ arguments: String...) throws -> Int? {
      try Program.stemma().run(
        ["log", "--json"] + arguments, in: workspace.folder, environment: environment
      ).json()["versions"]?.array?.count
    }
    #expect(try versions([:]) == 2)
    #expect(try versions(environment) == 1)
    #expect(try versions(["STEMMA_STORE": ""]) == 2)
    #expect(try versions(["STEMMA_STORE": "nowhere"], "--store", "store") == 2)
  }

  @Test("a store that was named and is not there is exit 10, though another lies upwards")
  func namedButAbsent() throws {
    let workspace = try Workspace.published()
    try workspace.stemma("log", "--store", "gone").expect(10)
    try workspace.stemma("log", environment: ["STEMMA_STORE": "gone"]).expect(10)
    #expect(!workspace.exists("gone"))
  }

  @Test("the nearest store upwards of the working folder is read")
  func upwards() throws {
    let workspace = try Workspace.published()
    try workspace.write("a/b/c/here", "")
    let deep = try workspace.stemma("log", "--json", below: "a/b/c").expect(0)
    #expect(try deep.json()["versions"]?.array?.count == 1)
  }

  @Test("a run looks upwards from the manifest's folder before the working folder")
  func manifestFirst() throws {
    let workspace = try Workspace.published()
    try workspace.stemma("init", "other").expect(0)
    try workspace.write("other/deep/tides.md", Workspace.tides)
    try workspace.write("other/deep/tides.yaml", Workspace.manifest())
    let report = try workspace.stemma("run", "other/deep/tides.yaml", "--json").json()
    #expect(report["store"] == .string(workspace.path("other/store")))
  }

  @Test("a folder called store that is none is passed over")
  func notAStore() throws {
    let workspace = try Workspace.published()
    try workspace.write("shop/store/stock.txt", "milk")
    try workspace.stemma("log", below: "shop").expect(0)
    try workspace.stemma("log", "--store", "shop/store").expect(10)
  }

  @Test("init makes the store that was named, and writes over nothing")
  func initialise() throws {
    let workspace = try Workspace()
    try workspace.write("experiments/first.yaml", "mine")
    let report = try workspace.stemma(
      "init", "--json", environment: ["STEMMA_STORE": "elsewhere"]
    ).expect(0).json()
    #expect(report["store"] == .string(workspace.path("elsewhere")))
    #expect(!workspace.exists("store"))
    #expect(try workspace.read("experiments/first.yaml") == Array("mine".utf8))
    let again = try workspace.stemma("init", "--json").expect(0).json()
    #expect(again["written"] == .array([]))
  }

  @Test("what init writes runs as it is")
  func firstRun() throws {
    let workspace = try Workspace()
    let made = try workspace.stemma("init", "new place").expect(0)
    #expect(made.text.contains("cd 'new place' && stemma run experiments/first.yaml"))
    try workspace.stemma("run", "experiments/first.yaml", below: "new place").expect(0)
  }
}
