import StemmaRecord
import StemmaTesting
import Testing

@Suite("Which record an id means")
struct RecordLookupTests {
  private func workspace(_ versions: [[String]]) throws -> Workspace {
    let workspace = try Workspace()
    for ids in versions {
      let rows = ids.map { CanonicalJSON.text(["id": .string($0), "t": "what it says"]) }
      try workspace.write("d.jsonl", rows.joined(separator: "\n"))
      try workspace.stemma("import", "d.jsonl", "--dataset", "d", "--id", "id").expect(0)
    }
    return workspace
  }

  @Test("an id of the first version goes before what it begins in the second")
  func whole() throws {
    let ids = (1...30).map(String.init)
    let workspace = try workspace([ids, Array(ids.dropFirst())])
    let text = try workspace.stemma("explain", "d@1", "d@2", "1").expect(0).text
    #expect(text.hasPrefix("record    1: removed\n"), "\(text)")
    #expect(text.contains("\nd@2  not among its records\n"), "\(text)")
    let error = try workspace.stemma("trace", "d@2", "1", "--json").expect(1).error()
    #expect(error["whatHappened"]?.string?.contains(" 10 records") == true, "\(error)")
    try workspace.stemma("trace", "d@2", "30").expect(0)
  }

  @Test("ids that only look alike are two")
  func bytes() throws {
    let (one, two) = ("caf\u{E9}", "cafe\u{301}")
    let workspace = try workspace([[one, two], [one]])
    for id in [one, two] {
      let trace = try workspace.stemma("trace", "d@1", id, "--json").expect(0).json()
      #expect(trace["record"] == .string(id))
    }
    let text = try workspace.stemma("explain", "d@1", "d@2", two).expect(0).text
    #expect(text.contains(": removed"), "\(text)")
  }
}
