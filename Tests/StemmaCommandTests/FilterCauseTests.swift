import StemmaRecord
import StemmaTesting
import Testing

@Suite("What filters moved between two versions")
struct FilterCauseTests {
  /// `tides@1` by the first filters, `tides@2` by the second ones.
  private func compared(
    _ first: String, _ second: String, with fields: String = ""
  ) throws -> (workspace: Workspace, json: JSONValue) {
    let workspace = try Workspace.tidal(fields: fields)
    for filters in [first, second] {
      let result = try workspace.stemma("run", "tides.yaml", "--set", "filters=\(filters)")
      #expect([0, 3].contains(result.status), "\(result.errorText)")
    }
    let json = try workspace.stemma("compare", "tides@1", "tides@2", "--json").expect(0).json()
    #expect(
      try SchemaCheck.complaints(of: [
        .init(name: "compare", schema: "compare.report.schema.json", document: json)
      ]).isEmpty)
    return (workspace, json)
  }

  private func filter(_ name: String, _ json: JSONValue) throws -> JSONValue {
    try #require(json["causes"]?["filters"]?.array?.first { $0["filter"]?.string == name })
  }

  private func ids(_ version: String, _ workspace: Workspace) throws -> [String] {
    let json = try workspace.stemma("sample", version, "-n", "1000", "--json").json()
    return (json["records"]?.array ?? []).compactMap { $0["id"]?.string }
  }

  @Test("a stricter length drops by id what was kept; a laxer one keeps the same again")
  func length() throws {
    let lax = "[schema, length: {answer_max: 400}, duplicates]"
    let strict = "[schema, length: {answer_max: 120}, duplicates]"
    let (workspace, json) = try compared(lax, strict, with: "max_attempts: 1")
    let there = Set(try ids("tides@1", workspace)).subtracting(try ids("tides@2", workspace))
    #expect(!there.isEmpty)
    let length = try filter("length", json)
    #expect(json["causes"]?["state"] == "compared")
    #expect(length["change"] == "parameters")
    #expect(length["before"]?["answer_max"] == 400 && length["after"]?["answer_max"] == 120)
    let moved = (length["dropped"]?["records"]?.array ?? []).compactMap(\.string)
    #expect(Set(moved) == there && moved.count == there.count)
    #expect(length["dropped"]?["count"]?.integer == there.count)
    #expect(length["dropped"]?["alike"]?.integer == there.count)
    #expect(length["dropped"]?["reasons"] == ["answer-too-long": .integer(there.count)])
    #expect(length["kept"]?["count"] == 0)
    let back = try workspace.stemma("compare", "tides@2", "tides@1", "--json").json()
    #expect(try filter("length", back)["kept"] == length["dropped"])
    #expect(try filter("length", back)["dropped"]?["count"] == 0)
    let text = try workspace.stemma("compare", "tides@1", "tides@2", "--examples", "1").text
    #expect(
      text.contains(
        "filter    length, answer_max 400 → 120: \(there.count) that were kept are dropped "
          + "(\(there.count) answer-too-long; \(there.count) of them read the same in both)\n"))
    #expect(text.contains("  dropped now: \(moved[0])"))
    try workspace.stemma("compare", "tides@1", "tides@2", "--html", "page.html").expect(0)
    let page = String(decoding: try workspace.read("page.html"), as: UTF8.self)
    #expect(page.contains("length, answer_max 400 → 120: \(there.count) that were kept"))
  }

  @Test("a filter that is asked again after counts the answer it moved, though the slot is filled")
  func askedAgain() throws {
    let (_, json) = try compared(
      "[schema]", "[schema, length: {answer_max: 120}]", with: "max_attempts: 3")
    let length = try filter("length", json)
    #expect(length["change"] == "added" && length["before"] == .null)
    #expect(length["dropped"]?["count"]?.integer ?? 0 > 0)
    #expect(length["dropped"]?["count"] == length["dropped"]?["alike"])
    let (_, reverse) = try compared(
      "[schema, length: {answer_max: 120}]", "[schema]", with: "max_attempts: 3")
    #expect(try filter("length", reverse)["change"] == "removed")
    #expect(try filter("length", reverse)["kept"] == length["dropped"])
  }

  @Test("filters in another order are named, and so is one that did nothing; the same are not")
  func order() throws {
    let (workspace, json) = try compared(
      "[schema, length, duplicates]", "[schema, duplicates, length]")
    let names = (json["causes"]?["filters"]?.array ?? []).compactMap { $0["filter"]?.string }
    #expect(names == ["duplicates", "length"])
    let text = try workspace.stemma("compare", "tides@1", "tides@2").text
    #expect(text.contains("filter    length, which stands elsewhere among the filters: no record"))
    let same = try workspace.stemma("compare", "tides@1", "tides@1", "--json").json()
    #expect(same["causes"] == nil)
  }

  @Test("what a review kept is judged by what it stands on")
  func reviewed() throws {
    let (workspace, json) = try compared(
      "[schema, length: {answer_max: 400}]", "[schema, length: {answer_max: 120}]",
      with: "max_attempts: 1")
    let kept = try ids("tides@2", workspace)
    try workspace.write(
      "decisions.jsonl", #"{"record": "\#(try #require(kept.first))", "decision": "accept"}"#)
    try workspace.stemma("review", "tides@2", "--apply", "decisions.jsonl").expect(0)
    let review = try workspace.stemma("compare", "tides@1", "tides@3", "--json").expect(0).json()
    #expect(review["causes"] == json["causes"])
  }

  @Test("where it cannot be said, that is said: imports, and plans without a slot in common")
  func unknown() throws {
    let workspace = try Workspace.twoVersions()
    // The same filters, and nothing in common: there is nothing to say.
    #expect(try workspace.stemma("compare", "tides@1", "tides@2", "--json").json()["causes"] == nil)
    try workspace.stemma(
      "run", "kilns.yaml", "--set", "filters=[schema, length: {answer_max: 7000}]", "--set",
      "sampling.temperature=0.9"
    )
    .expect(0)
    let apart = try workspace.stemma("compare", "tides@1", "tides@3", "--json").expect(0).json()
    #expect(apart["causes"] == ["filters": [], "state": "apart"])
    #expect(
      try workspace.stemma("compare", "tides@1", "tides@3").text
        .contains("filter    what filters moved cannot be said: tides@1 and tides@3 have no slot"))
    try workspace.write("rows.jsonl", #"{"question":"Why?","answer":"So."}"#)
    try workspace.stemma("import", "rows.jsonl", "--dataset", "rows").expect(0)
    let given = try workspace.stemma("compare", "rows@1", "tides@3", "--json").expect(0).json()
    #expect(given["causes"]?["state"] == "given")
    #expect(
      try workspace.stemma("compare", "rows@1", "tides@3").text.contains("was imported"))
    for json in [apart, given] {
      #expect(
        try SchemaCheck.complaints(of: [
          .init(name: "compare", schema: "compare.report.schema.json", document: json)
        ]).isEmpty)
    }
  }
}
