import StemmaRecord
import StemmaTesting
import Testing

@Suite("Filters at the command")
struct FilterCommandTests {
  private static let document = """
    # Opening hours

    The reading room opens at nine in the morning, because the cleaners leave at eight. The form \
    must go to desk@library-of-ulm.de, because the clerk opens the desk at noon. The cellar stays \
    closed, because the shelves there are full of dust.

    """

  private func workspace(_ filters: String) throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("hours.md", Self.document)
    try workspace.write(
      "m.yaml",
      """
      stemma: 1
      dataset: hours
      task: qa
      inputs: {documents: [hours.md]}
      sampling: {seed: 4}
      per_section: 8
      filters: \(filters)

      """)
    return workspace
  }

  @Test("what pii redacts is nowhere in the records, and the trace says how much it was")
  func redaction() throws {
    let workspace = try Workspace()
    try workspace.write(
      "seeds.json",
      #"[{"prompt": "Where do I write to?", "response": "Write to desk@library-of-ulm.de."}]"#)
    try workspace.write(
      "m.yaml",
      """
      stemma: 1
      dataset: hours
      task: instruction
      inputs: {seeds: [seeds.json]}
      count: 6
      filters: [schema, length, pii: {action: redact}, duplicates]

      """)
    try workspace.stemma("run", "m.yaml").expect(0)
    let rows = try workspace.stemma("export", "hours", "--format", "jsonl").expect(0).text
    #expect(!rows.contains("@") && rows.contains("[EMAIL]"))
    let sample = try workspace.stemma("sample", "hours", "-n", "20", "--json").json()
    let records = sample["records"]?.array ?? []
    let one = try #require(records.first { CanonicalJSON.text($0).contains("[EMAIL]") })
    let id = one["id"]?.string ?? ""
    #expect(try workspace.stemma("trace", "hours", id).expect(0).text.contains("pii: keep, "))
    let trace = try workspace.stemma("trace", "hours", id, "--json").expect(0).json()
    let verdict = trace["verdicts"]?.array?.first { $0["filter"] == "pii" }
    #expect(verdict?["found"]?["email"]?.integer ?? 0 >= 1)
    #expect(
      try SchemaCheck.complaints(of: [
        .init(name: "trace", schema: "trace.report.schema.json", document: trace)
      ]).isEmpty)
    try workspace.stemma("reproduce", "hours").expect(0)
  }

  @Test("a pattern for a field that no row has is told where it stands, with the fields there are")
  func unknownField() throws {
    let workspace = try workspace(
      "[schema, regex: {keep: {answer: a, qestion: b}, drop: {'*': c}}]")
    let error = try workspace.stemma("plan", "m.yaml").expect(65).errorText
    #expect(error.contains("m.yaml:7:45: There is no field of `qa`'s rows called `qestion`."))
    #expect(error.contains("Did you mean `question`? Known are `answer` and `question`."))
    let set = "filters=[{regex: {drop: {answer: zebra}}}]"
    try workspace.stemma("plan", "m.yaml", "--set", set).expect(0)
    let other = "filters=[{regex: {drop: {text: zebra}}}]"
    #expect(
      try workspace.stemma("plan", "m.yaml", "--set", other).expect(65).errorText
        .contains("`text`"))
  }

  @Test("files of contamination decide by what they hold, and are kept with the version")
  func contamination() throws {
    let workspace = try workspace("[schema, contamination: {files: [held.txt]}]")
    let held = "Why? The reading room opens at nine in the morning, because the cleaners leave."
    try workspace.write("held.txt", "\(held)\n")
    try workspace.stemma("run", "m.yaml").expect(0)
    let outcomes = try workspace.stemma("show", "hours", "--json").json()["counts"]?["outcomes"]
    #expect(outcomes?["dropped.contamination.shared-run"]?.integer ?? 0 > 0)
    // The same texts under another name and in another form are the same plan.
    let row = CanonicalJSON.text(["text": .string(held)])
    try workspace.write("held.jsonl", "\(row)\n")
    let set = "filters=[schema, contamination: {files: [held.jsonl]}]"
    let again = try workspace.stemma("run", "m.yaml", "--set", set, "--json").expect(0).json()
    #expect(again["version"] == "hours@1", "\(again)")
    // Other texts are another.
    try workspace.write("held.txt", "Nothing of the kind has ever been said by anybody here.\n")
    let other = try workspace.stemma("run", "m.yaml", "--json").expect(0).json()
    #expect(other["version"] == "hours@2", "\(other)")
    try workspace.remove("held.txt")
    try workspace.remove("held.jsonl")
    try workspace.stemma("gc").expect(0)
    try workspace.stemma("verify").expect(0)
    for version in ["hours@1", "hours@2"] {
      try workspace.stemma("reproduce", version).expect(0)
    }
  }

  @Test("what is missing, misspelt or no pattern is told before anything runs, with its place")
  func mistakes() throws {
    for (filters, code, word) in [
      ("[contamination]", "manifest.missing-field", "files"),
      ("[language: {min_confidence: 0.5}]", "manifest.missing-field", "languages"),
      ("[pii: {action: hide}]", "manifest.unknown-value", "action"),
      ("[pii: {kinds: [mail]}]", "manifest.unknown-word", "kinds"),
      ("[regex: {drop: {answer: [1]}}]", "manifest.wrong-type", "drop"),
      ("[regex]", "filter.nothing-given", "`keep` or `drop`"),
      ("[regex: {drop: ['a', '(']}]", "filter.bad-pattern", "The pattern ("),
      ("[language: {languages: [en, qq]}]", "filter.unknown-language", "qq"),
    ] {
      let workspace = try workspace(filters)
      let error = try workspace.stemma("plan", "m.yaml", "--json").expect(65).error()
      let problem = error["problems"]?.array?.first
      #expect(problem?["code"]?.string == code, "\(filters): \(error)")
      #expect(problem?["whatHappened"]?.string?.contains(word) == true, "\(filters): \(error)")
      #expect(problem?["place"]?.string?.hasPrefix("m.yaml:") == true, "\(filters): \(error)")
    }
    for (filters, code) in [
      ("[contamination: {files: [gone.txt]}]", "input.unreadable")
    ] {
      let workspace = try workspace(filters)
      let error = try workspace.stemma("run", "m.yaml", "--json").expect(65).error()
      #expect(error["code"]?.string == code, "\(filters): \(error)")
      #expect(!workspace.exists("store/history.git/refs/heads/hours"))
    }
  }
}
