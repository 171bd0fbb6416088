import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@Suite("How versions are named")
struct VersionNameTests {
  @Test("a number, head, so many before head, and a receipt's first digits name a version")
  func names() throws {
    let workspace = try Workspace.twoVersions()
    func resolved(_ name: String) throws -> String? {
      try workspace.stemma("show", name, "--json").expect(0).json()["name"]?.string
    }
    let receipts = try (1...2).map { number in
      let shown = try workspace.stemma("show", "tides@\(number)", "--json").json()
      return try #require(shown["receipt"]?.string)
    }
    #expect(receipts[0] != receipts[1])
    #expect(try resolved("tides@1") == "tides@1")
    #expect(try resolved("tides@head") == "tides@2")
    #expect(try resolved("tides") == "tides@2")
    #expect(try resolved("tides@head~0") == "tides@2")
    #expect(try resolved("tides@head~1") == "tides@1")
    for (receipt, name) in zip(receipts, ["tides@1", "tides@2"]) {
      #expect(try resolved("tides@\(receipt)") == name)
      #expect(try resolved("tides@\(receipt.prefix("sha256:".count + 12))") == name)
    }
  }

  @Test("a receipt that two versions have names the newer")
  func sameReceipt() throws {
    let workspace = try Workspace.twoVersions()
    let report = try workspace.stemma("rollback", "tides", "--to", "1", "--json").expect(0).json()
    let receipt = try #require(report["receipt"]?.string)
    let shown = try workspace.stemma("show", "tides@\(receipt)", "--json").json()
    #expect(shown["name"] == "tides@3")
  }

  @Test(
    "a version that is not there is named with what there is",
    arguments: [
      "tides@3", "tides@head~2", "tides@sha256:0000000000000000", "tides@999999999",
      "tides@best", "tides@01x",
    ])
  func unknown(name: String) throws {
    let workspace = try Workspace.twoVersions()
    let error = try workspace.stemma("show", name, "--json").expect(1).error()
    #expect(error["code"] == "store.unknown-version")
    #expect(error["whatHappened"]?.string?.contains("1 to 2") == true)
  }

  @Test(
    "what is no version's name is refused with 64",
    arguments: [
      "", "@", "@1", "tides@", "tides@0", "tides@-1", "tides@_x", "tides@head~", "tides@head~x",
      "tides@HEAD", "tides@sha256:", "tides@sha256:abc", "tides@sha256:XYZ1", "tides@1@1",
      "../tides@1", "tides@99999999999999999999", "Tides@1", "ti des@1",
    ])
  func malformed(name: String) throws {
    let error = try Workspace.published().stemma("show", name, "--json").expect(64).error()
    #expect(error["code"] == "store.malformed-version-name")
  }

  @Test("the digits of several receipts are refused, with the versions they fit")
  func ambiguous() throws {
    let workspace = try Workspace.published()
    let store = try Store(at: workspace.path("store"))
    let receipt = try store.receipt(try store.version("tides@1").receipt)
    func altered(_ rounds: Int) -> Receipt {
      var counts = receipt.counts
      counts.rounds = rounds
      return Receipt(
        plan: receipt.plan, inputs: receipt.inputs, revisions: receipt.revisions,
        roots: receipt.roots, counts: counts, grade: receipt.grade)
    }
    // Four digits tell 65,536 receipts apart, so among some hundreds two begin alike.
    var seen: [String: Int] = [:]
    var pair: (first: Int, second: Int, digits: String)?
    for rounds in 2...3000 where pair == nil {
      let digits = String(altered(rounds).id.hex.prefix(4))
      if let first = seen[digits] { pair = (first, rounds, digits) }
      seen[digits] = rounds
    }
    let found = try #require(pair)
    for rounds in [found.first, found.second] {
      try workspace.publishAltered { _ in altered(rounds) }
    }
    let error = try workspace.stemma("show", "tides@sha256:\(found.digits)", "--json").expect(1)
      .error()
    #expect(error["code"] == "store.ambiguous-version")
    #expect(error["whatHappened"]?.string?.contains("tides@2, tides@3") == true)
  }
}
